"""What changed between two editions of the code or of a policy, word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Protocol

ALIKE = 0.5  # of their words: beneath this a clause is a new one and not the old one in other words
WORDS = re.compile(r"\S+")


class Part(Protocol):
    """A clause of the code or a paragraph of a policy."""

    number: int
    text: str


@dataclass(frozen=True)
class Piece:
    """Words that stayed ("same"), went ("gone") or came ("new")."""

    kind: str
    text: str


@dataclass(frozen=True)
class Comparison:
    """One part in both editions; a number is None where it is not there."""

    old_number: int | None
    new_number: int | None
    pieces: tuple[Piece, ...]

    @property
    def is_changed(self) -> bool:
        return any(piece.kind != "same" for piece in self.pieces)


def compare(old: Sequence[Part], new: Sequence[Part]) -> list[Comparison]:
    """Each part of both editions once, in the order of the new one; what went stands where it stood."""
    return [_comparison(before, after) for before, after in _paired(list(old), list(new))]


def _paired(old: list[Part], new: list[Part]) -> Iterator[tuple[Part | None, Part | None]]:
    matcher = SequenceMatcher(None, [clause.text for clause in old], [clause.text for clause in new], autojunk=False)
    for _tag, first, end, begin, stop in matcher.get_opcodes():
        yield from _nearest(old[first:end], new[begin:stop])


def _nearest(old: list[Part], new: list[Part]) -> Iterator[tuple[Part | None, Part | None]]:
    """In their order, each old clause with the first new one that is like it."""
    waiting = list(new)
    for clause in old:
        place = next((n for n, other in enumerate(waiting) if _likeness(clause, other) >= ALIKE), None)
        if place is None:
            yield clause, None
            continue
        yield from ((None, other) for other in waiting[:place])
        yield clause, waiting[place]
        del waiting[: place + 1]
    yield from ((None, other) for other in waiting)


def _likeness(one: Part, other: Part) -> float:
    return SequenceMatcher(None, WORDS.findall(one.text), WORDS.findall(other.text), autojunk=False).ratio()


def _comparison(old: Part | None, new: Part | None) -> Comparison:
    before, after = (WORDS.findall(clause.text) if clause else [] for clause in (old, new))
    pieces: list[Piece] = []
    for _tag, first, end, begin, stop in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if before[first:end] == after[begin:stop]:
            pieces.append(Piece("same", " ".join(after[begin:stop])))
            continue
        gone, came = Piece("gone", " ".join(before[first:end])), Piece("new", " ".join(after[begin:stop]))
        pieces += [piece for piece in (gone, came) if piece.text]
    return Comparison(old.number if old else None, new.number if new else None, tuple(pieces))
