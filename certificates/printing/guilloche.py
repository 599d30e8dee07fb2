"""Fine line art from parametric curves: woven bands and rosettes, as on banknotes, drawn as cubic Bezier paths.

Lengths are hundredths of a millimetre, from the top left corner of the page. Coordinates are whole numbers: finer than
any printer, and short to store.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import cos, pi, sin

MM = 100
TURN = 2 * pi
ARCS = 3  # Bezier arcs in one wave: enough that no eye sees the difference

Point = tuple[float, float]
Curve = Callable[[float], Point]
# An operator ("M" move, "L" line, "C" curve, "Z" close) with its coordinates.
Segment = tuple[str, tuple[int, ...]]
# a, b, c, d, e, f of an affine map, as both SVG and PDF write it.
Matrix = tuple[float, float, float, float, float, float]


IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Shape:
    """A path and how it is inked: stroked if it has a width, else filled."""

    path: tuple[Segment, ...]
    colour: str
    width: float = 0


@dataclass(frozen=True, slots=True)
class Figure:
    """Shapes that belong together, stored once and drawn under each of the maps."""

    shapes: tuple[Shape, ...]
    places: tuple[Matrix, ...] = (IDENTITY,)


def trace(curve: Curve, start: float, end: float, pieces: int) -> tuple[Segment, ...]:
    """The curve as `pieces` Bezier arcs that share its tangents."""
    step = (end - start) / pieces
    nodes = [(curve(t), _tangent(curve, t)) for t in (start + step * i for i in range(pieces + 1))]
    path: list[Segment] = [("M", _whole(nodes[0][0]))]
    for ((x0, y0), (dx0, dy0)), ((x1, y1), (dx1, dy1)) in pairwise(nodes):
        depart = (x0 + dx0 * step / 3, y0 + dy0 * step / 3)
        arrive = (x1 - dx1 * step / 3, y1 - dy1 * step / 3)
        path.append(("C", (*_whole(depart), *_whole(arrive), *_whole((x1, y1)))))
    return tuple(path)


def _tangent(curve: Curve, t: float, h: float = 1e-5) -> Point:
    (x0, y0), (x1, y1) = curve(t - h), curve(t + h)
    return (x1 - x0) / (2 * h), (y1 - y0) / (2 * h)


def _whole(point: Point) -> tuple[int, int]:
    return round(point[0]), round(point[1])


def line(*points: Point) -> tuple[Segment, ...]:
    first, *rest = (_whole(point) for point in points)
    return (("M", first), *(("L", point) for point in rest))


def rectangle(inset: float, width: float, height: float, notch: float = 0) -> tuple[Segment, ...]:
    """A rectangle `inset` from each edge of a page; a notch leaves its corners out."""
    right, bottom, end = width - inset, height - inset, inset + notch
    if not notch:
        return (*line((inset, inset), (right, inset), (right, bottom), (inset, bottom)), ("Z", ()))
    return (
        *line((end, inset), (width - end, inset)),
        *line((right, end), (right, height - end)),
        *line((width - end, bottom), (end, bottom)),
        *line((inset, height - end), (inset, end)),
    )


def circle(centre: Point, radius: float) -> tuple[Segment, ...]:
    return (*trace(_ring(centre, radius, 0, 1, 0), 0, TURN, 8), ("Z", ()))


def rosette(centre: Point, radius: float, depth: float, petals: int, strands: int) -> Iterator[tuple[Segment, ...]]:
    """`strands` closed curves around `centre`, each a circle that swings `depth` in and out `petals` times.

    They share one shape and differ in phase, so that they weave a mesh with an even rim.
    """
    for strand in range(strands):
        curve = _ring(centre, radius, depth, petals, TURN * strand / strands)
        yield (*trace(curve, 0, TURN, petals * ARCS), ("Z", ()))


def _ring(centre: Point, radius: float, depth: float, petals: int, phase: float) -> Curve:
    def curve(t: float) -> Point:
        reach = radius + depth * sin(petals * t + phase)
        return centre[0] + reach * cos(t), centre[1] + reach * sin(t)

    return curve


@dataclass(frozen=True, slots=True)
class Band:
    """A woven strip from `start` to `end`, `depth` to either side, with `waves` full waves along it."""

    start: Point
    end: Point
    depth: float
    waves: int
    strands: int

    def paths(self) -> Iterator[tuple[Segment, ...]]:
        for strand in range(self.strands):
            yield trace(self._curve(TURN * strand / self.strands), 0, 1, self.waves * ARCS)

    def _curve(self, phase: float) -> Curve:
        (x0, y0), (x1, y1) = self.start, self.end
        length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
        ux, uy = (x1 - x0) / length, (y1 - y0) / length

        def curve(t: float) -> Point:
            turn = TURN * self.waves * t
            swell = 0.74 + 0.26 * cos(turn * 0.5)
            off = self.depth * swell * sin(turn + phase)
            return x0 + ux * length * t - uy * off, y0 + uy * length * t + ux * off

        return curve
