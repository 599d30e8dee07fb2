"""Files as people send them, and as operations take them. All made here."""

import io
from functools import cache

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from assessments.uploads.uses import DOCUMENT
from kit.taking import TakenFile, take_in


def picture(size=(60, 80), fmt="JPEG", mode="RGB", **options):
    out = io.BytesIO()
    Image.new(mode, size, "teal").save(out, fmt, **options)
    return out.getvalue()


def page_of(writer, words="Bukti"):
    """A page that says these words."""
    page = writer.add_blank_page(200, 200)
    font = DictionaryObject(
        {NameObject(f"/{key}"): NameObject(f"/{value}") for key, value in
         (("Type", "Font"), ("Subtype", "Type1"), ("BaseFont", "Helvetica"))}
    )  # fmt: skip
    fonts = DictionaryObject({NameObject("/F1"): font})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    content = DecodedStreamObject()
    content.set_data(f"BT /F1 12 Tf 20 100 Td ({words}) Tj ET".encode())
    page[NameObject("/Contents")] = writer._add_object(content)
    return page


def written(writer):
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@cache
def paper(words="Bukti"):
    writer = PdfWriter()
    page_of(writer, words)
    return written(writer)


PDF = paper()
ZIP = b"PK\x03\x04" + b"\x00" * 2000


@cache
def taken(data=PDF, use=DOCUMENT) -> TakenFile:
    """The file as an operation takes it; each is opened once, however many tests need it."""
    return take_in(use, io.BytesIO(data))
