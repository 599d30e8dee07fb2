"""Taking files in: what is refused and how, what it may cost, and that nobody waits for it."""

import io
import struct

import pytest
from PIL import Image

from assessments.uploads.uses import DOCUMENT, LOGO, PORTRAIT, TESTIMONY
from kit import confined, places, taking
from kit.errors import RuleError
from kit.taking import MEMBERS, STRANGERS, take_in, take_in_all
from tests.files import PDF, ZIP, picture
from tests.kit.redrawing.test_pictures import png, saved, webp_header


def refused(data, use=PORTRAIT):
    with pytest.raises(RuleError) as refusal:
        take_in(use, io.BytesIO(data))
    return refusal.value.code


def codes(*given, **how):
    outcomes = take_in_all([(use, io.BytesIO(data)) for use, data in given], **how)
    return [getattr(outcome, "code", "taken") for outcome in outcomes]


def header(width, height):
    return struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)


def tiff():
    return saved(Image.new("RGB", (60, 80)), "TIFF")


NO_PICTURES = [
    b"", b"\x00", b"%PDF-1.7 bukan gambar", b"<svg xmlns='http://www.w3.org/2000/svg'/>", ZIP, PDF,
    picture(fmt="GIF"), picture(fmt="BMP"), tiff(), picture()[:300], picture(fmt="PNG")[:60], picture(fmt="WEBP")[:40],
    b"GIF89a" + picture(), b"\x89PNG\r\n\x1a\n", b"RIFF\x00\x00\x00\x00WEBP", b"RIFF" + bytes(40), png(b"x"),
    png(header(0, 0)), webp_header(100, 100), b"\xff\xd8\xff\xd9",
]  # fmt: skip


# --- what it is decides ------------------------------------------------------------------------------
@pytest.mark.parametrize("use", [PORTRAIT, LOGO])
def test_what_is_no_picture_is_refused(use):
    outcomes = codes(*[(use, data) for data in NO_PICTURES])
    assert outcomes == ["image_unreadable"] * len(NO_PICTURES)


@pytest.mark.parametrize("use", [DOCUMENT, TESTIMONY])
def test_what_is_neither_pdf_nor_picture_is_refused(use):
    no_pdfs = [
        b"%PDF-1.7 tanpa akhir", b"<!doctype html><script>alert(1)</script>%PDF-1.7", PDF + b"<script></script>",
        PDF + ZIP, b"x" * 2000 + PDF, b"%PDF-1.7\nstartxref\n9\n%%EOF\n", PDF[:9] + b"startxref 9 %%EOF",
    ]  # fmt: skip
    given = [data for data in NO_PICTURES if data != PDF] + no_pdfs
    assert codes(*[(use, data) for data in given]) == ["document_unreadable"] * len(given)


def test_a_file_is_refused_in_words_that_tell_what_to_do():
    for data, use in ((b"x", PORTRAIT), (b"x", DOCUMENT), (bytes(11 * 2**20), PORTRAIT), (bytes(11 * 2**20), DOCUMENT)):
        with pytest.raises(RuleError) as refusal:
            take_in(use, io.BytesIO(data))
        assert any(word in refusal.value.messages[0] for word in ("Pakai", "Perkecil", "paling besar"))


@pytest.mark.parametrize(("use", "code"), [(PORTRAIT, "image_size"), (DOCUMENT, "document_size")])
def test_what_is_too_large_is_never_opened(use, code, monkeypatch):
    monkeypatch.setattr(confined.subprocess, "run", lambda *a, **k: pytest.fail("it was opened"))
    assert refused(b"\xff\xd8\xff" + bytes(10 * 2**20), use) == code


