"""Every pair of colours that text is set in meets WCAG AA, the quiet ones too."""

import re
from pathlib import Path

import pytest

from kit.tones import TONES

CSS = Path(__file__).resolve().parents[2] / "static" / "css"
TOKENS = dict(re.findall(r"--([a-z-]+): (#[0-9A-F]{6});", (CSS / "tokens.css").read_text()))

INKS = ("ink", "ink-soft", "ink-quiet", "primary", "primary-deep")
GROUNDS = ("paper", "paper-deep", "surface", "primary-tint")
PAIRS = [
    *((ink, ground) for ink in INKS for ground in GROUNDS),
    *((tone, ground) for tone in TONES for ground in ("surface", f"{tone}-tint")),
    *(("on-primary", ground) for ground in ("primary", "primary-deep", "good", "bad", "ink")),
]


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_is_readable(ink, ground):
    assert contrast(TOKENS[ink], TOKENS[ground]) >= 4.5


@pytest.mark.parametrize("ground", ["paper", "surface", "paper-deep"])
def test_the_edge_of_a_field_is_seen(ground):
    assert contrast(TOKENS["line-strong"], TOKENS[ground]) >= 3


def test_no_style_sheet_reaches_outside():
    for sheet in CSS.glob("*.css"):
        assert not re.search(r"url\([\"']?(https?:)?//", sheet.read_text()), sheet.name
