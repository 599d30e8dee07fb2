"""The drawn parts of the pages: frame, corner rosettes, background rosette, seal, microtext. Design "Klasik".

Nothing of it differs from one certificate to the next, so it is drawn once for a process.
"""

from collections.abc import Iterator

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from certificates.printing.faces import FONTS, LABEL_STRONG
from certificates.printing.guilloche import MM, Band, Figure, Matrix, Point, Segment, Shape, circle, rectangle, rosette

WIDTH, HEIGHT = 210 * MM, 297 * MM

TEAL, GOLD, WHITE = "#0B5563", "#9A7B2F", "#FFFFFF"
# The background rosette lies under text: light enough that every letter keeps its contrast.
MIST, SAND = "#D3E2E4", "#EADFC6"

HAIR = 7  # 0.2 pt
MICROTEXT = "SERTIFIKAT KOMPETENSI · CERTIFICATE OF COMPETENCE · "
RAIL = 1220  # from the edge of the page to the middle of the woven band
SEAL = (WIDTH / 2, 35 * MM)
SIGNATURE = (112 * MM, 248 * MM, 184 * MM)  # left, base line, right


def front() -> tuple[Figure, ...]:
    """The first page without its seal, where a logo stands instead."""
    across = tuple((1.0, 0.0, 0.0, 1.0, 0.0, y) for y in (RAIL, HEIGHT - RAIL))
    down = tuple((1.0, 0.0, 0.0, 1.0, x, 0.0) for x in (RAIL, WIDTH - RAIL))
    corners = tuple((1.0, 0.0, 0.0, 1.0, x, y) for x in (RAIL, WIDTH - RAIL) for y in (RAIL, HEIGHT - RAIL))
    return (
        Figure(tuple(_background())),
        Figure(tuple(_rules())),
        Figure(tuple(_rail((RAIL, 0), (WIDTH - RAIL, 0), 22)), across),
        Figure(tuple(_rail((0, RAIL), (0, HEIGHT - RAIL), 34)), down),
        Figure(tuple(_corner((0, 0))), corners),
        _microtext(
            60,
            (24 * MM, 1778, WIDTH - 24 * MM),
            (24 * MM, HEIGHT - 1728, WIDTH - 24 * MM),
            SIGNATURE,
        ),
    )


def sealed() -> tuple[Figure, ...]:
    """The first page with the seal that carries the initials of a body without a logo."""
    return (*front(), Figure(tuple(_seal(SEAL))))


def back() -> tuple[Figure, ...]:
    """The pages of the unit list: quieter, so that the list is read."""
    inset = RAIL + 90
    strips = tuple((1.0, 0.0, 0.0, 1.0, 0.0, y) for y in (inset, HEIGHT - inset))
    ends = (20 * MM, 0), (WIDTH - 20 * MM, 0)
    strip = [Shape(path, TEAL, HAIR) for path in Band(*ends, 190, 34, 6).paths()]
    strip += [Shape(path, GOLD, HAIR) for path in Band(*ends, 110, 34, 2).paths()]
    rules = (Shape(rectangle(900, WIDTH, HEIGHT), TEAL, 14), Shape(rectangle(980, WIDTH, HEIGHT), GOLD, HAIR))
    return Figure(rules), Figure(tuple(strip), strips)


PAGES = {"front": front, "sealed": sealed, "back": back}


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


def _seal(centre: Point) -> Iterator[Shape]:
    yield Shape(circle(centre, 1180), TEAL, 12)
    for path in rosette(centre, 980, 165, 24, 8):
        yield Shape(path, TEAL, HAIR)
    for path in rosette(centre, 980, 90, 24, 3):
        yield Shape(path, GOLD, HAIR)
    yield Shape(circle(centre, 775), GOLD, 12)


def _microtext(size: float, *rules: tuple[float, float, float]) -> Figure:
    """Rules made of letters too small to copy: each (left, base line, right) is filled with the words, justified."""
    path, advance = _outline(MICROTEXT)
    places: list[Matrix] = []
    for left, base, right in rules:
        count = round((right - left) / (advance * size))
        scale = (right - left) / (advance * count)
        places += [(scale / 1000, 0, 0, -scale / 1000, left + i * advance * scale, base) for i in range(count)]
    return Figure((Shape(path, TEAL),), tuple(places))


def _outline(text: str) -> tuple[tuple[Segment, ...], float]:
    """A text as outlines in thousandths of an em, and its length in ems. Drawn, so that nobody's reader speaks it."""
    with TTFont(FONTS / LABEL_STRONG.file) as font:
        glyphs, names, scale = font.getGlyphSet(), font.getBestCmap(), 1000 / font["head"].unitsPerEm
        path: list[Segment] = []
        pen_x = 0.0
        for char in text:
            glyph = glyphs[names[ord(char)]]
            pen = DecomposingRecordingPen(glyphs)
            glyph.draw(pen)
            path += _segments(pen.value, pen_x, scale)
            pen_x += glyph.width * scale
    return tuple(path), pen_x / 1000


def _segments(drawing: list, shift: float, scale: float) -> Iterator[Segment]:
    """What a font pen recorded, with quadratic curves as lines: at this size nothing else can be seen."""
    for operator, points in drawing:
        whole = tuple(round(v) for x, y in points for v in (x * scale + shift, y * scale))
        match operator:
            case "moveTo":
                yield "M", whole
            case "lineTo":
                yield "L", whole
            case "qCurveTo":
                yield from (("L", whole[i : i + 2]) for i in range(0, len(whole), 2))
            case "closePath":
                yield "Z", ()
