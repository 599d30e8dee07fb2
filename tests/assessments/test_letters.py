"""Letters that no certificate can show: told at the field when they are typed, and again before a scheme is settled."""

import pytest
from django.urls import reverse

from assessments.body import operations as body
from assessments.models import (
    Candidate,
    CertificationBody,
    ElectiveGroup,
    Event,
    LegalBasis,
    Person,
    Requirement,
    SchemeVersion,
    Standard,
    Unit,
)
from assessments.people import operations as people
from assessments.schemes.operations import schemes
from assessments.schemes.operations.composition import JobLine, set_job_groups, set_requirements
from assessments.schemes.operations.publishing import missing_details, refusal_to_publish
from assessments.standards import operations as standards
from kit.errors import RuleError
from tests.pages import seen

from .body.test_body import PROFILE

TYPED = "\uf0b7 Arsip \x96 digital\u200b"
KEPT = "• Arsip – digital"
BASIS = {"status": "in_force", "note": "", "url": ""}
STANDARD = {"kind": "skkni", "number": "9", "year": "2020", "title": "A", "issuer": ""}
REFUSED = ["김", "🙂", "\ufffd", "\uf0a7", "\x07", "\u0378", " \u0301a"]


def version_data(**fields):
    return {
        "number": "SKM/9", "title": "Arsip", "title_en": "", "field": "Arsip", "field_en": "", "packaging": "cluster",
        "kkni_level": "", "validity_months": "36", "renewal_months": "6", "kbli": "62090", "kbji": "2513",
        "registration_prefix": "TIK", "description": "",
    } | fields  # fmt: skip


def unit_data(world, **fields):
    data = {"standard": world.standard.pk, "code": "J.1", "title": "Arsip", "title_en": "", "description": ""}
    return data | {"elements": ""} | fields


def post(client, world, name, data):
    client.force_login(world.ratna)
    address = reverse(name)
    return client.post(address, seen(client, address) | data)


FIELDS = [
    *(("scheme_create", field) for field in ("number", "title", "title_en", "field", "field_en")),
    *(("unit_create", field) for field in ("code", "title", "title_en")),
    *(("standard_create", field) for field in ("number", "title")),
    *(("profile_edit", field) for field in CertificationBody.PRINTED),
    ("legalbasis_create", "citation"),
]
MADE = {"scheme_create": SchemeVersion, "unit_create": Unit, "standard_create": Standard,
        "profile_edit": CertificationBody, "legalbasis_create": LegalBasis}  # fmt: skip


def filled(world, page, **fields):
    data = {
        "scheme_create": version_data,
        "standard_create": lambda **more: STANDARD | more,
        "profile_edit": lambda **more: PROFILE | {"phone": "", "email": "", "website": "", "about": ""} | more,
        "legalbasis_create": lambda **more: BASIS | {"citation": "Peraturan"} | more,
    }.get(page)  # fmt: skip
    return unit_data(world, **fields) if data is None else data(**fields)


@pytest.mark.parametrize(("name", "field"), FIELDS)
def test_what_is_typed_is_mended_where_nothing_is_lost(client, world, name, field):
    assert post(client, world, name, filled(world, name, **{field: TYPED})).status_code == 302
    made = MADE[name].objects.latest("pk")
    kept = made.scheme.number if field == "number" and name == "scheme_create" else getattr(made, field)
    assert kept == KEPT


@pytest.mark.parametrize(("name", "field"), FIELDS)
@pytest.mark.parametrize("letters", REFUSED)
def test_what_cannot_be_shown_is_told_at_its_field(client, world, name, field, letters):
    assert world.standard
    before = MADE[name].objects.count()
    page = post(client, world, name, filled(world, name, **{field: f"Arsip{letters}"}))
    assert page.status_code == 422
    assert f"U+{ord(letters.strip()[0]):04X}" in str(page.context["form"].errors[field])
    assert MADE[name].objects.count() == before


