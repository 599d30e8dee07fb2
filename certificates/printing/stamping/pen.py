"""Writing one line of text as PDF operators, as `weasyprint.draw.text` does, with the fonts of a compiled template."""

import sys
from dataclasses import dataclass
from typing import Any

import pydyf
from weasyprint.text.ffi import FROM_UNITS, ffi, pango
from weasyprint.text.fonts import get_pango_font_key
from weasyprint.text.line_break import Layout, line_size, split_first_line

from certificates.printing.stamping.surprise import Surprise, Unstampable

# No line of a certificate has as many; it stops a text that breaks for ever.
MOST_LINES = 40


@dataclass(frozen=True, slots=True)
class Font:
    """A font as it is embedded: its name in the file, each glyph's width, and the text that each stands for.

    `allowed` are glyphs that stand for something else in our own words, as an en space drawn by the space's glyph.
    WeasyPrint's own font is not kept: it holds the whole font file.
    """

    name: str
    widths: dict[int, int]
    texts: dict[int, str]
    allowed: set[tuple[int, str]]

    def has(self, glyph: int, text: str) -> bool:
        return self.texts.get(glyph) == text or (glyph, text) in self.allowed


class Fonts:
    """The fonts of a template."""

    def __init__(self, embedded: dict[Any, Any]) -> None:
        if len({font.hash for font in embedded.values()}) != len(embedded):
            raise Unstampable("a font that is there twice")
        self._fonts = {key: _font(font) for key, font in embedded.items()}

    def of(self, pango_font: Any) -> tuple[Font, float]:
        key, _description, size = get_pango_font_key(pango_font)
        if key not in self._fonts:
            raise Surprise("a font that is not embedded")
        return self._fonts[key], size


class Hand:
    """One text style with its Pango layout, kept from text to text: making a layout is slow, and leaks a little."""

    def __init__(self, style: Any) -> None:
        self.style = style
        self._layout = Layout(style)
        self._text = ""
        self.base = self.measure("x")[1]

    def measure(self, text: str) -> tuple[float, float]:
        """Width and base line of the text on one line."""
        line = self._write(text)
        return line_size(line, self.style)[0], pango.pango_layout_get_baseline(self._layout.layout) * FROM_UNITS

    def break_up(self, text: str, width: float) -> list[str]:
        """The text in lines, broken as WeasyPrint breaks a paragraph that has nothing else in it."""
        lines: list[str] = []
        rest = text
        while rest:
            layout, _length, resume, *_size = split_first_line(rest, self.style, None, width, 0)
            lines.append(layout.text)
            if resume is None:
                return lines
            if not resume or len(lines) > MOST_LINES:
                raise Surprise("a text that does not break")
            rest = rest.encode()[resume:].decode()
        return lines

    def draw(self, text: str, x: float, y: float, fonts: Fonts) -> bytes:
        """The operators of a text object with this text, its base line beginning at x, y."""
        if not text.strip():
            return b"BT\nET"
        operators: list[bytes] = [b"BT", matrix(x, y)]
        shown: list[str] = []
        run = self._write(text).runs[0]
        while run != ffi.NULL:
            font, size = fonts.of(run.data.item.analysis.font)
            if shown:
                operators.append(f"[{''.join(shown)}] TJ".encode())
                shown = []
            operators.append(f"/{font.name} ".encode() + pydyf._to_bytes(size) + b" Tf")
            shown.append(_glyphs(run.data, text, font, size))
            run = run.next
        operators += [f"[{''.join(shown)}] TJ".encode(), b"ET"]
        return b"\n".join(operators)

    def alone(self, letters: str) -> str:
        """Those of these letters that are one glyph of this style's own font, with no mark put above or below it."""
        kept, own = "", None
        run = self._write("x" + letters).runs[0]
        while run != ffi.NULL:
            key, _description, _size = get_pango_font_key(run.data.item.analysis.font)
            own = own or key
            found = [(glyph, said) for _info, glyph, said in _clusters(run.data, "x" + letters)]
            # A letter made of two glyphs has an empty text beside it; a glyph of no font has a number of its own.
            for (glyph, said), (_after, beside) in zip(found, [*found[1:], (0, ".")], strict=True):
                if key == own and said and beside and glyph < pango.PANGO_GLYPH_EMPTY:
                    kept += said
            run = run.next
        return kept

    def learn(self, text: str, fonts: Fonts) -> None:
        """Allow what this text's glyphs stand for. For our own words, whose glyphs are embedded already."""
        run = self._write(text).runs[0]
        while run != ffi.NULL:
            font, _size = fonts.of(run.data.item.analysis.font)
            font.allowed.update((glyph, said) for _info, glyph, said in _clusters(run.data, text))
            run = run.next

    def _write(self, text: str) -> Any:
        if text != self._text:
            self._layout.set_text(text, justify=True)
            pango.pango_layout_set_single_paragraph_mode(self._layout.layout, 1)
            self._text = text
        line, more = self._layout.get_first_line()
        if more is not None:
            raise Surprise("a line break within a text")
        return line


def matrix(x: float, y: float) -> bytes:
    """Where a text object begins. To the last decimal: viewers put letters on whole pixels, or on quarters of them."""
    return b" ".join((b"1 0 0 -1", pydyf._to_bytes(float(x)), pydyf._to_bytes(float(y)), b"Tm"))


def _clusters(item: Any, text: str) -> list[tuple[Any, int, str]]:
    """Each glyph of a run, and the text that it stands for."""
    if item.item.analysis.level % 2:
        raise Surprise("text from right to left")
    encoded, start, length = text.encode(), item.item.offset, item.item.length
    count, clusters = item.glyphs.num_glyphs, item.glyphs.log_clusters
    ends = [clusters[i] for i in range(1, count)] + [length]
    found = []
    for i in range(count):
        info = item.glyphs.glyphs[i]
        said = encoded[start + clusters[i] : start + ends[i]].decode(errors="replace")
        found.append((info, info.glyph, said))
    return found


def _font(font: Any) -> Font:
    if font.bitmap or font.png or font.svg or font.colr:
        raise Unstampable("a font that is a picture")
    texts = {glyph: sys.intern(text) for glyph, text in font.to_unicode.items()}
    return Font(font.hash, dict(font.widths), texts, set())


def _glyphs(item: Any, text: str, font: Font, size: float) -> str:
    """A run in hexadecimal, with the steps that differ from the glyphs' own widths."""
    shown = "<"
    for info, glyph, said in _clusters(item, text):
        # Unknown and empty glyphs are no glyphs of the font either.
        if not font.has(glyph, said) or glyph not in font.widths:
            raise Surprise("a glyph that is not embedded")
        if info.geometry.y_offset:
            raise Surprise("a glyph off the line")
        offset = info.geometry.x_offset / size
        if offset:
            shown += f">{-offset}<"
        shown += f"{glyph:04x}"
        kerning = font.widths[glyph] + offset - info.geometry.width * 1000 * FROM_UNITS / size
        if kerning:
            shown += f">{int(kerning)}<"
    return shown[:-1] if shown.endswith("<") else shown + ">"
