"""What a design looks like: pictures for the screen, and a proof on paper that can never pass for a certificate."""

import hashlib
import io
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache

from django.utils.translation import gettext as _
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject
from weasyprint import HTML

from kit.canonical import canonical
from kit.errors import RuleError

from ..snapshots.snapshot import Snapshot
from . import press
from .evidence import Evidence
from .faces import LABEL_STRONG
from .pictures import pictures as draw
from .whole import Undrawn

logger = logging.getLogger(__name__)

MARK = "CONTOH / SPECIMEN"
SHEETS = {"portrait": ("210mm 297mm", "297mm", "42pt"), "landscape": ("297mm 210mm", "210mm", "31pt")}


def look(snapshot: Snapshot) -> str:
    """A digest of all that a specimen shows but its dates, which change nothing of a design."""
    dates = dict.fromkeys(("decided_on", "issued_on", "expires_on"), "")
    return hashlib.sha256(canonical({**snapshot, **dates})).hexdigest()


def laid_out(snapshot: Snapshot) -> bytes:
    """The specimen as WeasyPrint lays it out: what changes with every letter typed is not worth a compiled template."""
    return press.layer(snapshot, Evidence(datetime.now(UTC)))


def printed(snapshot: Snapshot, *, by: Callable[[Snapshot], bytes] = laid_out) -> bytes:
    """The specimen as a PDF. Refuses "proof" when that fails, whatever the reason: so would a certificate."""
    try:
        return by(snapshot)
    except Undrawn:
        raise refusal(
            _("Ada gambar yang tidak dapat dicetak. Ganti gambar muka, logo, atau tanda tangannya.")
        ) from None
    except Exception:
        logger.exception("a specimen of %s cannot be printed", snapshot["design"]["name"])
        raise refusal() from None


def refusal(why: str = "") -> RuleError:
    return RuleError(why or _("Contoh cetak desain ini gagal dibuat. Periksa gambar dan kata-katanya."), code="proof")


def pictures(pdf: bytes, *, pages: int, width: int) -> list[bytes]:
    """The first pages as PNG, so many pixels wide."""
    return [_png(image) for image in draw(pdf, pages=pages, width=width)]


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.quantize(128).save(out, "PNG", optimize=True)  # ink on paper has few colours: a third of the size
    return out.getvalue()


def proof(snapshot: Snapshot) -> bytes:
    """The specimen as a PDF with CONTOH / SPECIMEN across every page; neither sealed nor fit for the archive."""
    writer = PdfWriter(clone_from=io.BytesIO(printed(snapshot)))
    mark = PdfReader(io.BytesIO(_mark(snapshot["design"]["paper"]))).pages[0]
    for page in writer.pages:
        page.merge_page(mark)
    writer.root_object.pop(NameObject("/Metadata"), None)  # it says what is no longer true: an archived certificate
    writer.add_metadata({"/Title": MARK, "/Subject": MARK})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@cache
def _mark(paper: str) -> bytes:
    size, height, letters = SHEETS[paper]
    lines = f"<p>{MARK}</p>" * 3
    return HTML(
        string=f"""<style>{LABEL_STRONG.css}
        @page {{ size: {size}; margin: 0 }}
        body {{ margin: 0; height: {height}; display: flex; flex-direction: column; justify-content: space-around;
                font: 600 {letters} "{LABEL_STRONG.family}"; color: rgb(147 41 26 / 34%); text-align: center }}
        p {{ margin: 0; transform: rotate(-30deg) }}</style>{lines}"""
    ).write_pdf()
