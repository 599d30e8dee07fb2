"""Taking in a file: what it is decides, not what it is called; an image is kept only as we drew it again ourselves."""

import hashlib
import io
import re
import struct
from datetime import date
from typing import IO, Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from ..errors import RuleError
from ..models import Event, Upload
from ..models.uploads import PDF

LONGEST_SIDE = 1200
LONGEST_SIDE_OF_EVIDENCE = 2400  # a photographed page stays readable
MOST_PIXELS = 30_000_000  # what fits in memory beside everything else; a phone's photo has 12 million
FORMATS = ("JPEG", "PNG", "WEBP")
PDF_BEGINS = re.compile(rb"%PDF-[12]\.\d")
PDF_ENDS = re.compile(rb"startxref\s+\d+\s+%%EOF\s*\Z")
BROKEN = (OSError, ValueError, SyntaxError, EOFError, struct.error, MemoryError, Image.DecompressionBombError)


@transaction.atomic
def store_image(*, by: Any, on: date, kind: str, file: IO[bytes]) -> Upload:
    """Keep an image privately, redrawn by `redraw_image`, which also refuses."""
    content_type, data = redraw_image(kind=kind, file=file)
    return _keep(by=by, on=on, kind=kind, content_type=content_type, data=data)


@transaction.atomic
def store_document(*, by: Any, on: date, file: IO[bytes]) -> Upload:
    """Keep a PDF or an image as evidence, privately: `upload_show` never serves it, the record it belongs to does.

    An image is redrawn; a PDF is kept as it came, is never opened by the portal, and leaves it as a download only.
    Refuses: larger than EVIDENCE_MAX_BYTES ("document_size"), neither of the two by content ("document_unreadable"),
    an image with too many pixels ("image_pixels").
    """
    content_type, data = read_document(file)
    return _keep(by=by, on=on, kind=Upload.Kind.EVIDENCE, content_type=content_type, data=data)


def read_document(file: IO[bytes]) -> tuple[str, bytes]:
    """A document as it would be kept, with its type; refuses as `store_document` does."""
    file.seek(0)
    data = file.read(settings.EVIDENCE_MAX_BYTES + 1)
    if len(data) > settings.EVIDENCE_MAX_BYTES:
        raise RuleError(
            _("Ukuran berkas paling besar %(limit)d MB."),
            code="document_size",
            params={"limit": settings.EVIDENCE_MAX_BYTES // 1024 // 1024},
        )
    if PDF_BEGINS.match(data) and PDF_ENDS.search(data[-1024:]):
        return PDF, data
    try:
        return "image/jpeg", _redraw(data, as_png=False, longest=LONGEST_SIDE_OF_EVIDENCE)
    except RuleError as refusal:
        if refusal.code != "image_unreadable":
            raise
        raise RuleError(
            _("Berkas ini bukan PDF atau gambar yang dapat dibaca. Pakai PDF, JPEG, PNG, atau WebP."),
            code="document_unreadable",
        ) from None


def _keep(*, by: Any, on: date, kind: str, content_type: str, data: bytes) -> Upload:
    upload = Upload(
        kind=kind,
        content_type=content_type,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        uploaded_by=by,
    )
    upload.file.save("kept", ContentFile(data), save=False)
    try:
        upload.save(force_insert=True)
    except BaseException:
        upload.file.storage.delete(str(upload.file.name))  # no row, no file: nobody could find or erase it later
        raise
    Event.record(upload, "stored", by=by, on=on)
    return upload


def redraw_image(*, kind: str, file: IO[bytes]) -> tuple[str, bytes]:
    """An image as it would be kept, with its type: upright, shrunk, without metadata; only a portrait is a JPEG.

    Refuses: larger than PHOTO_MAX_BYTES, no readable JPEG, PNG or WebP, too many pixels. RuleError("image_…").
    """
    as_png = kind != Upload.Kind.PORTRAIT
    return "image/png" if as_png else "image/jpeg", _redraw(_read(file), as_png=as_png, longest=LONGEST_SIDE)


def discard_image(upload: Upload) -> None:
    """Erase an image that nothing refers to any more; its bytes go when the transaction is through."""
    storage, name = upload.file.storage, str(upload.file.name)
    upload.delete()
    transaction.on_commit(lambda: storage.delete(name))


def _read(file: IO[bytes]) -> bytes:
    """The bytes, never more than allowed."""
    file.seek(0)
    data = file.read(settings.PHOTO_MAX_BYTES + 1)
    if len(data) > settings.PHOTO_MAX_BYTES:
        raise RuleError(
            _("Ukuran gambar paling besar %(limit)d MB. Perkecil gambarnya lalu coba lagi."),
            code="image_size",
            params={"limit": settings.PHOTO_MAX_BYTES // 1024 // 1024},
        )
    return data


def _redraw(data: bytes, *, as_png: bool, longest: int) -> bytes:
    """The picture drawn anew, so that nothing but pixels survives."""
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise RuleError(_("Gambar ini terlalu besar. Perkecil gambarnya lalu coba lagi."), code="image_pixels")
            image.draft("RGB", (longest, longest))
            upright = ImageOps.exif_transpose(image).convert("RGBA")
    except BROKEN:
        raise RuleError(
            _("Berkas ini bukan gambar yang dapat dibaca. Pakai JPEG, PNG, atau WebP."), code="image_unreadable"
        ) from None
    upright.thumbnail((longest, longest))
    out = io.BytesIO()
    if as_png:
        upright.save(out, "PNG", optimize=True)
    else:
        white = Image.new("RGBA", upright.size, "white")
        Image.alpha_composite(white, upright).convert("RGB").save(out, "JPEG", quality=88, optimize=True)
    return out.getvalue()
