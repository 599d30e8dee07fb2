"""A picture that differs from one certificate to the next: the QR code, an SVG of one path of straight lines.

WeasyPrint's own drawing of the first one is kept but for the path and its scale.
"""

import re
from dataclasses import dataclass
from urllib.parse import unquote

import pydyf

from certificates.printing.stamping.surprise import Surprise, Unstampable

SOURCE = "data:image/svg+xml;charset=utf-8,"
SVG = re.compile(
    r"""<svg [^<>]*?width=['"](\d+)['"] height=['"](\d+)['"][^<>]*><path ([^<>]*?)d=['"]([^'"]*)['"]/></svg>"""
)
STEP = re.compile(r"(?:(M)(\d+) (\d+(?:\.5)?)|(h)(\d+))")
# Signs that stand a thousand times in such an address, put back quicker than by asking for each.
QUOTED = (
    ("%20", " "),
    ("%27", "'"),
    ("%3C", "<"),
    ("%3E", ">"),
    ("%3D", "="),
    ("%2F", "/"),
    ("%3A", ":"),
    ("%23", "#"),
)


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG of one path: its extent, what is said of the path, and the path."""

    extent: int
    manner: str
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture's place: what is drawn around the path, and the width that it fills."""

    before: tuple[bytes, ...]
    between: tuple[bytes, ...]  # after the scale, before the path
    after: tuple[bytes, ...]
    width: float
    manner: str

    def draw(self, source: str) -> bytes:
        drawing = read(source)
        if drawing.manner != self.manner:
            raise Surprise("a picture drawn in another manner")
        scale, path = _scale(self.width, drawing.extent), "\n".join(drawing.path).encode()
        return b"\n".join((*self.before, scale, *self.between, path, *self.after))


def learn(source: str, width: float, drawn: list[bytes]) -> Figure:
    """The picture's place, from what WeasyPrint drew there of `source`."""
    drawing = read(source)
    scale, path = _scale(width, drawing.extent), [line.encode() for line in drawing.path]
    if scale not in drawn or path[0] not in drawn:
        raise Unstampable("a picture that is drawn in another way")
    turn, start = drawn.index(scale), drawn.index(path[0])
    end = start + len(path)
    if drawn[start:end] != path:
        raise Unstampable("a picture that is drawn in another way")
    return Figure(tuple(drawn[:turn]), tuple(drawn[turn + 1 : start]), tuple(drawn[end:]), width, drawing.manner)


def read(source: str) -> Drawing:
    """The drawing in a data address. Raises Surprise unless it is one square path of straight lines."""
    if not source.startswith(SOURCE):
        raise Surprise("a picture that is not one path")
    text = source.removeprefix(SOURCE)
    for quoted, plain in QUOTED:
        text = text.replace(quoted, plain)
    match = SVG.fullmatch(unquote(text) if "%" in text else text)
    if not match or match[1] != match[2]:
        raise Surprise("a picture that is not one path")
    return Drawing(int(match[1]), match[3], _lines(match[4]))


def _lines(path: str) -> tuple[str, ...]:
    steps = STEP.findall(path)
    if len(steps) != sum(map(path.count, "Mh")) or set(path) - set("Mh0123456789. "):
        raise Surprise("a picture that is not one path")
    lines = []
    x, row = 0, ""
    for start, across, down, _run, length in steps:
        if start:
            x, row = int(across), down
            lines.append(f"{x} {row} m")
        else:
            x += int(length)
            lines.append(f"{x} {row} l")
    return tuple(lines)


def _scale(width: float, extent: int) -> bytes:
    scale = pydyf._to_bytes(width / extent)
    return b" ".join((scale, b"0 0", scale, b"0 0 cm"))
