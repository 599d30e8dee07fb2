"""Painting a laid-out document once, with the slots left out and the letters that they may need put in."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from types import SimpleNamespace
from typing import Any

import pydyf
from weasyprint import DEFAULT_OPTIONS, Document
from weasyprint.draw.text import draw_first_line
from weasyprint.matrix import Matrix
from weasyprint.pdf import VARIANTS, generate_pdf
from weasyprint.pdf.stream import Stream
from weasyprint.text.line_break import Layout

from certificates.printing.stamping.pen import Fonts, Hand

PAINT: tuple[str, ...] = ("_current_color", "_current_color_stroke", "_current_alpha", "_current_alpha_stroke")
PAINT += ("_current_font", "_current_font_size", "_old_font", "_old_font_size")


@dataclass(slots=True)
class Cut:
    """A place in a page's operators where a slot was; `drawn` is what the first certificate has there."""

    box: Any
    drawn: list[bytes]


@dataclass(slots=True)
class Recording:
    """A painted document before it is written, and the fonts in it."""

    pdf: pydyf.PDF
    fonts: Fonts


def record(
    document: Document,
    boxes: list[Any],
    letters: list[tuple[Hand, str]],
    words: list[tuple[Hand, str]],
    finish: Callable[[Document, pydyf.PDF], None],
    options: dict[str, Any],
) -> Recording:
    """Paint the document with a Cut for each of `boxes`; then embed the letters that each hand may need.

    What is painted and embedded does not depend on the text of the first certificate: the fonts of the slots are
    opened apart, and the letters are taken in a fixed order.
    """
    wanted = {id(box) for box in boxes}
    for page in document.pages:
        page.paint = partial(_paint, page.paint, wanted)
    outline = document.make_bookmark_tree

    def embed_then_outline(*args: Any, **kwargs: Any) -> Any:
        for hand, text in (*letters, *words):
            _embed(document, hand, text)
        return outline(*args, **kwargs)

    # It is asked for after the pages are painted and before the fonts are embedded.
    document.make_bookmark_tree = embed_then_outline
    pdf = generate_pdf(document, None, 1, **_with_defaults(options))
    finish(document, pdf)
    fonts = Fonts(document.fonts)
    for hand, text in words:
        hand.learn(text, fonts)
    return Recording(pdf, fonts)


def _with_defaults(options: dict[str, Any]) -> dict[str, Any]:
    """As `Document.write_pdf` completes them."""
    whole = {**DEFAULT_OPTIONS, **options}
    _variant, properties = VARIANTS[whole["pdf_variant"]]
    return whole | {key: value for key, value in properties.items() if whole.get(key) is None}


def _paint(paint: Callable[..., None], wanted: set[int], stream: Stream, scale: float = 1) -> None:
    stream.marked = partial(_marked, stream, stream.marked, wanted)
    try:
        paint(stream, scale)
    finally:
        del stream.marked


@contextmanager
def _marked(
    stream: Stream, marked: Callable[..., AbstractContextManager[None]], wanted: set[int], box: Any, tag: str
) -> Iterator[None]:
    """WeasyPrint's mark around a box, emptied if the box is a slot's."""
    with marked(box, tag):
        if id(box) not in wanted:
            yield
            return
        start, fonts = len(stream.stream), stream._fonts
        stream._fonts = {}
        _forget_paint(stream)
        yield
        stream._fonts = fonts
        _forget_paint(stream)
        drawn = [pydyf._to_bytes(item) for item in stream.stream[start:]]
        stream.stream[start:] = [Cut(box, drawn)]


def _forget_paint(stream: Stream) -> None:
    """So that what follows says its colour and font again, instead of relying on what stood before."""
    for name in PAINT:
        setattr(stream, name, None)


def _embed(document: Document, hand: Hand, text: str) -> None:
    """Have these letters in the document's fonts, by drawing them where nobody looks."""
    if not text.strip():
        return
    layout = Layout(hand.style)
    layout.set_text(text, justify=True)
    box = SimpleNamespace(text=text, style=hand.style, pango_layout=layout, baseline=0)
    aside = Stream(document.fonts, None, pydyf.Dictionary({"ExtGState": pydyf.Dictionary()}), {}, None, {}, None)
    draw_first_line(aside, box, "clip", "none", Matrix())
