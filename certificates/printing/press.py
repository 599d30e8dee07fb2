"""The press: WeasyPrint kept warm, with our fonts and our art and nothing else within its reach."""

import atexit
import logging
import os
from collections import Counter
from collections.abc import Callable
from threading import Lock
from typing import Any

import pydyf
from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from certificates.printing import document, ink
from certificates.printing.evidence import Evidence
from certificates.printing.faces import FONTS, HOUSE, Face, fallbacks_for
from certificates.printing.layered import write
from certificates.printing.stamping import INSIDE, Recipe, Shelf, Surprise
from certificates.printing.whole import nothing_left_out
from certificates.snapshots.snapshot import Snapshot

log = logging.getLogger(__name__)

# PDF/A-3b for the archive, tagged for screen readers. The identifier and all dates come from the content, so that
# the same snapshot gives the same bytes.
OPTIONS: dict[str, Any] = {"pdf_variant": "pdf/a-3b", "pdf_tags": True}
WAYS = {"_stamp": "stamped", "_layer": "layered"}
# A seal that is refused is none of it.
FALLBACK = (Surprise, *INSIDE)
ART_BOX = pydyf.Array([-30000, -30000, 60000, 60000])
GROUP = pydyf.Dictionary({"Type": "/Group", "S": "/Transparency", "I": "true", "CS": "/DeviceRGB"})


class Press:
    """Prints one certificate at a time; a lock makes it safe to share, for a FontConfiguration is not.

    A certificate is stamped on a compiled template where it fits one. If not, WeasyPrint lays its text out and the art
    is put beneath; and if even that fails, plain WeasyPrint prints the whole. `counts` and `reasons` tell how often.
    Fonts are read once. Pictures are not kept from one certificate to the next: WeasyPrint's cache would hold
    every QR code for ever.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._fonts: FontConfiguration | None = None
        self._loaded: set[Face] = set()
        self._styles: dict[str, CSS] = {}
        self._shelf = Shelf()
        self.counts: Counter[str] = Counter()
        self.reasons: Counter[str] = Counter()

    def produce(self, snapshot: Snapshot, evidence: Evidence) -> tuple[bytes, str]:
        """The certificate as a PDF with its evidence, and the way it was printed: stamped, layered or plain.

        Raises Undrawn, whatever the way, when a picture of it cannot be drawn.
        """
        with self._lock, nothing_left_out():
            for way in (self._stamp, self._layer):
                try:
                    content = way(snapshot, evidence)
                except FALLBACK as reason:
                    self._tell(way.__name__, reason)
                else:
                    return content, self._counted(WAYS[way.__name__])
            return self._plain(snapshot, evidence), self._counted("plain")

    def layer(self, snapshot: Snapshot, evidence: Evidence) -> bytes:
        """The certificate printed the long way, with WeasyPrint's layout and ready art. Raises Undrawn as well."""
        with self._lock, nothing_left_out():
            return self._layer(snapshot, evidence)

    def lay_out(self, snapshot: Snapshot) -> Document:
        """The pages before they are drawn, to measure them."""
        with self._lock:
            return self._lay_out(snapshot)(document.to_html(snapshot))

    def sheet(self, html: str, style: str, text: str) -> bytes:
        """A loose sheet, such as the card, with the certificates' fonts; `text` is all that is written on it.

        Raises Undrawn when a picture on it cannot be drawn.
        """
        with self._lock, nothing_left_out():
            fonts = self._fonts or self._open()
            self._load((*HOUSE, *fallbacks_for(text)), fonts)
            source = HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=("data",)))
            content: bytes = source.write_pdf(stylesheets=[self._style(style, fonts)], font_config=fonts, **OPTIONS)
            return content

    def report(self) -> dict[str, int]:
        """How many certificates went which way, how many templates there are, and why any was not stamped."""
        with self._lock:
            return {**self.counts, **self._shelf.sizes(), **{f"reason: {why}": n for why, n in self.reasons.items()}}

    def _stamp(self, snapshot: Snapshot, evidence: Evidence) -> bytes:
        look = document.art(snapshot)
        recipe = Recipe(document.to_html(snapshot), self._lay_out(snapshot), _art(look), OPTIONS)
        return self._shelf.stamp(recipe, (look, document.style_of(snapshot)), evidence)

    def _layer(self, snapshot: Snapshot, evidence: Evidence) -> bytes:
        pages = self._lay_out(snapshot)(document.to_html(snapshot))
        return write(pages, evidence, _art(document.art(snapshot)), OPTIONS)

    def _plain(self, snapshot: Snapshot, evidence: Evidence) -> bytes:
        source = document.to_html(snapshot, style=document.bare_css(snapshot))
        return write(HTML(string=source).render(**OPTIONS), evidence, _nothing, OPTIONS)

    def _lay_out(self, snapshot: Snapshot) -> Callable[[str], Document]:
        """How a certificate's HTML is laid out, with the fonts that its text needs."""

        def lay_out(html: str) -> Document:
            fonts = self._fonts or self._open()
            self._load((*HOUSE, *fallbacks_for(document.text_of(snapshot))), fonts)
            style = self._style(document.style_of(snapshot), fonts)
            source = HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=("data",)))
            return source.render(font_config=fonts, stylesheets=[style], **OPTIONS)

        return lay_out

    def _style(self, source: str, fonts: FontConfiguration) -> CSS:
        """A style sheet, read once: there is one for each family and choice of languages."""
        if source not in self._styles:
            self._styles[source] = CSS(string=source, font_config=fonts)
        return self._styles[source]

    def _tell(self, way: str, reason: Exception) -> None:
        known = isinstance(reason, Surprise)
        why = str(reason) if known else f"{way.strip('_')}: {type(reason).__name__}"
        self.reasons[why] += 1
        if not known and self.reasons[why] == 1:
            log.exception("A certificate is printed another way, for this one failed")

    def _counted(self, way: str) -> str:
        self.counts[way] += 1
        return way

    def _open(self) -> FontConfiguration:
        self._fonts = _no_system_fonts()
        # At exit, while its modules are still there: it has a folder of unpacked fonts to remove.
        atexit.register(self.close)
        return self._fonts

    def close(self) -> None:
        """Forget the fonts and remove their temporary files; the next certificate reads them again."""
        with self._lock:
            self._fonts = None
            self._styles.clear()
            self._loaded.clear()
            self._shelf.clear()

    def _load(self, faces: tuple[Face, ...], fonts: FontConfiguration) -> None:
        missing = [face for face in faces if face not in self._loaded]
        if missing:
            # Our own style sheet, naming our own files: the only thing that may be read from the disk.
            files = URLFetcher(allowed_protocols=("file",))
            CSS(string="".join(face.css for face in missing), font_config=fonts, url_fetcher=files)
            self._loaded.update(missing)


