"""PDFs: read however they begin and end, and for a report copied without what tells of whoever made them."""

import contextlib
import io
import zlib

import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from assessments.uploads.uses import DOCUMENT, TESTIMONY
from kit.errors import RuleError
from kit.taking import take_in
from tests.files import PDF, page_of, paper, picture, written
from tests.kit.redrawing.test_pictures import saved

SECRET = "Zulaikha"
XMP = f"<x:xmpmeta><dc:creator>{SECRET}</dc:creator></x:xmpmeta>".encode()


def kept(data, use=TESTIMONY):
    return take_in(use, io.BytesIO(data)).data


def refused(data, use=TESTIMONY):
    with pytest.raises(RuleError) as refusal:
        take_in(use, io.BytesIO(data))
    return refusal.value.code


def name(text):
    return NameObject(f"/{text}")


def words(**said):
    """A dictionary; texts become texts, and "/x" a name."""
    made = DictionaryObject()
    for key, value in said.items():
        if isinstance(value, str):
            value = NameObject(value) if value.startswith("/") else TextStringObject(value)
        made[name(key)] = NumberObject(value) if isinstance(value, int) else value
    return made


def stream(data, **said):
    made = DecodedStreamObject()
    made.set_data(data)
    made.update(words(**said))
    return made


def packed(data, **said):
    made = StreamObject()
    made.set_data(data)
    made.update(words(**said))
    return made


def all_of(pdf):
    """Every byte and every text of a file, unpacked."""
    reader, found = PdfReader(io.BytesIO(pdf)), [pdf]
    for number in range(1, reader.trailer["/Size"]):
        thing = reader.get_object(number)
        found.append(repr(thing).encode())
        if isinstance(thing, StreamObject):
            found += [thing._data, b"" if thing.get("/Subtype") == "/Image" else thing.get_data()]
            with contextlib.suppress(zlib.error):
                found.append(zlib.decompress(thing._data))
    return b"\n".join(found)


def looks(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=1).to_pil().convert("RGB").tobytes() for page in document]


def photo(**more):
    """A JPEG as a phone writes it: with its owner and where he stood."""
    exif = Image.Exif()
    exif[0x013B] = SECRET
    exif.get_ifd(0x8825)[1] = "S"
    image = Image.linear_gradient("L").resize((40, 40)).convert("RGB")
    return saved(image, "JPEG", exif=exif, xmp=XMP, comment=SECRET.encode(), **more) + b"\xff\xd8" + XMP


def shown(writer, page, image, at=40):
    """The page shows this image."""
    page["/Resources"][name("XObject")] = DictionaryObject({name("Im1"): writer._add_object(image)})
    page[name("Contents")].get_object().set_data(f"q 100 0 0 100 {at} {at} cm /Im1 Do Q".encode())


def image_of(data, filters="/DCTDecode", colours="/DeviceRGB", **more):
    filters = ArrayObject(map(NameObject, filters.split())) if " " in filters else filters
    more = {
        "ColorSpace": colours,
        "Filter": filters,
        "Metadata": stream(XMP, Type="/Metadata"),
        "Author": SECRET,
    } | more
    return packed(data, Type="/XObject", Subtype="/Image", Width=40, Height=40, BitsPerComponent=8, **more)


# --- what is told beside the pages ----------------------------------------------------------------------
def in_the_document(writer, page):
    writer.add_metadata({"/Author": SECRET, "/Creator": SECRET, "/Producer": SECRET, "/Title": SECRET, "/Own": SECRET})


def in_xmp(writer, page):
    writer.root_object[name("Metadata")] = writer._add_object(stream(XMP, Type="/Metadata", Subtype="/XML"))


def in_the_page(writer, page):
    page[name("Metadata")] = writer._add_object(stream(XMP, Type="/Metadata"))
    page[name("PieceInfo")] = words(Word=words(Private=words(Name=SECRET)))
    page[name("Own")] = TextStringObject(SECRET)
    page["/Resources"]["/Font"]["/F1"][name("Own")] = ByteStringObject(SECRET.encode())
    page["/Resources"]["/Font"]["/F1"][name("Owns")] = ArrayObject([TextStringObject(SECRET)])


def in_a_photo(writer, page):
    shown(writer, page, image_of(photo()))