# --- what it may cost --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "data",
    [
        png(header(20_000, 20_000)), png(header(2**31 - 1, 2**31 - 1)), png(header(60_001, 1000)),
        webp_header(16_383, 16_383), picture((8000, 8000), "PNG", "1"),
        picture().replace(struct.pack(">HH", 80, 60), struct.pack(">HH", 60_000, 60_000)),
    ],
)  # fmt: skip
def test_a_picture_of_too_many_pixels_is_refused_by_its_header(data):
    assert codes((PORTRAIT, data), (DOCUMENT, data)) == ["image_pixels"] * 2


def test_the_pixels_of_a_request_are_summed_before_any_is_decoded():
    """Each is small enough; not one of them can be decoded, and nobody finds out."""
    data = png(header(7000, 8000), b"")
    assert codes(*[(TESTIMONY, data)] * 2) == ["document_unreadable"] * 2
    assert codes(*[(TESTIMONY, data)] * 3) == ["files_too_large"] * 3


def test_the_bytes_of_a_request_are_summed_before_it_is_opened(monkeypatch, settings):
    monkeypatch.setattr(confined.subprocess, "run", lambda *a, **k: pytest.fail("it was opened"))
    settings.UPLOADS_MOST_BYTES = 2 * len(PDF) - 1
    assert codes((DOCUMENT, PDF), (PORTRAIT, PDF)) == ["files_too_large"] * 2


def test_one_request_is_one_run_for_pictures_and_one_for_pdfs(monkeypatch):
    runs, run = [], confined.subprocess.run
    monkeypatch.setattr(confined.subprocess, "run", lambda *a, **k: (runs.append(a), run(*a, **k))[1])
    given = [(TESTIMONY, picture()), (DOCUMENT, PDF), (LOGO, picture()), (TESTIMONY, PDF), (PORTRAIT, b"x")]
    assert codes(*given) == ["taken"] * 4 + ["image_unreadable"] and len(runs) == 2


@pytest.mark.parametrize(
    ("program", "use", "data", "code"),
    [("PICTURES", PORTRAIT, picture(), "image_slow"), ("PDFS", TESTIMONY, PDF, "document_slow")],
)
@pytest.mark.parametrize(
    "does", ["import os; os.abort()", "while True: pass", "x = bytearray(2**31)", "print('{')", "print('{}')[0]"]
)
def test_a_reader_that_dies_or_never_ends_is_a_refusal(monkeypatch, tmp_path, program, use, data, code, does):
    strange = tmp_path / "strange.py"
    strange.write_text(does)
    monkeypatch.setattr(taking, program, strange)
    monkeypatch.setattr(taking, "SECONDS", 1.0)
    monkeypatch.setattr(confined, "SECONDS", 1.0)
    assert refused(data, use) == code


def test_several_files_that_take_too_long_are_refused_together(monkeypatch, tmp_path):
    """Nobody knows which of them it was, so none is told to become a smaller PDF or a photo."""
    endless = tmp_path / "endless.py"
    endless.write_text("while True: pass")
    monkeypatch.setattr(taking, "PICTURES", endless)
    monkeypatch.setattr(taking, "SECONDS", 1.0)
    monkeypatch.setattr(confined, "SECONDS", 1.0)
    assert codes((TESTIMONY, picture()), (TESTIMONY, picture()), (DOCUMENT, PDF)) == ["files_slow"] * 3


# --- places ------------------------------------------------------------------------------------------
def test_strangers_and_members_have_places_of_their_own(settings, tmp_path):
    settings.VAR_DIR, settings.REPORT_READERS, settings.UPLOAD_READERS = tmp_path, 1, 1
    with places.place(STRANGERS):
        assert codes((TESTIMONY, picture()), (TESTIMONY, PDF), room=STRANGERS) == ["files_busy"] * 2
        assert codes((TESTIMONY, picture())) == ["taken"]
    with places.place(MEMBERS):
        assert codes((PORTRAIT, picture())) == ["files_busy"]
        assert codes((TESTIMONY, picture()), room=STRANGERS) == ["taken"]
    with places.place("readers"):
        assert codes((PORTRAIT, picture())) == codes((TESTIMONY, PDF), room=STRANGERS) == ["taken"]