@pytest.mark.parametrize("name", ["김민수", "Siti 🙂", "Siti አበበ", "Siti \u0301a", "Siti\u20e3"])
def test_a_name_that_cannot_be_printed_is_told_at_registration(client, world, name):
    born = {"birth_date": "1990-05-15", "sex": "P", "identity_kind": "passport", "identity_number": "M12345678"}
    data = {"nationality": "Korea", "birth_place": "", "address": "", "phone": "", "email": "", **born}
    page = post(client, world, "candidate_create", data | {"name": name, "education": "", "job": "", "institution": ""})
    assert page.status_code == 422
    assert "U+" in str(page.context["form"].errors["name"])
    assert not Candidate.objects.exists()
    with pytest.raises(RuleError) as refused:
        people.create_person(by=world.ratna, on=world.today, name=name)
    assert refused.value.code == "name_unprintable"


def test_a_name_kept_before_it_was_asked_does_not_stand_in_the_way_of_other_data(world):
    person = Person.objects.create(name="김민수")
    edited = people.edit_person(by=world.ratna, on=world.today, person=person, name="김민수", phone="0812 3456 7890")
    assert edited.phone == "0812 3456 7890"
    with pytest.raises(RuleError) as refused:
        people.edit_person(by=world.ratna, on=world.today, person=person, name="김민서")
    assert refused.value.code == "name_unprintable"


def test_a_name_is_mended_too(world):
    person = people.create_person(by=world.ratna, on=world.today, name="Ma\x92ruf\u200b  \u00adZulkarnain")
    assert person.name == "Ma’ruf Zulkarnain"


# --- texts that no certificate prints ----------------------------------------------------------------
def test_other_words_of_a_scheme_are_mended_and_asked_for_broken_letters_only(world):
    draft, who = world.draft(), {"by": world.ratna, "on": world.today}
    set_requirements(version=draft, basic=["Lulus \x96 SMA 김\u200b"], administrative=[], **who)
    set_job_groups(version=draft, groups=[JobLine("\uf0b7 Menata")], **who)
    standards.set_elements(unit=world.unit(1), elements=[("Alat\u2028kerja", ["Alat \x85 dipilih"])], **who)
    assert Requirement.objects.get().text == "Lulus – SMA 김"
    assert draft.job_groups.get().name == "• Menata"
    assert standards.element_tree(world.unit(1)) == [("Alat kerja", ["Alat … dipilih"])]
    for act in (
        lambda: set_requirements(version=draft, basic=["Lulus \ufffd"], administrative=[], **who),
        lambda: set_job_groups(version=draft, groups=[JobLine("Menata \uf0a7")], **who),
        lambda: standards.set_elements(unit=world.unit(1), elements=[("Alat", ["Alat \x07"])], **who),
    ):
        with pytest.raises(RuleError) as refused:
            act()
        assert refused.value.code == "unprintable"
    assert not ElectiveGroup.objects.exists()


def test_an_ellipsis_of_windows_does_not_break_a_line_of_the_elements(client, world):
    elements = "1. Menyiapkan alat\x85\n1.1 Alat \x96 dipilih\x85 lalu diperiksa"
    assert post(client, world, "unit_create", unit_data(world, elements=elements)).status_code == 302
    tree = standards.element_tree(Unit.objects.get(code="J.1"))
    assert tree == [("Menyiapkan alat…", ["Alat – dipilih… lalu diperiksa"])]


def test_what_is_stored_already_is_mended_when_it_is_saved_and_does_not_hold_up_the_rest(world):
    unit = world.unit(1)
    Unit.objects.filter(pk=unit.pk).update(title="\uf0b7 Menata \ufffd", title_en="")
    standards.edit_unit(by=world.ratna, on=world.today, unit=unit, title_en="Arrange")
    unit.refresh_from_db()
    assert (unit.title, unit.title_en) == ("\uf0b7 Menata \ufffd", "Arrange")
    with pytest.raises(RuleError):
        standards.edit_unit(by=world.ratna, on=world.today, unit=unit, title="\uf0b7 Menata \ufffd")
    standards.edit_unit(by=world.ratna, on=world.today, unit=unit, title="\uf0b7 Menata")
    unit.refresh_from_db()
    assert unit.title == "• Menata"