def in_a_packed_photo(writer, page):
    shown(writer, page, image_of(zlib.compress(photo(progressive=True)), "/FlateDecode /DCTDecode"))


def in_a_remark(writer, page):
    said = {"Type": "/Annot", "T": SECRET, "NM": SECRET, "M": SECRET, "CreationDate": SECRET, "Subj": SECRET}
    box = ArrayObject(map(NumberObject, (20, 20, 60, 40)))
    notes = [words(Subtype="/Text", Contents="Lihat ini", Rect=box, **said)]
    notes += [words(Subtype="/FileAttachment", Contents=SECRET, Rect=box, FS=words(F=SECRET), **said)]
    notes += [words(Subtype="/Popup", Contents=SECRET, Rect=box, **said)]
    page[name("Annots")] = ArrayObject([writer._add_object(note) for note in notes])


def in_files_inside(writer, page):
    writer.add_attachment(f"{SECRET}.txt", SECRET.encode())


def in_programs(writer, page):
    writer.root_object[name("OpenAction")] = words(S="/JavaScript", JS=f"app.alert('{SECRET}')")
    page[name("AA")] = words(O=words(S="/JavaScript", JS=SECRET))
    box = ArrayObject(map(NumberObject, (20, 20, 60, 40)))
    launch = words(S="/Launch", F=SECRET)
    page[name("Annots")] = ArrayObject([words(Type="/Annot", Subtype="/Link", Rect=box, A=launch)])


def in_a_seal(writer, page):
    seal = words(Type="/Sig", Name=SECRET, Reason=SECRET, Contents=SECRET)
    box = ArrayObject(map(NumberObject, (20, 20, 60, 40)))
    look = words(N=writer._add_object(stream(b"0 0 9 9 re f", Type="/XObject", Subtype="/Form", BBox=box)))
    field = words(Type="/Annot", Subtype="/Widget", FT="/Sig", T=SECRET, Rect=box, AP=look, V=writer._add_object(seal))
    page[name("Annots")] = ArrayObject([writer._add_object(field)])
    writer.root_object[name("AcroForm")] = words(Fields=ArrayObject(list(page["/Annots"])), SigFlags=3)


PLACES = [
    in_the_document, in_xmp, in_the_page, in_a_photo, in_a_packed_photo, in_a_remark, in_files_inside, in_programs,
    in_a_seal,
]  # fmt: skip


def made(*places):
    writer = PdfWriter()
    page = page_of(writer)
    for place in places:
        place(writer, page)
    return written(writer)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
def test_a_report_does_not_tell_who_made_its_pdf(place):
    given = made(place)
    assert SECRET.encode() in all_of(given) or b"xmpmeta" in all_of(given)
    copy = kept(given)
    for trace in (
        SECRET.encode(),
        SECRET.encode("utf-16-be"),
        b"xmpmeta",
        b"Exif",
        b"/Info",
        b"/JavaScript",
        b"/Launch",
    ):
        assert trace not in all_of(copy)
    assert looks(copy) == looks(given)
    assert kept(given, DOCUMENT) == given


def test_an_older_state_of_the_file_is_not_kept():
    """A program that saves quickly leaves what was there before at the beginning of the file."""
    old = made(in_the_document)
    writer = PdfWriter(io.BytesIO(old), incremental=True)
    writer.add_metadata({f"/{key}": "-" for key in ("Author", "Creator", "Producer", "Title", "Own")})
    given = written(writer)
    assert given.startswith(old) and SECRET not in str(PdfReader(io.BytesIO(given)).metadata)
    assert SECRET.encode() not in all_of(kept(given))


def test_what_the_pages_say_and_show_stays():
    writer = PdfWriter()
    for words_of in ("Satu", "Dua"):
        page_of(writer, words_of).rotate(90)
    palette = ArrayObject(
        [name("Indexed"), name("DeviceRGB"), NumberObject(1), ByteStringObject(b"\xff\x00\x00\x00\x00\xff")]
    )
    page = page_of(writer)
    shown(writer, page, packed(
        zlib.compress(bytes(n % 2 for n in range(1600))), Type="/XObject", Subtype="/Image", Width=40, Height=40,
        BitsPerComponent=8, ColorSpace=palette, Filter="/FlateDecode",
    ))  # fmt: skip
    given = written(writer)
    copy = kept(given)
    texts = [page.extract_text() for page in PdfReader(io.BytesIO(copy)).pages]
    assert texts[:2] == ["Satu", "Dua"] and looks(copy) == looks(given)


