"""Which certificate a typed number means: exact spelling first, else letters and digits, with or without a label."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from assessments.codes import MOST_LABELS, key_of, plain, readings
from certificates.models import NumberPattern
from certificates.numbers import numbering

LONGEST_TYPED = 200
MOST = MOST_LABELS + 1  # readings of one text
DIGITS = {"kbli": r"\d{5}", "kbji": r"\d{4}", "level": r"\d", "year": r"\d{4}", "licence": r"\d{3,4}"}
BETWEEN = r"[^A-Z0-9]{0,3}"  # what may stand between two parts of a number
EDGES = re.compile(r"^[\W_]+|[\W_]+$")
NONE = "-"  # a key that no number has
TWINS = _(
    "Ada dua sertifikat yang huruf dan angka nomornya sama. Ketik nomornya persis seperti tercetak, dengan spasi dan"
    " tanda bacanya."
)


class Twins(Exception):
    """Two certificates whose numbers have the same letters and digits, and neither is spelled as it was typed."""


@dataclass(frozen=True)
class Typed:
    """A number as it was typed, read in all ways."""

    spelled: Sequence[str]
    keys: Sequence[str]

    @property
    def padded(self) -> list[str]:
        """Always as many keys, so that the one query is the same for all."""
        return [*self.keys, *[NONE] * (MOST - len(self.keys))]


def typed(text: str) -> Typed:
    """How a text may be read as a number."""
    found = readings(text.replace("\x00", "")[:LONGEST_TYPED])
    return Typed([tidy(reading) for reading in found], [key_of(reading) for reading in found])


def tidy(number: str) -> str:
    """How a number is spelled: capitals, one blank between its parts, nothing before its first letter or digit."""
    return EDGES.sub("", " ".join(plain(number).split()))


def chosen(asked: Typed, found: Mapping[int, tuple[str, str]]) -> int | None:
    """Of the certificates found, by primary key with their two numbers, the one that is meant. Raises Twins."""
    ranked = sorted((_rank(asked, numbers), pk) for pk, numbers in found.items())
    if len(ranked) > 1 and ranked[0][0] == ranked[1][0]:
        raise Twins
    return ranked[0][1] if ranked else None


def _rank(asked: Typed, numbers: tuple[str, str]) -> int:
    """The smaller the nearer: spelled so, else by how many labels had to be left out."""
    if {tidy(number) for number in numbers} & set(asked.spelled):
        return -1
    keys = {key_of(number) for number in numbers}
    return next((depth for depth, key in enumerate(asked.keys) if key in keys), MOST)


def numbers_in(text: str) -> list[str]:
    """What in a text is written like a number of ours, by any pattern that was ever in use; each once."""
    seen, found = plain(text), dict[str, str]()
    for pattern in NumberPattern.objects.values_list("pattern", flat=True):
        for match in re.finditer(_as_search(pattern), seen):
            found.setdefault(key_of(match[1]), match[1])
    return list(found.values())


def _as_search(pattern: str) -> str:
    """A regular expression for the numbers that a pattern writes, whatever stands between their parts."""
    out, end = list[str](), 0
    for part in numbering.PARTS.finditer(pattern):
        name, width = part.groups()
        out += [re.escape(word) for word in _words(pattern[end : part.start()])]
        out.append(rf"\d{{{width}}}" if name == "serial" else r"[A-Z]{1,4}" if name == "field" else DIGITS[name])
        end = part.end()
    out += [re.escape(word) for word in _words(pattern[end:])]
    return rf"(?<![A-Z0-9])(?=({BETWEEN.join(out)})(?![A-Z0-9]))"


def _words(text: str) -> list[str]:
    return re.findall("[A-Z0-9]+", text)
