"""How a workbook writes what XML cannot hold: `_x000D_` is a return, `_x005F_` the underscore of such a text itself.

(ECMA-376, 22.9.2.19, ST_Xstring.) openpyxl neither undoes this nor does it.
"""

import re

ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


def unescape(text: str) -> str:
    """The text as the workbook means it, read once from left to right; two halves of a letter become the letter."""
    if "_x" not in text:
        return text
    told = ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    return told.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass") if _has_halves(told) else told


def escape(text: str) -> str:
    """The text for a cell, so that what looks like an escape is read as it stands."""
    return ESCAPE.sub(r"_x005F\g<0>", text)


def looks_escaped(text: str) -> bool:
    """Whether a text still looks like one that nobody has read as a workbook means it."""
    return bool(ESCAPE.search(text))


def _has_halves(text: str) -> bool:
    return any("\ud800" <= char <= "\udfff" for char in text)