def test_a_remark_is_still_read():
    page = PdfReader(io.BytesIO(kept(made(in_a_remark)))).pages[0]
    assert [note.get_object()["/Contents"] for note in page["/Annots"]] == ["Lihat ini"]


def test_what_is_hidden_stays_hidden():
    writer = PdfWriter()
    page = page_of(writer)
    layer = writer._add_object(words(Type="/OCG", Name="Lapisan", Usage=words(CreatorInfo=words(Creator=SECRET))))
    page["/Resources"][name("Properties")] = DictionaryObject({name("L1"): layer})
    page["/Contents"].get_object().set_data(b"/OC /L1 BDC 0 0 200 200 re f EMC")
    shown_not = words(OFF=ArrayObject([layer]), Creator=SECRET)
    writer.root_object[name("OCProperties")] = words(OCGs=ArrayObject([layer]), D=shown_not)
    given = written(writer)
    copy = kept(given)
    assert looks(copy) == looks(given) == looks(kept(written_blank()))
    assert SECRET.encode() not in all_of(copy)


def written_blank():
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    return written(writer)


# --- what cannot be left out, and what cannot be read -------------------------------------------------------
def test_a_form_whose_answers_would_be_lost_is_refused():
    def filled_in(writer, page):
        box = ArrayObject(map(NumberObject, (20, 20, 60, 40)))
        page[name("Annots")] = ArrayObject([words(Type="/Annot", Subtype="/Widget", FT="/Tx", Rect=box, V="Jawaban")])

    given = made(filled_in)
    assert refused(given) == "document_names" and kept(given, DOCUMENT) == given


def test_a_form_of_another_kind_is_refused():
    def xfa(writer, page):
        writer.root_object[name("AcroForm")] = words(XFA=SECRET, Fields=ArrayObject())

    assert refused(made(xfa)) == "document_names"


def test_a_photo_within_the_drawing_of_a_page_is_refused():
    def drawn(writer, page):
        page["/Contents"].get_object().set_data(b"BI /W 40 /H 40 /F /DCT ID " + photo() + b" EI")

    assert refused(made(drawn)) == "document_names"


def locked(user, owner):
    writer = PdfWriter()
    page_of(writer, "Terkunci")
    writer.add_metadata({"/Author": SECRET})
    writer.encrypt(user, owner, algorithm="AES-256")
    return written(writer)


@pytest.mark.parametrize("use", [TESTIMONY, DOCUMENT])
def test_a_pdf_that_only_a_password_opens_is_refused(use):
    assert refused(locked("rahasia", "juga"), use) == "document_locked"


def test_a_pdf_that_only_forbids_printing_is_read():
    given = locked("", "rahasia")
    copy = PdfReader(io.BytesIO(kept(given)))
    assert not copy.is_encrypted and copy.pages[0].extract_text() == "Terkunci" and not copy.metadata
    assert kept(given, DOCUMENT) == given


@pytest.mark.parametrize("use", [TESTIMONY, DOCUMENT])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"\xef\xbb\xbf", b""), (b"", bytes(4000)), (b"\r\n<br />\n<b>Notice</b>: contoh\n", b"\r\n \x00\x00"),
        (b" ", b""), (b"\x00" * 1000, b"\x00"), (b"PK\x03\x04<html>", b"\n\n"),
    ],
)  # fmt: skip
def test_what_stands_around_a_pdf_is_cut_off(use, before, after):
    copy = kept(before + PDF + after, use)
    assert copy.startswith(b"%PDF-") and copy.rstrip().endswith(b"%%EOF") and b"\x00\x00\x00" not in copy
    assert PdfReader(io.BytesIO(copy)).pages[0].extract_text() == "Bukti"
    assert use is TESTIMONY or copy == PDF.rstrip()


@pytest.mark.parametrize("use", [TESTIMONY, DOCUMENT])
def test_a_pdf_without_pages_is_refused(use):
    empty = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n"
    assert refused(empty, use) == "document_unreadable"


def test_a_picture_may_be_given_in_its_place():
    assert take_in(TESTIMONY, io.BytesIO(picture())).content_type == "image/jpeg"
    assert take_in(TESTIMONY, io.BytesIO(paper())).content_type == "application/pdf"
