"""Make a text fit: shrink it in steps, then let it wrap, in lines of about equal length.

Widths are estimated from the fonts' own advances, a little too wide, so that the layout never needs more lines than
were counted here. Sizes and heights are points; widths are millimetres.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from certificates.printing.faces import FALLBACKS, TEXT, Face, advances, height

POINTS_PER_MM = 72 / 25.4
# Kerning and shaping move letters; this keeps the estimate on the safe side.
SAFETY = 1.03
# A Chinese letter is as wide as it is high, at most; its font is too large to be asked for each of them.
UNKNOWN = 1.05
SMALL_FALLBACKS = tuple(face for face in FALLBACKS if face.file.endswith(".ttf"))


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
    ems = sum(known[code] if code in known else _advance_elsewhere(code) for code in map(ord, text))
    return ems * size * SAFETY / POINTS_PER_MM


@cache
def _advance_elsewhere(code: int) -> float:
    """How wide a letter of another script is when it stands alone; joined to others it is never wider."""
    return next((advances(face)[code] for face in SMALL_FALLBACKS if code in advances(face)), UNKNOWN)


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
    """The first rung that holds the text; the last one, with as many lines as it takes, if none does.

    Letters higher or deeper than the house's are set smaller, so that their lines keep their distance.
    """
    share = _share(text, face)
    for step in ladder:
        size = round(step.size * share * 2) / 2 if share < 1 else step.size
        lines = count_lines(text, face, size, width)
        if lines <= step.lines:
            break
    return Fit(size, step.leading, lines, _balanced(text, face, size, width, lines))


def _share(text: str, face: Face) -> float:
    """How much of its size a text keeps: less for a script that stacks its letters."""
    others = {ord(char) for char in text} - advances(face).keys()
    heights = (height(each) for each in SMALL_FALLBACKS if others & advances(each).keys())
    return min(1.0, height(TEXT) / max(heights, default=1.0))


def tracked(text: str, face: Face, width: float, ladder: Sequence[Step], tracking: float) -> Fit:
    """`fit` for a heading set wide: letter-spacing makes it `tracking` times as long, on one line."""
    return replace(fit(text, face, width / tracking, ladder), width=width)


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
