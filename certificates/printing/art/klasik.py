"""The art of "Klasik": frame, corner rosettes, background rosette, seal, microtext."""

from collections.abc import Iterator

from certificates.printing.art.engraving import GOLD, HAIR, MIST, SAND, TEAL, WHITE, at, microtext, seal
from certificates.printing.guilloche import MM, Band, Figure, Point, Shape, circle, rectangle, rosette

WIDTH, HEIGHT = 210 * MM, 297 * MM

RAIL = 1220  # from the edge of the page to the middle of the woven band
SEAL = (WIDTH / 2, 35 * MM)
SIGNATURE = (112 * MM, 248 * MM, 184 * MM)  # left, base line, right


def front() -> tuple[Figure, ...]:
    """The first page without its seal, where a logo stands instead."""
    across = at(*((0.0, y) for y in (RAIL, HEIGHT - RAIL)))
    down = at(*((x, 0.0) for x in (RAIL, WIDTH - RAIL)))
    corners = at(*((x, y) for x in (RAIL, WIDTH - RAIL) for y in (RAIL, HEIGHT - RAIL)))
    return (
        Figure(tuple(_background())),
        Figure(tuple(_rules())),
        Figure(tuple(_rail((RAIL, 0), (WIDTH - RAIL, 0), 22)), across),
        Figure(tuple(_rail((0, RAIL), (0, HEIGHT - RAIL), 34)), down),
        Figure(tuple(_corner((0, 0))), corners),
        microtext(
            60,
            (24 * MM, 1778, WIDTH - 24 * MM),
            (24 * MM, HEIGHT - 1728, WIDTH - 24 * MM),
            SIGNATURE,
        ),
    )


def sealed() -> tuple[Figure, ...]:
    """The first page with the seal that carries the initials of a body without a logo."""
    return (*front(), Figure(tuple(seal(SEAL))))


def back() -> tuple[Figure, ...]:
    """The pages of the unit list: quieter, so that the list is read."""
    inset = RAIL + 90
    strips = at((0.0, inset), (0.0, HEIGHT - inset))
    ends = (20 * MM, 0), (WIDTH - 20 * MM, 0)
    strip = [Shape(path, TEAL, HAIR) for path in Band(*ends, 190, 34, 6).paths()]
    strip += [Shape(path, GOLD, HAIR) for path in Band(*ends, 110, 34, 2).paths()]
    rules = (Shape(rectangle(900, WIDTH, HEIGHT), TEAL, 14), Shape(rectangle(980, WIDTH, HEIGHT), GOLD, HAIR))
    return Figure(rules), Figure(tuple(strip), strips)


def _background() -> Iterator[Shape]:
    centre = (WIDTH / 2, 151 * MM)
    for radius, depth, petals, strands, colour in (
        (5200, 1000, 16, 14, MIST),
        (3500, 950, 12, 12, MIST),
        (2050, 800, 8, 10, SAND),
        (900, 500, 5, 8, SAND),
    ):
        for path in rosette(centre, radius, depth, petals, strands):
            yield Shape(path, colour, 5)


def _rules() -> Iterator[Shape]:
    yield Shape(rectangle(700, WIDTH, HEIGHT, notch=RAIL - 200), TEAL, 22)
    yield Shape(rectangle(790, WIDTH, HEIGHT, notch=RAIL - 290), GOLD, HAIR)
    yield Shape(rectangle(1650, WIDTH, HEIGHT), GOLD, HAIR)
    yield Shape(rectangle(1850, WIDTH, HEIGHT), TEAL, 12)


def _rail(start: Point, end: Point, waves: int) -> Iterator[Shape]:
    """The woven band along one side, from corner to corner."""
    for path in Band(start, end, 340, waves, 10).paths():
        yield Shape(path, TEAL, HAIR)
    for path in Band(start, end, 200, waves, 4).paths():
        yield Shape(path, GOLD, HAIR)


def _corner(centre: Point) -> Iterator[Shape]:
    yield Shape(circle(centre, 690), WHITE)
    yield Shape(circle(centre, 640), TEAL, 12)
    for path in rosette(centre, 480, 130, 16, 8):
        yield Shape(path, TEAL, HAIR)
    for path in rosette(centre, 230, 110, 10, 6):
        yield Shape(path, GOLD, HAIR)
