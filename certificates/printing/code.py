"""The QR code: black on white, level M, with a module no phone is too poor for."""

import re
from dataclasses import dataclass
from math import ceil

import segno

BLACK = re.compile(rb"\x01+")
QUOTED = str.maketrans({sign: f"%{ord(sign):02X}" for sign in " #'<>"})
QUIET = 4  # modules of white on each side, as ISO/IEC 18004 asks
MODULE = 0.33  # mm, at least
# Weighing the eight masks of a large code takes longer than the rest of a certificate. A reader takes any of them, and
# a signed payload is as even as chance under each.
LARGE, MASK = 120, 3
LONGEST_AT_M = 420  # letters; a longer address keeps its modules and gives up some of its repair


@dataclass(frozen=True, slots=True)
class Code:
    """A code as a picture, `side` millimetres wide with its quiet zone."""

    source: str
    side: float

    @property
    def style(self) -> str:
        return f"width:{self.side:g}mm;height:{self.side:g}mm"

    @property
    def beside(self) -> str:
        """For what stands at the right of a code that hangs 2 mm out of its block, 6 mm from its modules."""
        return f"margin-left:{self.side + 4:g}mm"


def code(address: str, side: float) -> Code:
    """The code of an address, as wide as told or wider if its modules would become too small."""
    made = _made(address)
    needed = ceil(made.symbol_size(border=QUIET)[0] * MODULE * 10) / 10
    return Code(_picture(made), max(side, needed))


def strokes_of(address: str) -> list[tuple[int, float, int]]:
    """The runs of black that make the code of an address: where each begins, and how long it is, in modules.

    The audit finds them again in every file that was ever printed: who makes codes otherwise keeps how they were made.
    """
    return _strokes(_made(address))


def _made(address: str) -> segno.QRCode:
    mask = MASK if len(address) > LARGE else None
    return segno.make(address, error="m" if len(address) <= LONGEST_AT_M else "l", micro=False, mask=mask)


def _strokes(made: segno.QRCode) -> list[tuple[int, float, int]]:
    return [
        (run.start() + QUIET, row + 0.5, run.end() - run.start())
        for row, modules in enumerate(made.matrix, start=QUIET)
        for run in BLACK.finditer(modules)
    ]


def _picture(made: segno.QRCode) -> str:
    """The code as an SVG in a data address: one stroke for each run of black. Segno's own takes three times as long."""
    side = made.symbol_size(border=QUIET)[0]
    strokes = (f"M{x} {y}h{length}" for x, y, length in _strokes(made))
    image = (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{side}' height='{side}'>"
        f"<path stroke='#000' d='{''.join(strokes)}'/></svg>"
    )
    return "data:image/svg+xml;charset=utf-8," + image.translate(QUOTED)


def readable(address: str) -> str:
    """The part of an address that a person types; what follows the # is for machines."""
    return address.partition("#")[0]
