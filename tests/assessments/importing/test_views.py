"""Upload, preview, confirm over HTTP."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from assessments.models import ImportDraft, Scheme

from .books import scheme, xlsx

URL = "/scheme-import/"


@pytest.fixture
def ratna(client, world):
    client.force_login(world.ratna)
    return client


def upload(client, data, name="skema.xlsx"):
    return client.post(URL, {"file": SimpleUploadedFile(name, data)})


@pytest.fixture
def preview(ratna):
    return upload(ratna, xlsx(scheme())).headers["Location"]


def test_upload_look_confirm(ratna, preview):
    page = ratna.get(preview)
    assert "Penata Arsip Digital" in page.text
    assert "Kriteria 2.2 dikerjakan." in page.text
    assert not Scheme.objects.exists()
    done = ratna.post(f"{preview}confirm/")
    assert done.status_code == 302
    assert done.headers["Location"] == Scheme.objects.get().versions.get().get_absolute_url()


def test_the_form_offers_both_templates(ratna):
    page = ratna.get(URL)
    assert reverse("scheme_import_template", args=["xlsx"]) in page.text
    assert reverse("scheme_import_template", args=["csv"]) in page.text


@pytest.mark.parametrize(("fmt", "start"), [("xlsx", b"PK"), ("csv", b"\xef\xbb\xbfBaris;")])
def test_templates_are_downloads(ratna, fmt, start):
    response = ratna.get(f"/scheme-import/template.{fmt}")
    assert response.content.startswith(start)
    assert response.headers["Content-Disposition"] == f'attachment; filename="templat-skema.{fmt}"'


def test_no_other_template(ratna):
    assert ratna.get("/scheme-import/template.xlsm").status_code == 404


def test_problems_are_listed_and_nothing_can_be_confirmed(ratna):
    response = upload(ratna, xlsx(scheme(Unit={1: {"Judul": ""}, 2: {"Judul": ""}})))
    assert response.status_code == 422
    assert "2 hal harus diperbaiki" in response.text
    assert "3-4" in response.text
    assert "confirm" not in response.text
    assert not ImportDraft.objects.exists()


@pytest.mark.parametrize(
    ("data", "words"),
    [({}, "Pilih berkas"), ({"file": SimpleUploadedFile("a.xlsx", b"")}, "kosong"), ({"file": "a"}, "Pilih")],
)
def test_no_file_and_an_empty_file_are_told(ratna, data, words):
    response = ratna.post(URL, data)
    assert response.status_code == 422
    assert words in response.text


def test_a_file_too_big_is_told(ratna, settings):
    settings.IMPORT_MAX_BYTES = 1000
    response = upload(ratna, b"PK\x03\x04" + b"0" * 1000)
    assert response.status_code == 422
    assert "terlalu besar" in response.text


def test_markup_in_a_cell_is_shown_as_text(ratna):
    response = upload(ratna, xlsx(scheme(Skema={0: {"Jenis kemasan": "<script>alert(1)</script>"}})))
    assert response.status_code == 422
    assert "<script>alert" not in response.text


def test_confirming_twice_says_so_and_links_the_scheme(ratna, preview):
    first = ratna.post(f"{preview}confirm/").headers["Location"]
    second = ratna.post(f"{preview}confirm/")
    assert second.status_code == 422
    assert "sudah dikonfirmasi" in second.text
    assert first in second.text
    assert Scheme.objects.count() == 1


@pytest.mark.parametrize("who", ["komang", "bima", "siti", "tamu"])
def test_only_an_admin_imports(client, world, who):
    client.force_login(getattr(world, who))
    assert client.get(URL).status_code == 403
    assert upload(client, xlsx(scheme())).status_code == 403
    assert client.get("/scheme-import/template.xlsx").status_code == 403


def test_another_admin_does_not_find_the_draft(client, world, preview):
    client.force_login(world.account("wayan", is_lsp_admin=True))
    assert client.get(preview).status_code == 404
    assert client.post(f"{preview}confirm/").status_code == 404


def test_a_draft_is_gone_after_a_day(ratna, preview):
    ImportDraft.objects.update(created_at=timezone.now() - timedelta(hours=25))
    assert ratna.get(preview).status_code == 404
    assert ratna.post(f"{preview}confirm/").status_code == 404


def test_wrong_methods(ratna, preview):
    assert ratna.put(URL).status_code == 405
    assert ratna.post(preview).status_code == 405
    assert ratna.get(f"{preview}confirm/").status_code == 405
