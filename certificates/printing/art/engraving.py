"""What the families' art has in common: colours, sheets, seals and rules of microtext."""

from collections.abc import Iterator

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from certificates.printing.faces import FONTS, LABEL_STRONG
from certificates.printing.guilloche import Figure, Matrix, Point, Segment, Shape, circle, rosette

TEAL, GOLD, WHITE = "#0B5563", "#9A7B2F", "#FFFFFF"
# What lies under text is light enough that every letter keeps its contrast.
MIST, SAND = "#D3E2E4", "#EADFC6"

HAIR = 7  # 0.2 pt
MICROTEXT = "SERTIFIKAT KOMPETENSI · CERTIFICATE OF COMPETENCE · "


def at(*points: Point) -> tuple[Matrix, ...]:
    """The maps that draw a figure around each of the points."""
    return tuple((1.0, 0.0, 0.0, 1.0, x, y) for x, y in points)


def seal(centre: Point, radius: float = 1180) -> Iterator[Shape]:
    """The ring around the initials of a body without a logo."""
    scale = radius / 1180
    yield Shape(circle(centre, radius), TEAL, 12)
    for path in rosette(centre, 980 * scale, 165 * scale, 24, 8):
        yield Shape(path, TEAL, HAIR)
    for path in rosette(centre, 980 * scale, 90 * scale, 24, 3):
        yield Shape(path, GOLD, HAIR)
    yield Shape(circle(centre, 775 * scale), GOLD, 12)


def microtext(size: float, *rules: tuple[float, float, float]) -> Figure:
    """Rules made of letters too small to copy: each (left, base line, right) is filled with the words, justified."""
    path, advance = _outline(MICROTEXT)
    places: list[Matrix] = []
    for left, base, right in rules:
        count = round((right - left) / (advance * size))
        scale = (right - left) / (advance * count)
        unit = round(scale / 1000, 6)  # as many decimals as WeasyPrint writes, so that both notations say the same
        places += [(unit, 0, 0, -unit, round(left + i * advance * scale, 6), base) for i in range(count)]
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
