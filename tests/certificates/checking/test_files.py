"""A dropped PDF: genuine, altered, ours or not, readable or not; never kept."""

from io import BytesIO
from pathlib import Path

import pytest
import time_machine
from django.conf import settings as configured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader, PdfWriter
from weasyprint import HTML

from assessments.models import Upload
from certificates.acts import operations as acts
from certificates.checking import comparing, pdf_text
from certificates.checking.comparing import Change, check_file, differences
from certificates.models import CertificateFile
from kit import confined
from tests.lsp_portal.test_limits import MB, Body

pytestmark = [pytest.mark.together, pytest.mark.usefixtures("signed_once")]


@pytest.fixture
def certificate(world, sealed):
    return world.certificate()


@pytest.fixture
def pdf(certificate):
    return bytes(CertificateFile.objects.get().content)


def drop(content, name="sertifikat.pdf", client=None):
    return (client or Client()).post(reverse("verify_file"), {"file": SimpleUploadedFile(name, content)})


def printed(text):
    return HTML(string=f"<p>{text}</p>").write_pdf()


def with_page(pdf, *, update):
    """The file with a page more: written anew, or as an update behind what is there."""
    writer = PdfWriter(BytesIO(pdf), incremental=True) if update else PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    writer.add_blank_page(200, 200)
    writer.write(out := BytesIO())
    return out.getvalue()


def locked(pdf):
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    writer.encrypt("rahasia")
    writer.write(out := BytesIO())
    return out.getvalue()


def flipped(pdf, place):
    return pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :]


# --- what comes out ---------------------------------------------------------------------------------
def test_the_file_as_issued_is_genuine_byte_for_byte(certificate, pdf):
    answer = drop(pdf)
    assert (answer.status_code, answer.context["result"].outcome) == (200, "genuine")
    assert "persis seperti yang kami terbitkan" in answer.text and "asli dan berlaku" in answer.text


def test_a_genuine_file_says_what_became_of_its_certificate(world, certificate, pdf):
    acts.withdraw(certificate=certificate, by=world.komang, on=world.today, reason="Rahasia 77")
    answer = drop(pdf)
    assert answer.context["result"].outcome == "genuine"
    assert "sudah dicabut" in answer.text and "Rahasia 77" not in answer.text


def test_one_byte_anywhere_is_never_genuine(certificate, pdf):
    for place in range(1000, len(pdf), len(pdf) // 6):
        assert check_file(flipped(pdf, place), count=int).outcome in ("altered", "unreadable", "unknown"), place
    assert check_file(flipped(pdf, 5000), count=int).outcome == "altered"  # too broken to be read, yet with our seal


def test_what_is_appended_is_said(certificate, pdf):
    result = check_file(pdf + b"\n% sesuatu\n", count=int)
    assert (result.outcome, result.appended, result.seal.outcome) == ("altered", True, "added_to")
    assert "ditambahkan di belakangnya" in drop(pdf + b"\n% sesuatu\n").text


@pytest.mark.parametrize("update", [True, False])
def test_a_page_more_is_counted(certificate, pdf, update):
    answer = drop(with_page(pdf, update=update))
    assert answer.context["result"].outcome == "altered"
    assert "Berkas ini 3 halaman, yang kami terbitkan 2 halaman." in answer.text


def test_the_changed_name_is_shown_beside_the_right_one(certificate, pdf):
    said = pdf_text.text_of(pdf).line
    answer = drop(printed(said.replace("Siti Rahma", "Budi Palsu")))
    assert Change("Budi Palsu Wulandari", "…") in answer.context["result"].changes
    assert "<del>Budi Palsu Wulandari</del>" in answer.text and "<ins>…</ins>" in answer.text


def test_a_script_in_a_dropped_file_is_only_shown(certificate, pdf):
    said = pdf_text.text_of(pdf).line.replace("Siti Rahma", "&lt;script&gt;alert(1)&lt;/script&gt; Rahma")
    answer = drop(printed(said))
    assert "<script>alert" not in answer.text and "&lt;script&gt;alert(1)" in answer.text


def test_a_letter_that_names_the_number_draws_nothing_out_of_the_register(world, certificate):
    """Who sends only a number learns what the page of that number says, and no word more."""
    answer = drop(printed(f"Saya punya sertifikat {certificate.number}"))
    assert answer.context["result"].another and not answer.context["result"].changes
    assert world.body.signatory_name not in answer.text


def test_words_that_are_not_public_are_not_said():
    registered = "Siti Rahma lahir di Bandung".split()
    changes, alike = differences("Budi Rahma lahir 1999 di Bandung".split(), registered, {"Siti", "Rahma"})
    assert changes == [Change("Budi", "Siti"), Change("1999", "")] and alike > 0.5
    assert differences(["Budi"], ["Siti", "Rahasia", "Sekali"], {"Siti"})[0] == [Change("Budi", "Siti …")]


def test_a_file_sealed_by_us_that_nobody_registered_is_told_apart(sealed, world):
    from tests.certificates.sealing.test_sealing import sealed_pdf

    answer = drop(sealed_pdf())
    assert answer.context["result"].outcome == "sealed"
    assert "tidak ada dalam register" in answer.text


def test_somebody_elses_file_is_not_ours(world):
    answer = drop(printed("Ijazah sekolah lain 62090 2513 3 0001234 2026"))
    assert answer.context["result"].outcome == "unknown"
    assert "bukan sertifikat dari kami" in answer.text


# --- what cannot be checked -------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04 bukan", "Ini bukan berkas PDF."),
        (b"", "Berkas ini kosong."),
        (b"%PDF-1.7\nrusak", "rusak atau tidak lengkap"),
        (b"%PDF-1.7\n" + b"9 0 obj<</Length 9>>stream\n" * 2000, "rusak atau tidak lengkap"),
    ],
)
def test_what_is_no_certificate_at_all_is_refused_in_words(db, content, words):
    answer = drop(content)
    assert answer.status_code == 422 and words in answer.text


