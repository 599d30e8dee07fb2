"""The art in two notations: an SVG image, and PDF drawing operators that need no drawing program any more."""

import zlib
from base64 import b64encode
from dataclasses import dataclass
from functools import cache

from certificates.printing.families import FAMILIES
from certificates.printing.guilloche import MM, Figure, Matrix, Shape

# Hundredths of a millimetre in points, to the six decimals of a pixel that WeasyPrint writes: readers that sample a
# pixel at few points show the hair's breadth between this and the exact value.
POINT = round(96 / 25.4 / MM, 6) * 72 / 96


@dataclass(frozen=True, slots=True)
class Ink:
    """A figure as compressed PDF operators, and where it is drawn."""

    operators: bytes
    places: tuple[Matrix, ...]


def to_page(name: str) -> Matrix:
    """From the art's hundredths of a millimetre, top down, to a PDF page's points, bottom up."""
    return (POINT, 0, 0, -POINT, 0, FAMILIES[name.partition("/")[0]].paper.height * 72 / 25.4)


@cache
def pdf(name: str) -> tuple[Ink, ...]:
    """The art "family/page", ready to be put into a PDF as form objects."""
    return tuple(_ink(figure) for figure in _drawn(name))


@cache
def svg(name: str) -> str:
    """The art "family/page" as an SVG image, in a data address."""
    paper = FAMILIES[name.partition("/")[0]].paper
    return image(_drawn(name), paper.width, paper.height)


def image(figures: tuple[Figure, ...], width: float, height: float) -> str:
    """Figures as an SVG image of so many millimetres, in a data address."""
    source = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm"'
        f' viewBox="0 0 {width * MM:g} {height * MM:g}">{"".join(map(_group, figures))}</svg>'
    )
    return "data:image/svg+xml;base64," + b64encode(source.encode()).decode()


def _drawn(name: str) -> tuple[Figure, ...]:
    family, _slash, page = name.partition("/")
    return FAMILIES[family].art[page]()


def numbers(matrix: Matrix) -> str:
    return " ".join(f"{value:.9g}" for value in matrix)


def _ink(figure: Figure) -> Ink:
    return Ink(zlib.compress("\n".join(map(_operators, figure.shapes)).encode(), 9), figure.places)


def _operators(shape: Shape) -> str:
    names = {"M": "m", "L": "l", "C": "c", "Z": "h"}
    path = "\n".join(" ".join((*map(str, values), names[name])) for name, values in shape.path)
    colour = " ".join(f"{int(shape.colour[i : i + 2], 16) / 255:.4g}" for i in (1, 3, 5))
    return f"{colour} RG {shape.width} w\n{path}\nS" if shape.width else f"{colour} rg\n{path}\nf"


def _group(figure: Figure) -> str:
    paths = "".join(map(_path, figure.shapes))
    return "".join(f'<g transform="matrix({numbers(place)})">{paths}</g>' for place in figure.places)


def _path(shape: Shape) -> str:
    d = "".join(name + " ".join(map(str, values)) for name, values in shape.path)
    if shape.width:
        return f'<path d="{d}" fill="none" stroke="{shape.colour}" stroke-width="{shape.width}"/>'
    return f'<path d="{d}" fill="{shape.colour}"/>'
