"""The art of "Resmi": a border of chained rosettes, a ground of fine waves, a halo where the state emblem has its room.

The emblem itself is not drawn: who may use it prints on blanks that bear it, or has it in an art of their own.
"""

from collections.abc import Iterator
from math import cos, sin

from certificates.printing.art.engraving import GOLD, HAIR, SAND, TEAL, WHITE, at, microtext
from certificates.printing.guilloche import MM, TURN, Curve, Figure, Point, Shape, circle, rectangle, rosette, trace

WIDTH, HEIGHT = 210 * MM, 297 * MM

RAIL = 1250  # from the edge of the page to the middle of the border
ACROSS, DOWN = 32, 47  # links of the chain along each side: nearly the same pitch
EMBLEM = (WIDTH / 2, 36.5 * MM)
SIGNATURE = (104 * MM, 252.5 * MM, 184 * MM)  # left, base line, right
FOAM = "#E3ECED"


def front() -> tuple[Figure, ...]:
    """The first page. The logo has its place by the signature, so that there is never a seal."""
    return (
        Figure(tuple(_ground())),
        Figure(tuple(_halo())),
        *_frame(),
        microtext(60, (24 * MM, 1933, WIDTH - 24 * MM), (24 * MM, HEIGHT - 1888, WIDTH - 24 * MM), SIGNATURE),
    )


def back() -> tuple[Figure, ...]:
    """The pages of the unit list: two rows of the chain and two rules."""
    links = at(*((x, y) for x in _steps(20 * MM, WIDTH - 20 * MM, 46) for y in (RAIL + 60, HEIGHT - RAIL - 60)))
    rules = Shape(rectangle(800, WIDTH, HEIGHT), TEAL, 14), Shape(rectangle(880, WIDTH, HEIGHT), GOLD, HAIR)
    return Figure(rules), Figure(tuple(_link(0.62)), links)


def _frame() -> tuple[Figure, ...]:
    rules = (
        Shape(rectangle(760, WIDTH, HEIGHT), TEAL, 22),
        Shape(rectangle(850, WIDTH, HEIGHT), GOLD, HAIR),
        Shape(rectangle(1650, WIDTH, HEIGHT), GOLD, HAIR),
        Shape(rectangle(1730, WIDTH, HEIGHT), TEAL, 14),
    )
    right, bottom = WIDTH - RAIL, HEIGHT - RAIL
    places: list[Point] = [(x, y) for x in _steps(RAIL, right, ACROSS) for y in (RAIL, bottom)]
    places += [(x, y) for y in _steps(RAIL, bottom, DOWN)[1:-1] for x in (RAIL, right)]
    return Figure(rules), Figure(tuple(_link(1)), at(*places))


def _steps(start: float, end: float, count: int) -> list[float]:
    return [start + (end - start) * i / count for i in range(count + 1)]


def _link(scale: float) -> Iterator[Shape]:
    """One rosette of the chain: it reaches over its neighbours, so that they weave."""
    for path in rosette((0, 0), 268 * scale, 92 * scale, 10, 3):
        yield Shape(path, TEAL, HAIR)
    for path in rosette((0, 0), 120 * scale, 95 * scale, 5, 2):
        yield Shape(path, GOLD, HAIR)


def _halo() -> Iterator[Shape]:
    """Light enough to lie under an emblem, finished enough to stand without one."""
    yield Shape(circle(EMBLEM, 1450), WHITE)
    for radius, depth, petals, strands in ((1120, 280, 18, 4), (640, 330, 9, 4)):
        for path in rosette(EMBLEM, radius, depth, petals, strands):
            yield Shape(path, SAND, 6)


def _ground() -> Iterator[Shape]:
    """A net across the page: waves and their mirror images, which open and close from row to row."""
    left, right, top, bottom = 1830, WIDTH - 1830, 2150, HEIGHT - 2100
    rows = 44
    for row in range(rows + 1):
        y = top + (bottom - top) * row / rows
        for side in (1, -1):
            yield Shape(trace(_wave(left, right, y, side), 0, 1, 96), FOAM, 5)


def _wave(left: float, right: float, y: float, side: int) -> Curve:
    def curve(t: float) -> Point:
        swell = 0.75 + 0.25 * cos(TURN * 4 * t + y / 1200)
        return left + (right - left) * t, y + side * 400 * swell * sin(TURN * 16 * t + y / 4200)

    return curve