def test_a_locked_file_is_told_apart(certificate, pdf):
    answer = drop(locked(pdf))
    assert answer.status_code == 422 and "dikunci dengan kata sandi" in answer.text
    assert "Ini bukan pernyataan bahwa sertifikatnya palsu." in answer.text


def test_no_file_is_asked_for(db):
    assert "Pilih dahulu berkas PDF" in Client().post(reverse("verify_file")).text


def test_many_pages_and_a_bomb_are_given_up(db):
    writer = PdfWriter()
    for _page in range(200):
        writer.add_blank_page(10, 10)
    writer.write(out := BytesIO())
    assert check_file(out.getvalue(), count=int).why == "too_long"
    assert check_file(bomb(), count=int).outcome in ("unreadable", "unknown")


def bomb():
    """A page whose content unpacks to 400 MB."""
    import zlib

    stream = zlib.compress(b"BT (aaaaaaaaaa) Tj ET " * 20_000_000, 1)
    writer = PdfWriter()
    writer.add_blank_page(10, 10)
    writer.write(out := BytesIO())
    size = str(len(stream)).encode()
    extra = b"9 0 obj<</Filter/FlateDecode/Length " + size + b">>stream\n" + stream + b"\nendstream endobj\n"
    return (
        out.getvalue().replace(b"/Type /Page\n", b"/Type /Page\n/Contents 9 0 R\n").replace(b"xref", extra + b"xref", 1)
    )


def test_a_reader_that_never_ends_is_stopped(monkeypatch, tmp_path):
    endless = tmp_path / "endless.py"
    endless.write_text("while True: pass")
    monkeypatch.setattr(pdf_text, "READER", endless)
    monkeypatch.setattr(confined, "SECONDS", 0.5)
    with pytest.raises(confined.Unreadable, match="gave_up"):
        pdf_text.text_of(b"%PDF-")


def test_a_reader_cannot_fill_the_disk(tmp_path):
    greedy, file = tmp_path / "greedy.py", tmp_path / "x"
    greedy.write_text(f"open({str(file)!r}, 'w').write('x')")
    with pytest.raises(confined.Unreadable, match="gave_up"):
        confined.ask(greedy, b"%PDF-")
    assert not file.exists() or file.stat().st_size == 0


# --- limits -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("size", [200 * MB, 4 * MB])
def test_what_declares_itself_too_large_is_not_even_read(db, size):
    body = Body(size)
    answer = body.post(Client(), reverse("verify_file"))
    assert (answer.status_code, body.was_read) == (413, 0)
    assert "paling besar 3" in answer.text


@pytest.mark.parametrize("length", ["²", "x", "-1", "9" * 5000])
def test_a_length_that_is_no_number_is_no_fault(db, length):
    answer = Client().generic("POST", reverse("verify_file"), CONTENT_LENGTH=length)
    assert answer.status_code in (413, 422)


def test_a_file_just_over_the_limit_is_refused_by_its_size(db):
    answer = drop(b"%PDF-1.7" + bytes(3 * MB))
    assert answer.status_code == 422 and "paling besar 3" in answer.text


def test_files_have_a_limit_of_their_own(db, settings):
    settings.PUBLIC_LIMITS = settings.PUBLIC_LIMITS | {"file": 2}
    with time_machine.travel("2026-11-22 10:00:30", tick=False):
        assert [drop(b"x").status_code for _ in range(4)] == [422, 422, 429, 429]
        assert Client().get(reverse("verify_search")).status_code == 200


def test_the_form_needs_its_token(db):
    assert drop(b"x", client=Client(enforce_csrf_checks=True)).status_code == 403


def test_nothing_of_the_file_is_kept(certificate, pdf):
    drop(b"%PDF- rusak")  # the first file makes the places for reading, and the first number the counts
    Client().get(reverse("verify_search"), {"number": certificate.number})
    before = {path for path in Path(configured.VAR_DIR).rglob("*") if path.is_file()}
    marked = printed("Rahasia yang dititipkan " + certificate.number)
    for content in (pdf, marked, flipped(pdf, 3000), b"%PDF- rusak"):
        drop(content)
    assert {path for path in Path(configured.VAR_DIR).rglob("*") if path.is_file()} <= before
    assert not Upload.objects.exists() and CertificateFile.objects.count() == 1


def test_a_text_made_to_be_slow_is_compared_in_time(certificate, pdf):
    """The same words over and over: the worst that a comparison of words can be given."""
    registered = pdf_text.text_of(pdf).words
    common = max(set(registered), key=registered.count)
    hostile = [common, "x"] * comparing.WORDS
    assert differences(hostile[: comparing.WORDS], registered, set())[1] < 1
