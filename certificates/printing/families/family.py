"""What a family of designs is: paper, template, style, art, its own words and how its first page is set."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.functional import Promise

from certificates.printing.guilloche import Figure
from certificates.printing.wordings import Wording, Words
from certificates.snapshots.snapshot import Snapshot

Draw = Callable[[], tuple[Figure, ...]]
# Indonesian stands on every certificate; English may be left out.
LANGUAGES = (("id", "en"), ("id",))


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet, in millimetres, and the margins of the pages of the unit list: top, side, bottom."""

    name: str
    width: int
    height: int
    margins: tuple[int, int, int]


@dataclass(frozen=True)
class Family:
    """A finished design. Nothing in it differs from one certificate to the next.

    `template` and the style sheet beside it are found by `key`. `arrange` gives the template the values of the first
    page: every text with the size it is set in. `front` draws the first page's art, `sealed` adds the ring around the
    initials of a body without a logo, `back` is for the pages of the unit list.
    """

    key: str
    title: str
    summary: str | Promise
    paper: Paper
    texts: Mapping[str, Wording]
    arrange: Callable[[Snapshot, Words], dict[str, Any]]
    front: Draw
    sealed: Draw
    back: Draw
    languages: tuple[tuple[str, ...], ...] = LANGUAGES

    @property
    def template(self) -> str:
        return f"certificates/pdf/{self.key}.html"

    @cached_property
    def art(self) -> dict[str, Draw]:
        return {"front": self.front, "sealed": self.sealed, "back": self.back}
