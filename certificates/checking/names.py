"""A holder's name, as far as it may be told: whether somebody knows it already, and else its initials.

Names are compared as people write them: without case, accents, apostrophes, kinds of dashes and blanks, and without
titles before or after. The order of the words is part of the name.
"""

import unicodedata
from collections.abc import Container

LONGEST_NAME = 150
HIDDEN = "…"
BEFORE = frozenset(
    "dr drg drh drs dra ir prof h hj kh apt ns tgk ust ustadz ustadzah bapak bpk ibu sdr sdri tn ny nn".split()
)
_LEVELS = "s m d b a am amd sp str sst mtr".split()
_FIELDS = (
    "t ti tp tr e ei ak h hi kn p pi pt pd pdi pdk si sc sos sy ip ikom kom km kes kep keb ked kg kh farm gz psi stat"
    " ag th fil hum ling sn ds ars a mat par log hut ter lt tra tk md ma m mm ab ap an stp"
).split()
AFTER = frozenset(
    {level + field for level in _LEVELS for field in _FIELDS}
    | set("amd ama sst mba phd edd llm llb dea msa mph ca cpa cma cfa cisa ak cn ch cht cpm qia ipm ipu ns apt".split())
)
WITHOUT_APOSTROPHES = {ord(letter): None for letter in "'’‘ʼʻ`´′＇‛ʹʾʿ"}
ACCENTS = range(0x300, 0x370)
UNDECOMPOSED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"})


def same_name(typed: str, registered: str) -> bool:
    """Whether this is the holder's name: its words in their order, with nothing but titles around them."""
    wanted, said = _core(registered), folded(typed[:LONGEST_NAME])
    if not wanted:
        return False
    return _core(typed[:LONGEST_NAME]) == wanted or any(
        _only(said[:start], BEFORE) and _only(said[start + len(wanted) :], AFTER) for start in _places(said, wanted)
    )


def places_in(words: list[str], registered: str) -> list[range]:
    """Where the name stands among the words of a page, as ranges of those words."""
    parts = [(n, part) for n, word in enumerate(words) for part in folded(word)]
    wanted = _core(registered)
    found = _places([part for _n, part in parts], wanted) if wanted else []
    return [range(parts[start][0], parts[start + len(wanted) - 1][0] + 1) for start in found]


def initials(name: str) -> str:
    """The first letter of each word, titles left out: "S. R." for "Dr. Siti Rahma, S.T."."""
    parts = (part for word in _bare(name) for part in word.split("."))
    firsts = (next((letter for letter in part if letter.isalpha()), "") for part in parts)
    return " ".join(f"{letter.upper()[0]}." for letter in firsts if letter) or HIDDEN


def folded(text: str) -> list[str]:
    """The words of a text as they are compared: case, accents, apostrophes and invisible marks are dropped.

    Whatever else is no letter or digit ends a word.
    """
    even = unicodedata.normalize("NFKC", text.translate(WITHOUT_APOSTROPHES)).casefold()
    seen = (letter for letter in unicodedata.normalize("NFKD", even) if ord(letter) not in ACCENTS)
    kinds = ((letter, unicodedata.category(letter)) for letter in seen)
    written = (letter if kind[0] in "LNM" else " " for letter, kind in kinds if kind != "Cf")
    return "".join(written).translate(UNDECOMPOSED).split()


def _core(name: str) -> list[str]:
    return folded(" ".join(_bare(name)))


def _bare(name: str) -> list[str]:
    """The words of a name without its titles; all of them if it has nothing else."""
    head, *tail = unicodedata.normalize("NFKC", name.translate(WITHOUT_APOSTROPHES)).split(",")
    words = head.split()
    while len(words) > 1 and (rest := _without_title(words)) is not None:
        words = rest
    while len(words) > 1 and _is_degree(words[-1], among=head):
        words = words[:-1]
    words += [word for part in tail if not _is_title(part, behind=head) for word in part.split()]
    return words or head.split()


def _is_title(part: str, *, behind: str) -> bool:
    """What follows a comma is a title if it is a known one, has a dot, or is in capitals where the name is not."""
    return "." in part or _only(folded(part), AFTER | BEFORE) or (part.isupper() and not behind.isupper())


def _without_title(words: list[str]) -> list[str] | None:
    """The words behind a title, which may be written close to the name ("H.Ahmad"); None if they begin with none."""
    first, _dot, rest = words[0].partition(".")
    if "".join(folded(words[0])) in BEFORE:
        return words[1:]
    return [rest, *words[1:]] if rest and "".join(folded(first)) in BEFORE else None


def _is_degree(word: str, *, among: str) -> bool:
    """A degree without a comma before it: written with a dot within, or in capitals where the name is not."""
    letters = "".join(folded(word))
    dotted, capitals = "." in word.rstrip("."), word.isupper() and len(letters) > 1 and not among.isupper()
    return letters in AFTER and (dotted or capitals)


def _places(words: list[str], wanted: list[str]) -> list[int]:
    size = len(wanted)
    return [start for start in range(len(words) - size + 1) if words[start : start + size] == wanted]


def _only(words: list[str], titles: Container[str]) -> bool:
    """Whether these are titles and nothing else. A title written with dots has come apart into its letters."""
    reached = {0}
    for end in range(1, len(words) + 1):
        if any(start in reached and "".join(words[start:end]) in titles for start in range(max(0, end - 4), end)):
            reached.add(end)
    return len(words) in reached
