"""Is this PDF the one that was issued? Byte for byte, by its seal, and word for word. The file is never kept."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher

from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from certificates.models import CertificateFile
from certificates.sealing.judging import SealReport, check_seal
from kit.confined import Unreadable, one_file
from kit.days import written_day

from . import answering, lookups, names
from .answering import Answer, Found
from .pdf_text import Text, text_of

TOKEN = re.compile(r"/verify/([A-Za-z0-9_-]{32})(?![A-Za-z0-9_-])")
CANDIDATES = 8  # numbers of one file that are looked up
WORDS = 4_000
SHOWN = 12
ALIKE = 0.5  # of the words; below, it is another text that names the number, and no list of differences helps
HIDDEN = names.HIDDEN
OTHER_WORDS = 24  # that a copy of the certificate may have beside its own; more of them may be names that are tried
UNTOLD = " "  # stands for the holder's name where it may not be told: a word of a file has no blank
AGAIN = 10  # seconds after which who found all readers busy may come again: they have ended by then


class Outcome(models.TextChoices):
    """What came out. Each is said by itself: an altered file is not an unknown one."""

    GENUINE = "genuine", _("Berkas ini persis seperti yang kami terbitkan")
    ALTERED = "altered", _("Berkas ini bukan berkas yang kami terbitkan, atau sudah diubah")
    SEALED = "sealed", _("Segelnya asli, tetapi berkas ini tidak ada dalam register")
    UNKNOWN = "unknown", _("Berkas ini bukan sertifikat dari kami")
    UNREADABLE = "unreadable", _("Berkas ini tidak dapat diperiksa")


WHY = {
    "encrypted": _("Berkas ini dikunci dengan kata sandi. Minta berkas yang tidak dikunci."),
    "broken": _("Berkas ini rusak atau tidak lengkap. Minta pemegangnya mengirim ulang."),
    "too_long": _("Berkas ini terlalu panjang untuk sebuah sertifikat."),
    "gave_up": _("Berkas ini terlalu rumit untuk dibaca. Periksa dengan nomornya."),
    "busy": _("Saat ini terlalu banyak berkas lain sedang diperiksa. Coba lagi sebentar lagi."),
}


class TooManyNumbers(Exception):
    """Who sent the file has asked for too many numbers; `wait` seconds later he may go on."""

    def __init__(self, wait: int) -> None:
        super().__init__(wait)
        self.wait = wait


@dataclass(frozen=True)
class Change:
    """A place where the file says something else than the register; either side may be empty."""

    printed: str
    registered: str


@dataclass(frozen=True)
class FileAnswer:
    """What came out, of which certificate, and in which words the file differs.

    `more` changes are not shown. `another`: it is hardly the same text at all.
    """

    outcome: Outcome
    answer: Answer | None = None
    seal: SealReport | None = None
    why: str = ""
    compared: bool = False
    another: bool = False
    changes: list[Change] = field(default_factory=list)
    more: int = 0
    appended: bool = False
    pages: tuple[int, int] | None = None
    demo: bool = False

    @property
    def is_demo(self) -> bool:
        """Whether the seal, ours as it is, was made with a key that proves nothing."""
        return self.demo or bool(self.seal and self.seal.is_demo)

    @property
    def reason(self) -> object:
        """Why it could not be checked, in words."""
        return WHY.get(self.why, "")

    @property
    def come_again(self) -> int:
        """Seconds after which the same file is worth another try; 0 when it is not."""
        return AGAIN if self.why == "busy" else 0


def check_file(content: bytes, *, count: Callable[[], int]) -> FileAnswer:
    """Compare a file with the register. Reads only; takes bounded time whatever the file is.

    A file as issued is known without being read, so it is answered also while all readers are busy. Numbers in a file
    are asked for as on the page: `count` is told of each and says how long to wait (0: not at all). Raises
    TooManyNumbers.
    """
    digest = hashlib.sha256(content).hexdigest()
    known = CertificateFile.objects.filter(sha256=digest).values_list("certificate_id", "sealed_with__is_demo").first()
    if known and (answer := answering.by_key(known[0])):
        return FileAnswer(Outcome.GENUINE, answer, demo=bool(known[1]))
    try:
        with one_file():
            return _read(content, count)
    except Unreadable as error:
        return FileAnswer(Outcome.UNREADABLE, why=error.why)


def _read(content: bytes, count: Callable[[], int]) -> FileAnswer:
    """What the words and the seal of a file say that is not in the register. Refuses with Unreadable."""
    try:
        said = text_of(content)
    except Unreadable as error:
        return _unread(content, error.why)
    answer, found, seal = _by_address(said.line), None, check_seal(content)
    if answer is None and (found := _by_number(said.line, count)):
        # What we sealed ourselves says nothing that somebody tries; of another file it is decided word by word.
        answer = found.told(is_known=seal.is_sound and bool(names.places_in(said.words, found.whole.holder)))
    if seal.is_sound:
        return FileAnswer(Outcome.SEALED, answer, seal)
    if answer is not None:
        return _compared(content, said, answer, found, seal)
    if seal.gave_up:
        raise Unreadable("gave_up")
    return FileAnswer(Outcome.ALTERED if _was_ours(seal) else Outcome.UNKNOWN, seal=seal)


def _unread(content: bytes, why: str) -> FileAnswer:
    """Without words to compare; what is broken may still bear our seal, and then it was ours."""
    seal = check_seal(content) if why == "broken" else None
    if seal and _was_ours(seal):
        return FileAnswer(Outcome.ALTERED, seal=seal)
    return FileAnswer(Outcome.UNREADABLE, seal=seal, why=why)


def _was_ours(seal: SealReport) -> bool:
    return bool(seal.key_id) and seal.modified_after


def _by_address(text: str) -> Answer | None:
    """The certificate whose address is printed in the text; the first that there is."""
    for token in list(dict.fromkeys(TOKEN.findall(text)))[:CANDIDATES]:
        if answer := answering.by_token(token):
            return answer
    return None


def _by_number(text: str, count: Callable[[], int]) -> Found | None:
    """The certificate whose number is printed in the text; the first that there is. Raises TooManyNumbers."""
    for number in lookups.numbers_in(text)[:CANDIDATES]:
        if wait := count():
            raise TooManyNumbers(wait)
        try:
            if found := answering.found_by_number(number):
                return found
        except lookups.Twins:
            continue
    return None


def _compared(content: bytes, said: Text, answer: Answer, found: Found | None, seal: SealReport) -> FileAnswer:
    """The file names this certificate and is not its file: what is different?"""
    file = CertificateFile.objects.filter(certificate__number=answer.number).first()
    if file is None:
        return FileAnswer(Outcome.ALTERED, answer, seal)
    issued = bytes(file.content)
    try:
        registered = text_of(issued)
    except Unreadable:
        return FileAnswer(Outcome.ALTERED, answer, seal)
    printed, words = said.words[:WORDS], registered.words[:WORDS]
    if found is not None:
        answer = found.told(is_known=_knows(said.words, registered.words, found.whole.holder))
        words = _untold(words, found.whole.holder) if answer.is_hidden else words
    if not words:
        return FileAnswer(Outcome.ALTERED, answer, seal)
    changes, alike = differences(printed, words, public_words(answer))
    pages = (len(said.pages), len(registered.pages))
    return FileAnswer(
        Outcome.ALTERED,
        answer,
        seal,
        compared=True,
        another=alike < ALIKE,
        changes=changes[:SHOWN] if alike >= ALIKE else [],
        more=max(0, len(changes) - SHOWN) if alike >= ALIKE else 0,
        appended=len(content) > len(issued) and content.startswith(issued),
        pages=pages if pages[0] != pages[1] else None,
    )


def _knows(printed: list[str], registered: list[str], holder: str) -> bool:
    """Whether a file that was found by its number names the holder, and is not a list of names that are tried."""
    own = {part for word in registered for part in names.folded(word)}
    others = [part for word in printed for part in names.folded(word) if part not in own]
    return len(others) <= OTHER_WORDS and bool(names.places_in(printed, holder))


def _untold(words: list[str], holder: str) -> list[str]:
    """The words of the certificate without the holder's name, so that no file finds it out word by word.

    Where the name is not found as it was printed, nothing is compared.
    """
    places = names.places_in(words, holder)
    hidden = {n for place in places for n in place}
    return [UNTOLD if n in hidden else word for n, word in enumerate(words)] if places else []


def differences(printed: list[str], registered: list[str], public: set[str]) -> tuple[list[Change], float]:
    """Where two texts differ, word for word, and how much of them is alike (0 to 1).

    A registered word that is not public is said as "…"; a place where only such words are missing is not told.
    """
    compared = SequenceMatcher(None, printed, registered, autojunk=False)
    changes, same = [], 0
    for what, a, b, c, d in compared.get_opcodes():
        if what == "equal":
            same += b - a
            continue
        change = Change(" ".join(printed[a:b])[:300], _public_part(registered[c:d], public)[:300])
        if change.printed or change.registered.strip(HIDDEN + " "):
            changes.append(change)
    return changes, 2 * same / max(1, len(printed) + len(registered))


def _public_part(words: list[str], public: set[str]) -> str:
    said = [word if word.strip(".,;:()") in public else HIDDEN for word in words]
    return " ".join(word for n, word in enumerate(said) if word != HIDDEN or n == 0 or said[n - 1] != HIDDEN)


def public_words(answer: Answer) -> set[str]:
    """The words that the public page says of a certificate, as they may be printed."""
    said = [answer.holder, answer.number, answer.registration_number, answer.lsp, answer.licence]
    said += [str(value) for value in answer.scheme.values() if value]
    said += [str(unit[name]) for unit in answer.units for name in ("code", "title", "title_en")]
    for day in (answer.issued_on, answer.expires_on):
        said += [day.isoformat(), *_in_both_languages(day)]
    return {word.strip(".,;:()") for text in said for word in text.split()}


def _in_both_languages(day: date) -> list[str]:
    written = []
    for language in ("id", "en"):
        with translation.override(language):
            written.append(written_day(day, "j F Y"))
    return written
