"""Evidence: a PDF or an image by content, kept privately, never served by the address of images."""

import hashlib

import pytest
from django.urls import reverse

from assessments.uploads.operations import store_file
from kit.views.stored_files import stored_file
from tests.files import PDF, picture, taken


def store(world, data):
    return store_file(by=world.bima, on=world.today, kind="evidence", file=taken(data))


def test_a_pdf_of_somebody_known_is_kept_as_it_came(world):
    upload = store(world, PDF)
    assert (upload.kind, upload.content_type, upload.file.read()) == ("evidence", "application/pdf", PDF)
    assert upload.sha256 == hashlib.sha256(PDF).hexdigest()


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
