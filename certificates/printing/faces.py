"""The fonts of a certificate: only files of this package, so that it looks the same on every machine for ever."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).parent / "fonts"


@dataclass(frozen=True, slots=True)
class Face:
    """One font file under the family name that the style sheet uses."""

    family: str
    file: str
    weight: int = 400
    style: str = "normal"

    @property
    def css(self) -> str:
        source = (FONTS / self.file).as_uri()
        return (
            f'@font-face{{font-family:"{self.family}";font-weight:{self.weight};font-style:{self.style};'
            f'src:url("{source}")}}'
        )


TEXT = Face("Certificate Text", "SourceSerif4-Regular.otf")
ITALIC = Face("Certificate Text", "SourceSerif4-It.otf", style="italic")
STRONG = Face("Certificate Text", "SourceSerif4-Semibold.otf", 600)
DISPLAY = Face("Certificate Display", "SourceSerif4Display-Regular.otf")
DISPLAY_ITALIC = Face("Certificate Display", "SourceSerif4Display-It.otf", style="italic")
DISPLAY_STRONG = Face("Certificate Display", "SourceSerif4Display-Semibold.otf", 600)
LABEL = Face("Certificate Label", "PlusJakartaSans-Medium.ttf")
LABEL_STRONG = Face("Certificate Label", "PlusJakartaSans-SemiBold.ttf", 600)

HOUSE = (TEXT, ITALIC, STRONG, DISPLAY, DISPLAY_ITALIC, DISPLAY_STRONG, LABEL, LABEL_STRONG)

# Loaded only when a text needs them; the style sheet names them after the house fonts, in this order.
FALLBACKS = (
    Face("Amiri", "Amiri-Regular.ttf"),
    Face("Noto Sans Javanese", "NotoSansJavanese-Medium.ttf"),
    Face("Noto Serif Balinese", "NotoSerifBalinese-Regular.ttf"),
    Face("Noto Serif SC", "NotoSerifSC-Medium.woff"),
    Face("Noto Sans Devanagari", "NotoSansDevanagari-Medium.ttf"),
    Face("Noto Sans Thai", "NotoSansThai-Medium.ttf"),
)


@cache
def advances(face: Face) -> dict[int, float]:
    """How wide each character of a face is, in ems."""
    with TTFont(FONTS / face.file) as font:
        widths, em = font["hmtx"].metrics, font["head"].unitsPerEm
        return {code: widths[name][0] / em for code, name in font.getBestCmap().items()}


@cache
def height(face: Face) -> float:
    """How high and deep the letters of a face are together, in ems."""
    with TTFont(FONTS / face.file) as font:
        return (font["hhea"].ascent - font["hhea"].descent) / font["head"].unitsPerEm


@cache
def _everywhere() -> frozenset[int]:
    """The characters that every house font can show, so that no fallback is asked for."""
    return frozenset.intersection(*(frozenset(advances(face)) for face in HOUSE))


def fallbacks_for(text: str) -> tuple[Face, ...]:
    """The fallback fonts that this text needs, in their order."""
    rest = {ord(char) for char in text} - _everywhere()
    if not rest:
        return ()
    return tuple(face for face in FALLBACKS if rest & advances(face).keys())


@cache
def letters() -> tuple[frozenset[int], ...]:
    """The letters of the text font and of each fallback behind it: those that a certificate can show."""
    return tuple(frozenset(advances(face)) for face in (TEXT, *FALLBACKS))
