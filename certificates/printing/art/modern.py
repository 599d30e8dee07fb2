"""The art of "Modern": one bold line, engraved; microtext beneath it; a pale rosette that leaves the sheet."""

from collections.abc import Iterator

from certificates.printing.art.engraving import HAIR, MIST, SAND, TEAL, WHITE, microtext, seal
from certificates.printing.guilloche import MM, Band, Figure, Segment, Shape, line, rosette

WIDTH, HEIGHT = 297 * MM, 210 * MM

LEFT, RIGHT = 24 * MM, WIDTH - 24 * MM
BAR = 49 * MM  # the middle of the bold line
BACK_BAR = 19 * MM
SIDE = 212 * MM  # where the side column begins
SEAL = (SIDE + 7.5 * MM, 25.5 * MM)
SIGNATURE = 172.5 * MM


def front() -> tuple[Figure, ...]:
    """The first page without its seal, where a logo stands instead."""
    micro = microtext(60, (LEFT, BAR + 300, RIGHT), (SIDE, SIGNATURE, RIGHT))
    return (Figure(_rosette()), Figure(_bar(BAR, 180, 62)), micro)


def sealed() -> tuple[Figure, ...]:
    """The first page with the seal that carries the initials of a body without a logo."""
    return (*front(), Figure(tuple(seal(SEAL, 750))))


def back() -> tuple[Figure, ...]:
    """The pages of the unit list."""
    return Figure(_bar(BACK_BAR, 110, 100)), microtext(60, (LEFT, BACK_BAR + 230, RIGHT))


def _bar(y: float, depth: float, waves: int) -> tuple[Shape, ...]:
    """The bold line: a solid band with a woven line cut out of it."""
    cut = [Shape(path, WHITE, HAIR) for path in Band((LEFT, y), (RIGHT, y), depth * 0.62, waves, 4).paths()]
    return Shape(tuple(_lozenge(y, depth, 60)), TEAL), *cut


def _lozenge(y: float, depth: float, bow: float) -> Iterator[Segment]:
    """A solid band whose ends bow out a little: a plain rectangle is drawn to whole pixels by some readers."""
    top, bottom, left, right, swell = (round(v) for v in (y - depth, y + depth, LEFT, RIGHT, bow))
    yield from line((left, top), (right, top))
    yield "C", (right + swell, top, right + swell, bottom, right, bottom)
    yield "L", (left, bottom)
    yield "C", (left - swell, bottom, left - swell, top, left, top)
    yield "Z", ()


def _rosette() -> tuple[Shape, ...]:
    centre = (RIGHT + 2 * MM, 129 * MM)
    rings = ((6800, 1150, 18, 14, MIST), (4700, 1050, 14, 12, MIST), (2900, 900, 9, 10, SAND), (1500, 700, 6, 8, SAND))
    return tuple(
        Shape(path, colour, 5)
        for radius, depth, petals, strands, colour in rings
        for path in rosette(centre, radius, depth, petals, strands)
    )