def _no_system_fonts() -> FontConfiguration:
    """A font configuration that does not know the machine's fonts.

    Fontconfig takes its list from the environment when it is opened, and WeasyPrint has no other way to say it.
    """
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(FONTS / "fonts.conf")
    try:
        return FontConfiguration()
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


def _art(art: document.Art) -> Callable[[Document, pydyf.PDF], None]:
    def finish(_pages: Document, pdf: pydyf.PDF) -> None:
        sheets = [item for item in pdf.objects if isinstance(item, dict) and item.get("Type") == "/Page"]
        for name, some in ((art.front, sheets[:1]), (art.back, sheets[1:])):
            if not name:
                continue
            drawing = _add_forms(name, pdf, some[0])
            for sheet in some:
                _object(pdf, sheet["Contents"]).stream.insert(0, drawing)

    return finish


def _add_forms(name: str, pdf: pydyf.PDF, sheet: pydyf.Dictionary) -> bytes:
    """Put a page's art into the PDF, and return the operators that draw it, marked as decoration.

    It is one group, as WeasyPrint draws a background: some readers set lines to whole pixels only outside of groups.
    """
    figures, drawing = pydyf.Dictionary(), []
    for number, figure in enumerate(ink.pdf(name)):
        key = f"art-{name.replace('/', '-')}-{number}"
        figures[key] = _add_form(pdf, [figure.operators], Filter="/FlateDecode")
        drawing += [f"q {ink.numbers(place)} cm /{key} Do Q" for place in figure.places]
    key = f"art-{name.replace('/', '-')}"
    resources = pydyf.Dictionary({"XObject": figures})
    forms = _object(pdf, sheet["Resources"])["XObject"]
    forms[key] = _add_form(pdf, ["\n".join(drawing).encode()], compress=True, Group=GROUP, Resources=resources)
    return f"/Artifact BMC\nq\n{ink.numbers(ink.to_page(name))} cm\n/{key} Do\nQ\nEMC".encode()


def _add_form(pdf: pydyf.PDF, stream: list[bytes], *, compress: bool = False, **extra: Any) -> bytes:
    form = pydyf.Stream(stream, {"Type": "/XObject", "Subtype": "/Form", "BBox": ART_BOX, **extra}, compress=compress)
    pdf.add_object(form)
    reference: bytes = form.reference
    return reference


def _nothing(_pages: Document, _pdf: pydyf.PDF) -> None:
    """The plain way has its art in its style sheet."""


def _object(pdf: pydyf.PDF, reference: bytes) -> pydyf.Object:
    return pdf.objects[int(reference.split()[0])]
