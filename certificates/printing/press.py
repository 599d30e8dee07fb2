"""The press: WeasyPrint kept warm, with our fonts and our art and nothing else within its reach."""

import atexit
import os
from collections.abc import Callable
from threading import Lock

import pydyf
from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from certificates.printing import document, ink
from certificates.printing.faces import FONTS, HOUSE, Face, fallbacks_for
from certificates.snapshot import Snapshot

# PDF/A-3b for the archive, tagged for screen readers. The identifier and all dates come from the content, so that
# the same snapshot gives the same bytes.
OPTIONS = {"pdf_variant": "pdf/a-3b", "pdf_tags": True}
ART_BOX = pydyf.Array([-30000, -30000, 60000, 60000])


class Press:
    """Prints one certificate at a time; a lock makes it safe to share, for a FontConfiguration is not.

    Fonts are read once. Pictures are not kept from one certificate to the next: WeasyPrint's cache would hold
    every QR code for ever.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._fonts: FontConfiguration | None = None
        self._loaded: set[Face] = set()
        self._style: CSS | None = None

    def print(self, snapshot: Snapshot) -> bytes:
        """The certificate as a PDF."""
        with self._lock:
            pages = self._lay_out(snapshot)
            return pages.write_pdf(finisher=_art(document.front_art(snapshot)), **OPTIONS)

    def lay_out(self, snapshot: Snapshot) -> Document:
        """The pages before they are drawn, to measure them."""
        with self._lock:
            return self._lay_out(snapshot)

    def _lay_out(self, snapshot: Snapshot) -> Document:
        fonts = self._fonts or self._open()
        self._load((*HOUSE, *fallbacks_for(document.text_of(snapshot))), fonts)
        self._style = self._style or CSS(string=document.layout_css(), font_config=fonts)
        source = HTML(string=document.to_html(snapshot), url_fetcher=URLFetcher(allowed_protocols=("data",)))
        return source.render(font_config=fonts, stylesheets=[self._style], **OPTIONS)

    def _open(self) -> FontConfiguration:
        self._fonts = _no_system_fonts()
        # At exit, while its modules are still there: it has a folder of unpacked fonts to remove.
        atexit.register(self.close)
        return self._fonts

    def close(self) -> None:
        """Forget the fonts and remove their temporary files; the next certificate reads them again."""
        with self._lock:
            self._fonts = self._style = None
            self._loaded.clear()

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


def _art(first_page: str) -> Callable[[Document, pydyf.PDF], None]:
    def finish(_pages: Document, pdf: pydyf.PDF) -> None:
        sheets = [item for item in pdf.objects if isinstance(item, dict) and item.get("Type") == "/Page"]
        for name, some in ((first_page, sheets[:1]), ("back", sheets[1:])):
            drawing = _add_forms(name, pdf, some[0])
            for sheet in some:
                _object(pdf, sheet["Contents"]).stream.insert(0, drawing)

    return finish


def _add_forms(name: str, pdf: pydyf.PDF, sheet: pydyf.Dictionary) -> bytes:
    """Put a page's figures into the PDF, and return the operators that draw them, marked as decoration."""
    forms = _object(pdf, sheet["Resources"])["XObject"]
    drawing = ["/Artifact BMC", "q", f"{ink.numbers(ink.TO_PAGE)} cm"]
    for number, figure in enumerate(ink.pdf(name)):
        form = pydyf.Stream(
            [figure.operators],
            {"Type": "/XObject", "Subtype": "/Form", "BBox": ART_BOX, "Filter": "/FlateDecode"},
        )
        pdf.add_object(form)
        key = f"art-{name}-{number}"
        forms[key] = form.reference
        drawing += [f"q {ink.numbers(place)} cm /{key} Do Q" for place in figure.places]
    return "\n".join([*drawing, "Q", "EMC"]).encode()


def _object(pdf: pydyf.PDF, reference: bytes) -> pydyf.Object:
    return pdf.objects[int(reference.split()[0])]
