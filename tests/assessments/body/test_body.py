"""The LSP's profile, legal basis and definitions."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from assessments.body import operations as body
from assessments.models import CertificationBody, Definition, Event, LegalBasis, Upload
from assessments.uploads.uses import LOGO
from kit.errors import RuleError
from tests.files import picture, taken
from tests.pages import seen
from tests.told import told

PROFILE = {
    "name": "LSP Uji Coba",
    "licence_number": "BNSP-LSP-1565-ID",
    "address": "Jalan Contoh 1",
    "city": "Bandung",
    "signatory_name": "Dr. Contoh Ketua",
    "signatory_title": "Ketua LSP",
    "signatory_title_en": "Chairperson",
}
BASIS = {"citation": "Peraturan Contoh Nomor 1 Tahun 2020", "status": "in_force", "note": "", "url": ""}


def png(name="logo.png"):
    data = io.BytesIO()
    Image.new("RGB", (40, 20), "teal").save(data, "PNG")
    return SimpleUploadedFile(name, data.getvalue(), "image/png")


def post(client, world, name, data, *args):
    client.force_login(world.ratna)
    address = reverse(name, args=args)
    return client.post(address, seen(client, address) | data)


def save(world, **fields):
    return body.save_profile(by=world.ratna, on=world.today, **PROFILE | fields)


# --- operations -------------------------------------------------------------------------------------
def test_there_is_one_profile_whoever_saves_it(world):
    save(world)
    save(world, city="Cimahi")
    assert CertificationBody.objects.get().city == "Cimahi"
    verbs = Event.objects.filter(subject_type="assessments.certificationbody").values_list("verb", flat=True)
    assert list(verbs) == ["created", "edited"]


def test_an_empty_name_is_refused(world):
    with pytest.raises(RuleError) as refusal:
        save(world, name="")
    assert refusal.value.code == "invalid"
    assert not CertificationBody.objects.exists()


def test_a_new_logo_takes_the_place_of_the_old(world):
    first = save(world, logo=taken(picture(fmt="PNG"), LOGO)).logo
    second = save(world, logo=taken(picture(fmt="PNG"), LOGO)).logo
    assert list(Upload.objects.all()) == [second]
    assert save(world, remove_logo=True).logo is None
    assert first != second
    assert not Upload.objects.exists()


def test_a_regulation_comes_last_and_moves(world):
    LegalBasis.objects.all().delete()
    rows = [body.create_legal_basis(by=world.ratna, on=world.today, citation=f"Peraturan {n}") for n in "ABC"]
    body.move_in_order(by=world.ratna, on=world.today, row=rows[2], steps=-1)
    body.move_in_order(by=world.ratna, on=world.today, row=rows[0], steps=-1)
    assert list(LegalBasis.objects.values_list("position", "citation")) == [
        (1, "Peraturan A"), (2, "Peraturan C"), (3, "Peraturan B"),
    ]  # fmt: skip
    assert [told(row) for row in rows] == [["created", "edited"], ["created"], ["created", "edited"]]


def test_a_term_comes_last_and_is_told(world):
    Definition.objects.all().delete()
    act = {"by": world.ratna, "on": world.today}
    rows = [body.create_definition(**act, term=term, text="x") for term in "AB"]
    body.edit_definition(**act, definition=rows[0], text="y")
    assert [(row.position, told(row)) for row in rows] == [(1, ["created", "edited"]), (2, ["created"])]


def test_a_citation_comes_once(world):
    body.create_legal_basis(by=world.ratna, on=world.today, citation="Peraturan A")
    with pytest.raises(RuleError):
        body.create_legal_basis(by=world.ratna, on=world.today, citation="Peraturan A")


# --- pages ------------------------------------------------------------------------------------------
def test_the_profile_is_filled_in_with_its_logo(client, world):
    client.force_login(world.ratna)
    assert "Profil LSP belum diisi" in client.get(reverse("profile_show")).text
    assert post(client, world, "profile_edit", PROFILE | {"logo_file": png()}).status_code == 302
    logo = CertificationBody.current().logo
    assert reverse("upload_show", args=[logo.key]) in client.get(reverse("profile_show")).text


@pytest.mark.parametrize(
    "change",
    [
        {"name": ""},
        {"email": "bukan surel"},
        {"website": "javascript:alert(1)"},
        {"logo_file": SimpleUploadedFile("logo.png", b"bukan gambar", "image/png")},
        {"name": "x" * 201},
    ],
)
def test_a_bad_profile_is_refused_and_nothing_kept(client, world, change):
    assert post(client, world, "profile_edit", PROFILE | change).status_code == 422
    assert not CertificationBody.objects.exists()
    assert not Upload.objects.exists()


def test_a_regulation_is_added_then_repealed(client, world):
    post(client, world, "legalbasis_create", BASIS | {"url": "peraturan.example/1"})
    basis = LegalBasis.objects.get(citation=BASIS["citation"])
    assert basis.url == "https://peraturan.example/1"
    post(client, world, "legalbasis_edit", BASIS | {"status": "repealed", "note": "Dicabut."}, basis.pk)
    assert basis not in LegalBasis.objects.printed()
    assert "Dicabut." in client.get(reverse("legalbasis_list")).text


def test_a_definition_is_added_and_changed(client, world):
    post(client, world, "definition_create", {"term": "Unit", "text": "Bagian kerja."})
    unit = Definition.objects.get(term="Unit")
    post(client, world, "definition_edit", {"term": "Unit", "text": "Satu bagian kerja."}, unit.pk)
    assert "Satu bagian kerja." in client.get(reverse("definition_list")).text


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("legalbasis_create", BASIS | {"citation": " "}),
        ("legalbasis_create", BASIS | {"status": "lupa"}),
        ("legalbasis_create", BASIS | {"url": "javascript:alert(1)"}),
        ("definition_create", {"term": "", "text": "x"}),
        ("definition_create", {}),
    ],
)
def test_bad_texts_are_refused_and_nothing_kept(client, world, name, data):
    before = LegalBasis.objects.count(), Definition.objects.count()
    assert post(client, world, name, data).status_code == 422
    assert (LegalBasis.objects.count(), Definition.objects.count()) == before


@pytest.mark.parametrize("noun", ["legalbasis", "definition"])
def test_rows_move_by_button(client, world, noun):
    model = {"legalbasis": LegalBasis, "definition": Definition}[noun]
    first, second, *_rest = model.objects.all()
    assert post(client, world, f"{noun}_move", {"to": "down"}, first.pk).status_code == 302
    assert list(model.objects.all()[:2]) == [second, first]
    assert post(client, world, f"{noun}_move", {"to": "sideways"}, first.pk).status_code == 422
    assert client.get(reverse(f"{noun}_move", args=[first.pk])).status_code == 405


PAGES = ["profile_show", "profile_edit", "legalbasis_list", "legalbasis_create", "definition_list", "definition_create"]


def row_of(name):
    return (LegalBasis if name.startswith("legalbasis") else Definition).objects.first().pk


@pytest.mark.parametrize("name", [*PAGES, "legalbasis_edit", "definition_edit"])
def test_only_admins_come_in(client, world, name):
    url = reverse(name, args=[row_of(name)] if name in ("legalbasis_edit", "definition_edit") else [])
    assert client.get(url).status_code == 302
    client.force_login(world.komang)
    assert client.get(url).status_code == 403
    client.force_login(world.ratna)
    assert client.get(url).status_code == 200
    assert client.delete(url).status_code == 405


@pytest.mark.parametrize("name", ["legalbasis_move", "definition_move"])
def test_only_admins_move_rows(client, world, name):
    url = reverse(name, args=[row_of(name)])
    assert client.post(url, {"to": "down"}).status_code == 302
    client.force_login(world.siti)
    assert client.post(url, {"to": "down"}).status_code == 403


@pytest.mark.parametrize("name", ["legalbasis_edit", "legalbasis_move", "definition_edit", "definition_move"])
def test_an_unknown_key_is_a_404(client, world, name):
    assert post(client, world, name, {"to": "up"}, 4711).status_code == 404


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize("name", ["legalbasis_list", "definition_list"])
def test_lists_cost_the_same_for_any_number_of_rows(client, world, django_assert_num_queries, name, rows):
    LegalBasis.objects.all().delete()
    Definition.objects.all().delete()
    for serial in range(rows):
        LegalBasis.objects.create(citation=f"Peraturan {serial}", position=serial)
        Definition.objects.create(term=f"Istilah {serial}", text="x", position=serial)
    client.force_login(world.ratna)
    with django_assert_num_queries(7):
        client.get(reverse(name))
