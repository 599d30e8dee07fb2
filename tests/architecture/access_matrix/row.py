"""A row of the access matrix, and what rows have in common."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.urls import reverse

from tests.world import World

ADMIN, ASSESSORS, CANDIDATES = "ratna", "bima sekar", "siti yohanes"
ACCOUNTS = f"{ADMIN} komang wulan {ASSESSORS} {CANDIDATES} tamu"
EVERYBODY = f"anonymous {ACCOUNTS}"
ELSEWHERE, REFUSED, UNKNOWN, WRONG_METHOD = 302, 403, 404, 405
WRONG_KEYS = ["0", "999999", "9" * 30, "-1", "00000000-0000-0000-0000-000000000000", "x" * 32, "%00", "a/../b", "日本"]

Arguments = Callable[[World], list[Any]]


class Row(NamedTuple):
    name: str
    may: str
    args: Arguments | None
    get: int
    post: int
    missing: str
    away: str

    def address(self, world: World) -> str:
        return reverse(self.name, args=self.args(world) if self.args else [])

    def expected(self, who: str, method: str) -> int:
        """The status this person gets."""
        if who in self.may.split():
            return self.get if method == "get" else self.post
        if who in self.missing.split():
            return UNKNOWN
        return ELSEWHERE if who in self.away.split() or who == "anonymous" else REFUSED

    @property
    def id(self) -> str:
        return f"{self.name}-{self.args.__name__}" if self.args else self.name


def rows(
    names: str,
    may: str,
    args: Arguments | None = None,
    *,
    get: int = 200,
    post: int = WRONG_METHOD,
    missing: str = "",
    away: str = "",
) -> Iterator[Row]:
    """One row for each name; they share the rest."""
    for name in names.split():
        yield Row(name, may, args, get, post, missing, away)
