"""Make a text fit: shrink it in steps, then let it wrap, in lines of about equal length.

Widths are estimated from the fonts' own advances, a little too wide, so that the layout never needs more lines than
were counted here. Sizes and heights are points; widths are millimetres.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from certificates.printing.faces import Face, advances

POINTS_PER_MM = 72 / 25.4
# Kerning and shaping move letters; this keeps the estimate on the safe side.
SAFETY = 1.03
# A letter of another script is as wide as it is high, at most.
UNKNOWN = 1.05


@dataclass(frozen=True, slots=True)
class Step:
    """One rung of a ladder: this size, on lines this high, if the text needs at most so many lines."""

    size: float
    leading: float
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Fit:
    """How a text is set."""

    size: float
    leading: float
    lines: int
    width: float

    @property
    def height(self) -> float:
        return self.leading * self.lines

    @property
    def style(self) -> str:
        return f"font-size:{self.size:g}pt;line-height:{self.leading:g}pt;max-width:{self.width:.1f}mm"


def measure(text: str, face: Face, size: float) -> float:
    """The width of one line, in millimetres."""
    known = advances(face)
    ems = sum(known.get(ord(char), UNKNOWN) for char in text)
    return ems * size * SAFETY / POINTS_PER_MM


def count_lines(text: str, face: Face, size: float, width: float) -> int:
    """The lines that a text takes when broken at spaces, and inside a word that is longer than a line."""
    space = measure(" ", face, size)
    lines, used = 1, 0.0
    for word in text.split():
        length = measure(word, face, size)
        if used and used + space + length > width:
            lines, used = lines + 1, 0.0
        used += length + (space if used else 0)
        if used > width:
            more = int(used // (width * 0.93))
            lines, used = lines + more, used - more * width * 0.93
    return lines


def fit(text: str, face: Face, width: float, ladder: Sequence[Step]) -> Fit:
    """The first rung that holds the text; the last one, with as many lines as it takes, if none does."""
    for step in ladder:
        lines = count_lines(text, face, step.size, width)
        if lines <= step.lines:
            break
    return Fit(step.size, step.leading, lines, _balanced(text, face, step.size, width, lines))


def _balanced(text: str, face: Face, size: float, width: float, lines: int) -> float:
    """The narrowest measure that takes no more lines, so that two lines are alike and no word stands alone."""
    if lines == 1 or len(text.split()) == 1:
        return width
    narrow, wide = width / lines, width
    while wide - narrow > 1:
        middle = (narrow + wide) / 2
        if count_lines(text, face, size, middle) > lines:
            narrow = middle
        else:
            wide = middle
    return wide
