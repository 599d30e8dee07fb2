"""Where the slots stand on the laid-out pages, and how their texts are set there again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes

from certificates.printing.stamping.pen import Fonts, Hand
from certificates.printing.stamping.slots import Reference, Slot, collapse
from certificates.printing.stamping.surprise import Surprise, Unstampable

ALIGN = {"start": 0.0, "left": 0.0, "justify": 0.0, "center": 0.5, "end": 1.0, "right": 1.0}
CASES: dict[str, Callable[[str], str]] = {"none": str, "uppercase": str.upper, "lowercase": str.lower}
CLOSE = 0.01  # of a pixel
# A base line that moves by more than this comes from another font.
BASE = 0.02


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one style: our own words, or values with our words between them."""

    hand: Hand
    parts: tuple[str | Reference, ...]
    case: str

    @property
    def is_fixed(self) -> bool:
        return all(isinstance(part, str) for part in self.parts)

    def text(self, slots: tuple[Slot, ...]) -> str:
        said = "".join(part if isinstance(part, str) else part.of(slots) for part in self.parts)
        return said if self.is_fixed else CASES[self.case](collapse(said))


@dataclass(frozen=True, slots=True)
class Elastic:
    """A block as wide as its `max-width`, which was reckoned from its text; centred if its margins are automatic."""

    slot: int
    most: float
    centre: float | None


@dataclass(frozen=True, slots=True)
class Line:
    """One shaped line: each run's text and where it begins."""

    texts: tuple[str, ...]
    starts: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A text between two forced breaks: one run on one or more lines, or several runs on one line."""

    runs: tuple[Run, ...]
    gaps: tuple[float, ...]  # before each run: margins and padding within the line
    left: float
    width: float | None  # None: whatever it takes
    align: float
    elastic: Elastic | None
    bases: tuple[float, ...]
    # Which box each line's runs were in.
    keys: tuple[tuple[int, ...], ...]

    def shape(self, slots: tuple[Slot, ...]) -> tuple[Line, ...]:
        """The lines of this certificate's text. Raises Surprise if several runs do not fit on their line."""
        left, width = self._room(slots)
        texts = self._texts(slots)
        sizes = [run.hand.measure(text) for run, text in zip(self.runs, texts, strict=True)]
        for run, (_width, base) in zip(self.runs, sizes, strict=True):
            # A text that has its base line elsewhere has letters of another font.
            if not run.is_fixed and abs(run.hand.base - base) > BASE:
                raise Surprise("another height of letters")
        total = sum(self.gaps) + sum(size[0] for size in sizes)
        if width is None or total <= width:
            return (self._line(texts, [size[0] for size in sizes], left, width, total),)
        if len(self.runs) > 1:
            raise Surprise("a line that is too long")
        lines = []
        for text in self.runs[0].hand.break_up(texts[0], width):
            length = self.runs[0].hand.measure(text)[0]
            if length > width + CLOSE:
                raise Surprise("a word that is too long")
            lines.append(self._line((text,), [length], left, width, length))
        return tuple(lines)

    def draw(self, lines: tuple[Line, ...], fonts: Fonts) -> Iterator[tuple[int, bytes]]:
        """Each text box of the template with this certificate's text in it."""
        for line, base, keys in zip(lines, self.bases, self.keys, strict=True):
            for run, text, start, key in zip(self.runs, line.texts, line.starts, keys, strict=True):
                yield key, run.hand.draw(text, start, base, fonts)

    def _room(self, slots: tuple[Slot, ...]) -> tuple[float, float | None]:
        if not self.elastic:
            return self.left, self.width
        measure = slots[self.elastic.slot].measure
        if measure is None:
            raise Surprise("a text without a measure")
        width = min(measure, self.elastic.most)
        return self.left if self.elastic.centre is None else self.elastic.centre - width / 2, width

    def _texts(self, slots: tuple[Slot, ...]) -> tuple[str, ...]:
        texts: list[str] = []
        spaced = True
        for run in self.runs:
            text = run.text(slots)
            text = text[1:] if spaced and text.startswith(" ") else text
            spaced = text.endswith(" ")
            texts.append(text)
        texts[-1] = texts[-1].rstrip(" ")
        return tuple(texts)

    def _line(
        self, texts: tuple[str, ...], widths: list[float], left: float, width: float | None, total: float
    ) -> Line:
        starts = []
        x = left + self.align * ((width if width is not None else total) - total)
        for gap, length in zip(self.gaps, widths, strict=True):
            starts.append(x + gap)
            x += gap + length
        return Line(texts, tuple(starts))


def align_of(line: boxes.LineBox) -> float:
    return ALIGN.get(line.style["text_align_all"], -1.0)


def passage(lines: list[Any], texts: list[list[Any]], runs: dict[int, Run], room: "Room") -> Passage:
    """The passage that these lines are, from the boxes of their texts. Raises Unstampable."""
    first = [runs[id(box)] for box in texts[0]]
    if len(lines) > 1 and any(len(row) != 1 or runs[id(row[0])] is not first[0] for row in texts):
        raise Unstampable("a slot among words that wrap")
    align = align_of(lines[-1])
    if align < 0 or lines[0].style["direction"] != "ltr" or lines[0].style["text_indent"].value:
        raise Unstampable("a paragraph set in another way")
    if align and room.width is None:
        raise Unstampable("a text in a box that is as wide as it")
    gaps = [0.0]
    for before, after in zip(texts[0], texts[0][1:], strict=False):
        gaps.append(round(after.position_x - before.position_x - before.width, 3))
    bases = tuple(row[0].position_y + row[0].baseline for row in texts)
    keys = tuple(tuple(map(id, row)) for row in texts)
    return Passage(tuple(first), tuple(gaps), room.left, room.width, align, room.elastic, bases, keys)


@dataclass(frozen=True, slots=True)
class Room:
    """A block's place on the page, as far as its text does not decide it."""

    left: float
    width: float | None
    elastic: Elastic | None = None


def room_of(block: Any, container: Any, slot: int | None) -> Room:
    """How much room a block's text has. Raises Unstampable where the text itself would decide it."""
    left, width = block.content_box_x(), block.width
    if isinstance(block, boxes.MarginBox):
        return Room(left, None if block.style["width"] == "auto" else width)
    most = block.style["max_width"]
    own = slot is not None and block.element is not None and block.element.get("data-slot")
    if own and not isinstance(most, str) and getattr(most, "unit", "") == "px" and most.value != float("inf"):
        centred = block.style["margin_left"] == block.style["margin_right"] == "auto"
        inside = block.padding_left + block.padding_right + block.border_left_width + block.border_right_width
        if inside or container is None:
            raise Unstampable("a narrow block with an edge")
        centre = container.content_box_x() + container.width / 2 if centred else None
        return Room(left, width, Elastic(slot, container.width, centre))  # type: ignore[arg-type]
    return Room(left, width)