def test_a_profile_saved_again_is_mended(world):
    CertificationBody.objects.create(pk=1, **PROFILE | {"name": "LSP \x96 Uji"})
    assert body.save_profile(by=world.ratna, on=world.today, name="LSP \x96 Uji").name == "LSP – Uji"
    assert Event.objects.filter(verb="edited").exists()


# --- before a scheme is settled ----------------------------------------------------------------------
SPOILS = {
    "scheme": lambda draft, text: type(draft.scheme).objects.update(number=text),
    "title": lambda draft, text: SchemeVersion.objects.filter(pk=draft.pk).update(title=text),
    "field_en": lambda draft, text: SchemeVersion.objects.filter(pk=draft.pk).update(field_en=text),
    "code": lambda draft, text: Unit.objects.filter(code="J.620100.002.02").update(code=text),
    "unit": lambda draft, text: Unit.objects.filter(code="J.620100.002.02").update(title=text),
    "unit_en": lambda draft, text: Unit.objects.filter(code="J.620100.002.02").update(title_en=text),
    "standard": lambda draft, text: Standard.objects.update(title=text),
    "standard_number": lambda draft, text: Standard.objects.update(number=text),
}
PLACES = {"scheme": "nomor skema", "title": "judul", "field_en": "bidang dalam bahasa Inggris", "code": "kode unit A",
          "unit": "judul unit J.620100.002.02", "unit_en": "judul dalam bahasa Inggris unit J.620100.002.02",
          "standard": "judul standar 282", "standard_number": "nomor standar"}  # fmt: skip


def publish(world, draft):
    return schemes.publish(by=world.ratna, on=world.today, version=draft)


@pytest.mark.parametrize("letters", ["\uf0b7", "\x96", "\ufffd", "김", "\uf0a7", "\x0b", "\u200b", "\u2028"])
@pytest.mark.parametrize("place", SPOILS)
def test_nothing_is_put_in_force_that_cannot_be_shown(world, place, letters):
    draft = world.draft()
    SPOILS[place](draft, f"A{letters}B")
    draft = SchemeVersion.objects.get(pk=draft.pk)
    with pytest.raises(RuleError) as refused:
        publish(world, draft)
    said = " ".join(refused.value.messages)
    assert refused.value.code == "unprintable"
    assert PLACES[place].casefold() in said.casefold() and f"U+{ord(letters):04X}" in said
    draft.refresh_from_db()
    assert draft.is_draft


def test_the_pages_tell_it_before(client, world):
    draft = world.draft()
    SPOILS["unit"](draft, "Memindai \uf0a7 arsip")
    client.force_login(world.ratna)
    for name in ("version_publish", "version_show"):
        page = client.get(reverse(name, args=[draft.pk])).content.decode()
        assert "Judul unit J.620100.002.02" in page and "U+F0A7" in page
    assert client.post(reverse("version_publish", args=[draft.pk])).status_code == 422


@pytest.mark.parametrize(
    ("title", "said"),
    [("\uf0b7 Memindai_x000D_ \x96 arsip", ""), ("Memindai \ufffd arsip", "sudah terkunci: pakai yang baru")],
)
def test_what_is_settled_already_is_asked_as_it_is_printed(world, title, said):
    """A unit of a version in force cannot be mended: a bullet of Symbol is printed as a bullet, the rest is refused."""
    first = world.draft()
    SPOILS["unit"](first, title)
    draft = schemes.copy_version(by=world.ratna, on=world.today, version=world.in_force(first))
    refusal = refusal_to_publish(draft)
    assert (said in " ".join(refusal.messages)) if said else refusal is None


def test_a_break_left_by_excel_is_remarked(world):
    draft = world.draft()
    SPOILS["unit"](draft, "Memindai_x000D_ arsip")
    assert refusal_to_publish(draft) is None
    assert any("_x000D_" in detail and "J.620100.002.02" in detail for detail in missing_details(draft))


def test_many_places_are_told_shortly(world):
    draft = world.draft(units=9)
    Unit.objects.update(title="A\ufffd")
    refusal = refusal_to_publish(draft)
    assert refusal and " ".join(refusal.messages).count("U+FFFD") == 6
    assert "dan 3 lagi" in " ".join(refusal.messages)
