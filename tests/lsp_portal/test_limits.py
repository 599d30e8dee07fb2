"""More than a form can use is refused in words and kept nowhere."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from assessments.models import Event, ImportDraft, Scheme, Upload
from lsp_portal.uploads import LimitingUploadHandler
from tests.pages import seen

MB = 1024 * 1024


@pytest.fixture
def admin(client, world):
    client.force_login(world.ratna)
    return client


class Body(io.RawIOBase):
    """A request with one file of any size, made while it is read."""

    boundary = "batas"

    def __init__(self, size):
        head = f'--{self.boundary}\r\nContent-Disposition: form-data; name="file"; filename="skema.xlsx"\r\n\r\n'
        self.head, self.tail = head.encode(), f"\r\n--{self.boundary}--\r\n".encode()
        self.zeros = size
        self.length = len(self.head) + size + len(self.tail)
        self.was_read = 0

    def readinto(self, buffer):
        size = len(buffer)
        part, self.head = self.head[:size], self.head[size:]
        if not part and self.zeros:
            part = bytes(min(size, self.zeros))
            self.zeros -= len(part)
        elif not part:
            part, self.tail = self.tail[:size], self.tail[size:]
        self.was_read += len(part)
        buffer[: len(part)] = part
        return len(part)

    def post(self, client, address):
        kind = f"multipart/form-data; boundary={self.boundary}"
        headers = {"CONTENT_LENGTH": str(self.length), "CONTENT_TYPE": kind, "wsgi.input": self}
        return client.generic("POST", address, **headers)


# --- bodies -----------------------------------------------------------------------------------------
def test_a_text_over_the_limit_is_413_in_words(admin):
    answer = admin.post(reverse("definition_create"), {"term": "Unit", "text": "x" * (6 * MB)})
    assert (answer.status_code, "Kiriman terlalu besar" in answer.text) == (413, True)


@pytest.mark.parametrize("enforced", [True, False])
def test_too_many_fields_are_413(world, enforced):
    client = Client(enforce_csrf_checks=enforced)
    client.force_login(world.ratna)
    client.get(reverse("venue_create"))  # the cookie of the form's token
    answer = client.post(reverse("venue_create"), {f"f{n}": "" for n in range(5001)})
    assert (answer.status_code, "Kiriman terlalu besar" in answer.text) == (413, True)


def test_too_many_files_are_413(admin):
    files = {f"f{n}": SimpleUploadedFile("a.txt", b"a") for n in range(101)}
    assert admin.post(reverse("scheme_import"), files).status_code == 413


def test_what_declares_itself_enormous_is_not_even_read(admin):
    body = Body(10_000 * MB)
    assert (body.post(admin, reverse("scheme_import")).status_code, body.was_read) == (413, 0)


@pytest.mark.parametrize("content_type", ["multipart/form-data", "multipart/form-data; boundary=" + "x" * 300])
def test_a_broken_body_is_400_in_words(admin, content_type):
    answer = admin.generic("POST", reverse("scheme_import"), b"x", content_type)
    assert (answer.status_code, "Permintaan tidak dapat dibaca" in answer.text) == (400, True)


def test_a_forged_host_is_400_in_words(client, db):
    answer = client.get("/", headers={"host": "jahat.example"})
    assert (answer.status_code, "Permintaan tidak dapat dibaca" in answer.text) == (400, True)


# --- files ------------------------------------------------------------------------------------------
def test_a_scheme_file_of_100_mb_is_refused_by_its_page(admin):
    before = Event.objects.count()
    answer = Body(100 * MB).post(admin, reverse("scheme_import"))
    assert answer.status_code == 422
    assert "Berkas terlalu besar: paling besar 5" in answer.text
    assert not (ImportDraft.objects.exists() or Scheme.objects.exists() or Event.objects.count() > before)


def test_a_photo_of_10_mb_is_refused_by_its_page(admin, world):
    address = reverse("candidate_edit", args=[world.siti_candidate.pk])
    fields = {"name": "Siti", "identity_kind": "passport", "identity_number": "X1234567", "birth_date": "2000-01-01"}
    fields |= {"sex": "P", "nationality": "Timor-Leste"} | seen(admin, address)
    answer = admin.post(address, fields | {"photo": SimpleUploadedFile("foto.jpg", b"\xff\xd8" + b"0" * (10 * MB))})
    assert (answer.status_code, "paling besar 10 MB" in answer.context["form"].errors["photo"][0]) == (422, True)
    assert not Upload.objects.exists()


def test_only_the_beginning_of_each_file_is_passed_on(settings):
    settings.UPLOAD_MAX_BYTES = 10
    handler = LimitingUploadHandler()
    for _file in range(2):
        handler.new_file("f", "a.bin", "", None)
        assert [handler.receive_data_chunk(chunk, 0) for chunk in (b"123456", b"789012", b"x")] == [
            b"123456",
            b"7890",
            None,
        ]
