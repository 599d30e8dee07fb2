"""The program that opens PDFs: can they be read, and where wanted, a copy that names nobody. `confined` runs it.

In comes a line of JSON with what is wanted and how long each file is, then the files. Out goes JSON: for each the copy
in base64, "kept" for one that stays as it is, or why not.

The copy is a new file of the pages and of what they show. What a file tells beside its pages stays behind: who made it
with what and when (also in its older states, its pictures and its comments), files and programs inside it, its seals.
"""

import base64
import io
import json
import re
import sys
import zlib
from typing import Any

PAGE = frozenset("/Resources /MediaBox /CropBox /BleedBox /TrimBox /ArtBox /Rotate /UserUnit /Group /Contents".split())
# Who, when and with what; ways to other parts of the file, which are not copied; programs; files inside the file.
LEFT = frozenset(
    "/Metadata /PieceInfo /LastModified /AF /EF /AA /JS /OpenAction /OPI /CreatorInfo /Measure /PtData /Parent /P"
    " /Popup /IRT /StructParent /StructParents /Dest /PA /Prev /Next /FS /RF /SeedValue /Lock /SV /ID"
    " /Alternates".split()
)
TEXTS = frozenset(  # all other texts beside the pages may name somebody
    "/Contents /RC /DA /DS /CA /RD /AC /URI /Registry /Ordering /CharSet /FontFamily /Name /Panose /Cs".split()
)
KINDS_LEFT = frozenset(("/Metadata", "/EmbeddedFile", "/Filespec", "/F", "/Sig"))
NOTES_LEFT = frozenset("/FileAttachment /Sound /Movie /Screen /RichMedia /3D /Popup /PrinterMark /TrapNet".split())
TELLING = re.compile(rb"Exif\x00\x00|<x:xmpmeta|http://ns\.adobe\.com/xap/")
MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]", re.DOTALL)
JPX_BOXES = (b"jP  ", b"ftyp", b"jp2h", b"jp2c")


class Unclean(Exception):
    """Something in the file may tell of somebody, and cannot be left out without losing what it shows."""


def answer(data: bytes, nameless: bool) -> dict[str, Any]:
    """{"kept": True}, {"data": ...} or {"why": "password" | "broken" | "names" | "slow"}."""
    import pypdfium2  # here, so that the limits hold for it too

    try:
        with pypdfium2.PdfDocument(data) as document:
            count = len(document)
    except pypdfium2.PdfiumError as error:
        return {"why": "password" if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD else "broken"}
    if not count:
        return {"why": "broken"}
    if not nameless:
        return {"kept": True}
    try:
        bare = copied(data)
        with pypdfium2.PdfDocument(bare) as document:
            whole = len(document) == count
    except MemoryError:
        return {"why": "slow"}
    except Exception:  # noqa: BLE001 - whatever a strange file makes the library do, no copy of it can be made
        return {"why": "names"}
    return {"data": base64.b64encode(bare).decode()} if whole else {"why": "names"}


