"""What can stand on paper: letters that can be printed, and what is done to a text so that it can.

The fonts belong to an upper app. It registers their letters here (`print_with`), so that an import, a form, a
publication and whatever prints in the end all ask one question: `unprintable`. What was typed is mended
only where nothing is lost (`clean`): a byte of Windows-1252 becomes the sign it meant, the bullet of the font Symbol a
bullet, an invisible mark goes. Whatever else cannot be shown is told, never guessed.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence, Set
from functools import lru_cache
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from .errors import RuleError

Faces = Sequence[Set[int]]

JOINERS = "\u200c\u200d"  # needed to write Javanese, Devanagari and Persian rightly
BULLET, REPLACEMENT = "\uf0b7", "\ufffd"
BLANKS = frozenset(" \t\n\r")  # what HTML prints as a space
OGHAM_SPACE = "\u1680"  # a space that is drawn
LAST_LATIN_MARK = 0x36F
BROKEN = frozenset(("Cc", "Cs", "Co", "Cn", "Zl", "Zp"))
MOST_TOLD = 8
LONGEST_KEPT = 500  # a cell of a workbook may hold 32,000 letters: the answers to such are not kept

# Unicode's Default_Ignorable_Code_Point: marks that steer others and show nothing themselves.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# Those of them that are drawn as a box all the same where no font has them: fillers, and signs of shorthand.
DRAWN = frozenset("\u115f\u1160\u180f\u3164\uffa0\U0001bca0\U0001bca1\U0001bca2\U0001bca3")
# A break of a line as a workbook writes it, left behind by a program that did not undo it.
WRITTEN_BREAK = re.compile("_x000[9ABD]_", re.IGNORECASE)


def _meant() -> dict[int, str]:
    """What the bytes 0x80 to 0x9F say in Windows-1252, where five of them say nothing; and Symbol's bullet."""
    signs = {code: bytes((code,)).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
    return {code: sign for code, sign in signs.items() if sign} | {ord(BULLET): "•"}


MEANT = _meant()
_registered: list[Callable[[], Faces]] = []
_refusal: list[Promise] = []


def print_with(faces: Callable[[], Faces], refusal: Promise) -> None:
    """Register the letters of each font that is printed with, in the order in which they are tried.

    `refusal` says that some cannot be printed, with `%(letters)s` for which.
    """
    _registered[:] = [faces]
    _refusal[:] = [refusal]
    _kept.cache_clear()


def clean(text: str) -> str:
    """The text without loss: signs in place of left-over bytes, composed letters, no invisible mark that does nothing.

    Line ends and spaces stay.
    """
    text = text.translate(MEANT)
    if INVISIBLE.search(text):
        text = "".join(char for place, char in enumerate(text) if not _is_stray(text, place))
    return unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    """A cleaned text on one line: every run of spaces, tabs and line ends is one blank."""
    return " ".join(clean(text).split())


def stated(text: str) -> str:
    """What somebody states, trimmed and without invisible marks; "" when no letter or digit says anything."""
    text = clean(text).strip()
    return text if any(letter.isalnum() for letter in text) else ""


def as_printed(text: str) -> str:
    """What paper says for a text that was settled before texts were cleaned: on one line, nothing lost.

    A break that a workbook wrote as `_x000D_` is a blank.
    """
    return one_line(WRITTEN_BREAK.sub(" ", text))


def meant(text: str) -> str:
    """The letters of the text that `clean` reads as another sign, each once."""
    return "".join(dict.fromkeys(char for char in text if ord(char) in MEANT))


def broken(text: str) -> str:
    """The letters that are none in any font: control characters, private ones, halves, the sign of a lost letter."""
    return "".join(dict.fromkeys(char for char in text if _is_broken(char)))


def unprintable(text: str) -> str:
    """The letters of a text that cannot be printed as they are meant, each once; "" when all can.

    A mark above or below a letter has to come from the font of that letter.
    """
    return _kept(text) if len(text) <= LONGEST_KEPT else _unprintable(text)


def _unprintable(text: str) -> str:
    faces = _registered[0]() if _registered else None
    base, found = "", []
    for place, char in enumerate(text):
        if INVISIBLE.match(char):
            shows = not _is_stray(text, place)
        elif _is_blank(char):
            base, shows = "", True
        elif unicodedata.category(char).startswith("M"):
            shows = bool(base) and _shows(faces, base, char)
        else:
            base, shows = char, not _is_broken(char) and _shows(faces, char, char)
        if not shows:
            found.append(char)
    return "".join(dict.fromkeys(found))


_kept = lru_cache(maxsize=4096)(_unprintable)


def unshown(text: str) -> str:
    """The letters of a text as it stands that leave a hole or a box on paper; most invisible marks leave none."""
    return "".join(char for char in unprintable(text) if char in DRAWN or not INVISIBLE.match(char))


def refuse(text: str, *, printed: bool) -> None:
    """Refuses letters that are none in any font and, in what is printed, any that cannot be printed.

    RuleError "unprintable".
    """
    letters = unprintable(text) if printed else broken(text)
    if not letters:
        return
    message: Any = _("Ada karakter yang rusak: %(letters)s. Ketik ulang bagian itu.")
    if letters != broken(text) and _refusal:
        message = _refusal[0]
    raise RuleError(message, code="unprintable", params={"letters": described(letters)})


def described(letters: str) -> str:
    """Letters for the reader: each with its code, and what it is where nothing can be seen."""
    told = [_described(char) for char in letters[:MOST_TOLD]]
    if more := len(letters[MOST_TOLD:]):
        told.append(_("dan %(count)s lagi") % {"count": more})
    return ", ".join(told)


def visible(text: str) -> str:
    """The text for a message, with a sign in place of each letter that nobody could see."""
    return "".join(char if char.isprintable() else REPLACEMENT for char in text)


def _described(char: str) -> str:
    code, kind = f"U+{ord(char):04X}", unicodedata.category(char)
    if char == REPLACEMENT:
        what = _("tanda huruf yang hilang")
    elif INVISIBLE.match(char):
        what = _("tanda yang tidak terlihat")
    elif kind.startswith("M"):
        what = _("tanda yang tidak cocok dengan huruf di depannya")
    elif kind in BROKEN:
        what = {
            "Co": _("simbol dari huruf seperti Symbol atau Wingdings"),
            "Cs": _("separuh huruf"),
            "Cn": _("kode tanpa huruf"),
        }.get(kind, _("karakter kendali"))
    else:
        return f"“{char}” ({code})"
    return f"{code} ({what})"


def _is_blank(char: str) -> bool:
    return char in BLANKS or (unicodedata.category(char) == "Zs" and char != OGHAM_SPACE)


def _is_broken(char: str) -> bool:
    return char == REPLACEMENT or (char not in BLANKS and unicodedata.category(char) in BROKEN)


def _is_stray(text: str, place: int) -> bool:
    """Whether an invisible mark does nothing here; a joiner works behind a letter that joins, before another one."""
    char, before, after = text[place], text[place - 1 : place], text[place + 1 : place + 2]
    if not INVISIBLE.match(char):
        return False
    if char not in JOINERS or not before or not after or unicodedata.category(after)[0] not in "LM":
        return True
    arabic = unicodedata.bidirectional(before) == "AL"
    stacked = unicodedata.category(before).startswith("M") and ord(before) > LAST_LATIN_MARK
    return not (arabic or stacked)


def _shows(faces: Faces | None, base: str, char: str) -> bool:
    """Whether the font that shows the letter `base` has `char` as well; without any font everything is shown."""
    if faces is None:
        return True
    own = next((face for face in faces if ord(base) in face), frozenset())
    return ord(char) in own
