"""Evidence: a PDF or an image by content, kept privately, never served by the address of images."""

import hashlib
import io

import pytest
from django.urls import reverse
from PIL import Image

from assessments.errors import RuleError
from assessments.models import Upload
from assessments.operations.uploads import store_document
from assessments.views.uploads import stored_file
from tests.assessments.test_uploads import picture

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n"
ZIP = b"PK\x03\x04" + b"\x00" * 2000


def store(world, data):
    return store_document(by=world.bima, on=world.today, file=io.BytesIO(data))


def test_a_pdf_is_kept_as_it_came(world):
    upload = store(world, PDF)
    assert (upload.kind, upload.content_type, upload.file.read()) == ("evidence", "application/pdf", PDF)
    assert upload.sha256 == hashlib.sha256(PDF).hexdigest()


def test_an_image_is_drawn_again_and_stays_readable(world):
    exif = Image.Exif()
    exif[0x010E] = "diambil di rumah"
    upload = store(world, picture((3000, 1000), exif=exif) + ZIP)
    kept = upload.file.read()
    assert upload.content_type == "image/jpeg" and Image.open(io.BytesIO(kept)).size == (2400, 800)
    assert b"rumah" not in kept and b"PK\x03\x04" not in kept


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "document_unreadable"),
        (b"<!doctype html><script>alert(1)</script>%PDF-1.7", "document_unreadable"),
        (b"%PDF-1.7 tanpa akhir", "document_unreadable"),
        (PDF + b"<script>alert(1)</script>", "document_unreadable"),
        (b" " + PDF, "document_unreadable"),
        (ZIP, "document_unreadable"),
        (PDF + ZIP, "document_unreadable"),
        (picture(fmt="GIF"), "document_unreadable"),
        (picture((20000, 20000), "PNG", "1"), "document_unreadable"),
        (picture((7000, 7000), "PNG", "1"), "image_pixels"),
        (b"%PDF-1.7" + b"0" * 11 * 1024 * 1024, "document_size"),
    ],
)
def test_what_is_neither_is_refused(world, data, code):
    with pytest.raises(RuleError) as refusal:
        store(world, data)
    assert refusal.value.code == code and not Upload.objects.exists()


@pytest.mark.parametrize("who", ["ratna", "wulan", "bima", "komang", "tamu"])
def test_the_address_of_images_has_no_evidence(client, world, who):
    upload = store(world, picture())
    client.force_login(getattr(world, who))
    assert client.get(reverse("upload_show", args=[upload.key])).status_code == 404


def test_a_pdf_leaves_as_a_download_and_an_image_is_shown(world):
    answer = stored_file(store(world, PDF), name="bukti-7")
    assert answer["Content-Disposition"] == 'attachment; filename="bukti-7.pdf"'
    assert answer["Content-Type"] == "application/pdf" and answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "private" in answer["Cache-Control"]
    assert stored_file(store(world, picture()))["Content-Disposition"] == "inline"
