"""Images: what they are decides, only pixels are kept, and a portrait is for those who may see the person."""

import hashlib
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from assessments.models import Upload
from assessments.people.operations import edit_person, remove_photo
from assessments.uploads.operations import store_file
from assessments.uploads.uses import DOCUMENT, LOGO, PORTRAIT, SIGNATURE
from tests.files import picture, taken
from tests.pages import seen


def store(world, data, use=PORTRAIT):
    return store_file(by=world.ratna, on=world.today, kind=use.kind, file=taken(data, use))


def portrait_of(world, candidate):
    photo = taken(picture(), PORTRAIT)
    return edit_person(by=world.ratna, on=world.today, person=candidate.person, photo=photo).photo


def send(client, world, data, name="foto.jpg"):
    client.force_login(world.ratna)
    fields = {"name": "Siti", "identity_kind": "passport", "identity_number": "X1234567", "birth_date": "2000-01-01"}
    fields |= {"sex": "P", "nationality": "Timor-Leste", "photo": SimpleUploadedFile(name, data)}
    address = reverse("candidate_edit", args=[world.siti_candidate.pk])
    return client.post(address, seen(client, address) | fields)


@pytest.mark.parametrize("fmt", ["JPEG", "PNG", "WEBP"])
def test_a_portrait_is_kept_as_a_jpeg_of_modest_size(world, fmt):
    upload = store(world, picture((3000, 2000), fmt))
    data = upload.file.read()
    assert Image.open(io.BytesIO(data)).format == "JPEG" and max(Image.open(io.BytesIO(data)).size) == 1200
    assert (upload.sha256, upload.size) == (hashlib.sha256(data).hexdigest(), len(data))


def test_nothing_but_pixels_survives(world):
    exif = Image.Exif()
    exif[0x010E] = "diambil di rumah"
    exif[0x0112] = 6  # lying on its side
    kept = store(world, picture((80, 60), exif=exif) + b"PK\x03\x04 hidden").file.read()
    assert b"rumah" not in kept and b"hidden" not in kept
    assert Image.open(io.BytesIO(kept)).size == (60, 80)


def test_a_logo_keeps_its_transparency(world):
    upload = store(world, picture(fmt="PNG", mode="RGBA"), LOGO)
    assert upload.content_type == "image/png" and Image.open(upload.file).mode == "RGBA"


@pytest.mark.parametrize("file", [io.BytesIO(picture()), picture(), None])
def test_nothing_is_kept_that_was_not_taken_in(world, file):
    with pytest.raises(TypeError):
        store_file(by=world.ratna, on=world.today, kind="portrait", file=file)
    assert not Upload.objects.exists()


def test_what_was_taken_in_for_one_use_is_not_kept_for_another(world):
    with pytest.raises(TypeError):
        store_file(by=world.ratna, on=world.today, kind="portrait", file=taken(use=DOCUMENT))


@pytest.mark.parametrize("data", [b"0" * 10 * 1024 * 1024, b"bukan gambar"])
def test_a_bad_photo_is_told_at_its_field(client, world, data):
    response = send(client, world, data)
    assert response.status_code == 422 and "photo" in response.context["form"].errors
    world.siti_candidate.person.refresh_from_db()
    assert world.siti_candidate.person.name == "Siti Rahma Wulandari"


def test_the_name_of_a_file_says_nothing(client, world):
    assert send(client, world, picture(fmt="PNG"), name="../../etc/passwd.exe").status_code == 302
    assert Upload.objects.get().content_type == "image/jpeg"


def test_a_replaced_or_removed_portrait_is_gone(world, django_capture_on_commit_callbacks):
    first = portrait_of(world, world.siti_candidate)
    storage, name = first.file.storage, first.file.name
    with django_capture_on_commit_callbacks(execute=True):
        portrait_of(world, world.siti_candidate)
    assert not storage.exists(name) and Upload.objects.count() == 1
    remove_photo(by=world.ratna, on=world.today, person=world.siti_candidate.person)
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    ("who", "status"),
    [("ratna", 200), ("bima", 200), ("siti", 200), ("sekar", 404), ("yohanes", 404), ("komang", 404), ("", 404)],
)
def test_a_portrait_is_for_those_who_may_see_the_person(client, world, who, status):
    world.enrol()
    upload = portrait_of(world, world.siti_candidate)
    if who:
        client.force_login(getattr(world, who))
    assert client.get(reverse("upload_show", args=[upload.key])).status_code == status


def test_an_image_is_served_as_kept_and_no_other_way(client, world):
    upload = portrait_of(world, world.siti_candidate)
    address = reverse("upload_show", args=[upload.key])
    client.force_login(world.ratna)
    response = client.get(address)
    assert hashlib.sha256(b"".join(response)).hexdigest() == upload.sha256
    assert (response["Content-Type"], response["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert "private" in response["Cache-Control"] and response["Content-Disposition"] == "inline"
    assert client.get(address, headers={"If-None-Match": response["ETag"]}).status_code == 304
    assert client.post(address).status_code == 405


def test_a_logo_is_public_and_an_unknown_key_is_not_there(client, world):
    logo = store(world, picture(fmt="PNG"), LOGO)
    assert client.get(reverse("upload_show", args=[logo.key])).status_code == 200
    assert client.get("/upload/00000000-0000-0000-0000-000000000000/").status_code == 404
    logo.file.storage.delete(logo.file.name)
    assert client.get(reverse("upload_show", args=[logo.key])).status_code == 404


def test_an_assessor_off_duty_sees_no_portrait_any_more(client, world):
    upload = portrait_of(world, world.assessment.candidate)
    type(world.bima_assessor).objects.update(is_active=False)
    client.force_login(world.bima)
    assert client.get(reverse("upload_show", args=[upload.key])).status_code == 404


def test_a_signature_is_drawn_as_a_logo_is_and_shown_to_admins_only(world):
    upload = store(world, picture(fmt="PNG", mode="RGBA"), SIGNATURE)
    assert upload.content_type == "image/png"
    assert Upload.objects.visible_to(world.ratna).filter(pk=upload.pk).exists()
    assert not any(Upload.objects.visible_to(who).filter(pk=upload.pk).exists() for who in (world.komang, world.siti))