def copied(data: bytes) -> bytes:
    """The pages in a file of their own."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import ArrayObject, NameObject

    reader, writer = PdfReader(io.BytesIO(data), strict=False), PdfWriter()
    if reader.is_encrypted:
        reader.decrypt("")
    root = reader.root_object
    if "/XFA" in (root.get("/AcroForm") or {}):
        raise Unclean
    copier = Copier(writer)
    for old in reader.pages:
        new = writer.add_blank_page(1, 1)
        for key in PAGE & old.keys():
            new[NameObject(key)] = copier.copy(old.raw_get(key), key)
        notes = [note for each in old.get("/Annots") or () if (note := copier.note(each)) is not None]
        if notes:
            new[NameObject("/Annots")] = ArrayObject(notes)
    if "/OCProperties" in root:  # which layers are shown
        writer.root_object[NameObject("/OCProperties")] = copier.copy(root["/OCProperties"])
    writer.metadata = None
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


class Copier:
    """Copies what pages refer to, each object once, without what tells of somebody."""

    def __init__(self, writer: Any) -> None:
        self.writer = writer
        self.done: dict[tuple[int, int], Any] = {}

    def copy(self, value: Any, key: str = "") -> Any:
        """The same in the new file; null for what stays behind. `key` is the name it is reached by."""
        from pypdf.generic import (
            ArrayObject,
            ByteStringObject,
            DictionaryObject,
            IndirectObject,
            NullObject,
            TextStringObject,
        )  # fmt: skip

        if isinstance(value, IndirectObject):
            return self._once(value, key)
        if isinstance(value, DictionaryObject):
            return self._fill(self._like(value), value)
        if isinstance(value, ArrayObject):
            return self._array(value, key)
        if isinstance(value, TextStringObject | ByteStringObject) and key not in TEXTS:
            return NullObject()
        return value

    def note(self, value: Any) -> Any:
        """A note or a link on a page, or None for one that stays behind."""
        old = value.get_object()
        kind = old.get("/Subtype")
        if kind in NOTES_LEFT:
            return None
        filled_in = old.get("/V") or (old.get("/Parent") or {}).get("/V")
        if kind == "/Widget" and filled_in and "/AP" not in old:
            raise Unclean  # what was typed into the form would be seen no more
        return self.copy(value)

    def _once(self, reference: Any, key: str) -> Any:
        from pypdf.generic import ArrayObject, DictionaryObject

        place = (reference.idnum, reference.generation)
        if place in self.done:
            return self.done[place]
        old = reference.get_object()
        if isinstance(old, ArrayObject):
            return self._array(old, key)
        if not isinstance(old, DictionaryObject):
            return self.copy(old, key)
        new = self._like(old)
        self.done[place] = self.writer._add_object(new)
        self._fill(new, old)
        return self.done[place]

    @staticmethod
    def _like(old: Any) -> Any:
        from pypdf.generic import DictionaryObject, NullObject, StreamObject

        if old.get("/Type") in KINDS_LEFT:
            return NullObject()
        return StreamObject() if isinstance(old, StreamObject) else DictionaryObject()

    def _array(self, old: Any, key: str) -> Any:
        """Texts in an array are colours of a palette, or may name somebody."""
        from pypdf.generic import ArrayObject

        indexed = len(old) > 1 and old[0] in ("/Indexed", "/I")
        return ArrayObject([self.copy(each, "/Name" if indexed else f"{key}[]") for each in old])

    def _fill(self, new: Any, old: Any) -> Any:
        from pypdf.generic import NameObject, NullObject, StreamObject

        if isinstance(new, NullObject):
            return new
        for key in old:
            if key in LEFT or (key == "/Length" and isinstance(new, StreamObject)):
                continue
            value = old.raw_get(key)
            if key == "/A" and not self._leads_to_a_page(value.get_object()):
                continue
            kept = self.copy(value, key)
            if not isinstance(kept, NullObject):
                new[NameObject(key)] = kept
        if isinstance(new, StreamObject):
            self._bytes(new, old)
        return new

    @staticmethod
    def _leads_to_a_page(action: Any) -> bool:
        """Only an address of the web may still be opened."""
        return not hasattr(action, "get") or action.get("/S") == "/URI"

    @staticmethod
    def _bytes(new: Any, old: Any) -> None:
        """The content, as it is packed; a photo inside it without what its camera wrote, a page's drawing asked."""
        from pypdf.generic import ArrayObject, NameObject

        filters = old.get("/Filter") or ArrayObject()
        names = [str(each) for each in (filters if isinstance(filters, list) else [filters])]
        photo = next((bare for end, bare in BARE.items() if names and names[-1] == end), None)
        data = old._data
        if photo:
            for name in names[:-1]:
                if name not in ("/FlateDecode", "/Fl"):
                    raise Unclean
                data = zlib.decompress(data)
            data = photo(data)
            new[NameObject("/Filter")] = NameObject(names[-1])
            parameters = old.get("/DecodeParms")
            if len(names) > 1 and isinstance(parameters, list):
                new.pop("/DecodeParms", None)
        elif old.get("/Subtype") != "/Image" and TELLING.search(old.get_data()):
            raise Unclean
        new.set_data(data)


def bare_jpeg(data: bytes) -> bytes:
    """A JPEG without the segments in which cameras and programs write; what is behind its end goes too."""
    if data[:2] != b"\xff\xd8":
        raise Unclean
    kept, at, coded = [data[:2]], 2, False
    while found := MARKER.search(data, at):
        if coded:
            kept.append(data[at : found.start()])
        at, marker = found.start(), found[0][1]
        if marker == 0xD9:
            return b"".join([*kept, found[0]])
        if marker in (0x01, 0xD8):
            raise Unclean
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        application = 0xE0 <= marker <= 0xEF
        plain = (marker == 0xE0 and end - at == 18) or (marker == 0xEE and data[at + 4 : at + 9] == b"Adobe")
        if (not application or plain) and marker != 0xFE:
            kept.append(data[at:end])
        at, coded = end, coded or marker == 0xDA
    return b"".join([*kept, data[at:] if coded else b""])


def bare_jpx(data: bytes) -> bytes:
    """A JPEG 2000 without the boxes that are not needed to draw it."""
    if data[:4] == b"\xff\x4f\xff\x51":
        return data  # the bare code of a picture
    kept, at = [], 0
    while at + 8 <= len(data):
        length, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if length == 1:
            length = int.from_bytes(data[at + 8 : at + 16], "big")
        end = at + length if length else len(data)
        if end <= at:
            raise Unclean
        if kind in JPX_BOXES:
            kept.append(data[at:end])
        at = end
    return b"".join(kept)


BARE = {"/DCTDecode": bare_jpeg, "/DCT": bare_jpeg, "/JPXDecode": bare_jpx}

if __name__ == "__main__":
    order = json.loads(sys.stdin.buffer.readline())
    said = [answer(sys.stdin.buffer.read(file["size"]), file["nameless"]) for file in order["files"]]
    json.dump({"files": said}, sys.stdout)
