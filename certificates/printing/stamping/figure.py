"""A picture that differs from one certificate to the next: the QR code, an SVG of one path of straight lines.

WeasyPrint's own drawing of the first one is kept but for the path and its scale.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

import pydyf

from certificates.printing.stamping.surprise import Surprise, Unstampable

SOURCE = "data:image/svg+xml;charset=utf-8,"
SVG = re.compile(
    r"""<svg [^<>]*?width=['"](\d+)['"] height=['"](\d+)['"][^<>]*><path ([^<>]*?)d=['"]([^'"]*)['"]/></svg>"""
)
STEP = re.compile(r"([Mmh])(-?[\d.]+)(?:[ ,](-?[\d.]+))?")


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG of one path: its extent, what is said of the path, and the path."""

    extent: int
    manner: str
    path: tuple[bytes, ...]


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
        return b"\n".join((*self.before, _scale(self.width, drawing.extent), *self.between, *drawing.path, *self.after))


def learn(source: str, width: float, drawn: list[bytes]) -> Figure:
    """The picture's place, from what WeasyPrint drew there of `source`."""
    drawing = read(source)
    scale, first = _scale(width, drawing.extent), drawing.path[0]
    if scale not in drawn or first not in drawn:
        raise Unstampable("a picture that is drawn in another way")
    turn, start = drawn.index(scale), drawn.index(first)
    end = start + len(drawing.path)
    if tuple(drawn[start:end]) != drawing.path:
        raise Unstampable("a picture that is drawn in another way")
    return Figure(tuple(drawn[:turn]), tuple(drawn[turn + 1 : start]), tuple(drawn[end:]), width, drawing.manner)


def read(source: str) -> Drawing:
    """The drawing in a data address. Raises Surprise unless it is one square path of straight lines."""
    match = SVG.fullmatch(unquote(source.removeprefix(SOURCE))) if source.startswith(SOURCE) else None
    if not match or match[1] != match[2] or STEP.sub("", match[4]).strip():
        raise Surprise("a picture that is not one path")
    return Drawing(int(match[1]), match[3], tuple(_lines(match[4])))


def _lines(path: str) -> Iterator[bytes]:
    x = y = 0.0
    for command, first, second in STEP.findall(path):
        if command == "h":
            x += float(first)
            yield b"%g %g l" % (x, y)
        else:
            x, y = (float(first), float(second)) if command == "M" else (x + float(first), y + float(second))
            yield b"%g %g m" % (x, y)


def _scale(width: float, extent: int) -> bytes:
    scale = pydyf._to_bytes(width / extent)
    return b" ".join((scale, b"0 0", scale, b"0 0 cm"))
