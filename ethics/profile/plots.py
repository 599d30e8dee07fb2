"""Where the shapes of a plot over quarters or numbered rows stand: whole numbers (`_plot.html`)."""

from collections.abc import Sequence
from dataclasses import dataclass

from .statistics import Quarter

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 960, 460, 128, 8, 32, 100


Place = Quarter | int


@dataclass(frozen=True)
class Entry:
    """What is known of a place, or of several together: a range, a value in it, and what it is held against."""

    first: Place
    low: float
    high: float
    value: float | None = None
    reference: float | None = None
    last: Place | None = None


@dataclass(frozen=True)
class Shape:
    """An entry as it is drawn."""

    middle: int
    left: int
    width: int
    high: int
    low: int
    value: int | None
    reference: int | None

    @property
    def right(self) -> int:
        return self.left + self.width

    @property
    def height(self) -> int:
        return max(2, self.low - self.high)

    @property
    def ends(self) -> tuple[int, int]:
        """Where the caps of its range stand."""
        return self.low, self.high


@dataclass(frozen=True)
class Plot:
    """A plot in the units of its own drawing. `lines`: height and number; `ticks` and `years`: place and number."""

    shapes: list[Shape]
    lines: list[tuple[int, int]]
    ticks: list[tuple[int, int]]
    years: list[tuple[int, int]]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    foot: int = HEIGHT - BOTTOM


def plot(over: Sequence[Place], entries: Sequence[Entry], *, top: int, marks: Sequence[int]) -> Plot:
    """Entries over these quarters or rows, on a scale from zero to `top` with lines at `marks`."""
    step = (WIDTH - LEFT - RIGHT) / len(over)
    places = {each: n for n, each in enumerate(over)}

    def middle(place: int) -> int:
        return round(LEFT + (place + 0.5) * step)

    def height(number: float) -> int:
        return round(HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * min(number, top) / top)

    def shape(entry: Entry) -> Shape:
        first, last = (places.get(each, 0) for each in (entry.first, entry.last or entry.first))
        left, right = round(LEFT + first * step) + 10, round(LEFT + (last + 1) * step) - 10
        value, reference = (None if number is None else height(number) for number in (entry.value, entry.reference))
        return Shape((left + right) // 2, left, right - left, height(entry.high), height(entry.low), value, reference)

    years: dict[int, list[int]] = {}
    for each, place in places.items():
        if isinstance(each, Quarter):
            years.setdefault(each.year, []).append(middle(place))
    return Plot(
        [shape(entry) for entry in entries],
        [(height(mark), mark) for mark in marks],
        [(middle(place), each.number if isinstance(each, Quarter) else each) for each, place in places.items()],
        [(sum(of_year) // len(of_year), year) for year, of_year in years.items() if len(of_year) > 1],
    )
