"""Two admins at one record: what the other saved is never overwritten unseen."""

import re
from html import unescape

import pytest
from django.core import signing
from django.urls import reverse

from assessments.body import operations as body
from assessments.models import Assessor, Definition, LegalBasis
from assessments.people.operations import edit_candidate
from assessments.schemes.operations import composition
from assessments.schemes.operations.composition import JobLine
from assessments.standards import operations as standards
from assessments.venues import operations as venues
from kit.forms.stale import NOT_WHOLE, SALT, STALE
from lsp_portal.accounts.operations.accounts import edit_account
from tests.pages import seen

FIELD = re.compile(r'<input type="hidden" name="seen" value="([^"]+)"')


@pytest.fixture
def admin(client, world):
    client.force_login(world.ratna)
    return client


def values(page):
    """The fields as the page shows them, as a browser would send them."""
    form = page.context["form"]
    sent = {bound.html_name: value for bound in form if (value := bound.value()) not in (None, False)}
    return {name: bool(value) and "on" if value is True else value for name, value in sent.items()} | {
        "seen": form.seen
    }


def venue_page(admin, world):
    address = reverse("venue_edit", args=[world.tuk.pk])
    return address, values(admin.get(address)) | {"verified_until": world.tuk.verified_until.isoformat()}


def change_venue(world, **fields):
    venues.edit_venue(by=world.ratna, on=world.today, venue=world.tuk, **fields)


# --- the three ways ---------------------------------------------------------------------------------
def test_a_page_that_is_still_true_is_saved(admin, world):
    address, data = venue_page(admin, world)
    assert admin.post(address, data | {"city": "Garut"}).status_code == 302
    world.tuk.refresh_from_db()
    assert world.tuk.city == "Garut"


def test_what_both_changed_keeps_the_readers_words_and_shows_what_is_stored(admin, world):
    address, data = venue_page(admin, world)
    change_venue(world, city="Cimahi")
    page = admin.post(address, data | {"city": "Garut"})
    form = page.context["form"]
    assert (page.status_code, form.non_field_errors()) == (422, [str(STALE)])
    assert (form["city"].value(), "Cimahi" in form.errors["city"][0]) == ("Garut", True)
    world.tuk.refresh_from_db()
    assert world.tuk.city == "Cimahi"


def test_what_the_reader_left_alone_follows_what_is_stored(admin, world):
    address, data = venue_page(admin, world)
    change_venue(world, capacity=70, is_active=False)
    form = admin.post(address, data | {"city": "Garut"}).context["form"]
    assert {"capacity", "is_active"} <= set(form.errors) and "city" not in form.errors
    assert (form["city"].value(), form["capacity"].value(), form["is_active"].value()) == ("Garut", "70", False)


def test_the_second_post_comes_from_the_fresh_page_and_is_saved(admin, world):
    address, data = venue_page(admin, world)
    change_venue(world, capacity=70)
    page = admin.post(address, data | {"city": "Garut"})
    assert admin.post(address, values(page) | {"verified_until": data["verified_until"]}).status_code == 302
    world.tuk.refresh_from_db()
    assert (world.tuk.city, world.tuk.capacity) == ("Garut", 70)


def test_the_same_form_sent_twice_is_no_conflict(admin, world):
    address, data = venue_page(admin, world)
    assert [admin.post(address, data | {"city": "Garut"}).status_code for _ in range(2)] == [302, 302]


TOKENS = {
    "missing": "",
    "nonsense": "bukan",
    "other": signing.dumps({}, salt="lain"),
    "long": "x" * 5000,
    "nul": "\x00",
}


@pytest.mark.parametrize("token", TOKENS.values(), ids=TOKENS)
def test_a_page_that_is_not_ours_is_refused_kindly_once(admin, world, token):
    address, data = venue_page(admin, world)
    page = admin.post(address, data | {"city": "Garut", "seen": token})
    assert (page.status_code, page.context["form"].non_field_errors()) == (422, [str(NOT_WHOLE)])
    assert admin.post(address, data | {"city": "Garut", "seen": page.context["form"].seen}).status_code == 302


def test_the_trace_on_the_page_tells_no_value(admin, world):
    world.siti_candidate.person.phone = "0812 3456 7890"
    world.siti_candidate.person.save()
    page = admin.get(reverse("candidate_edit", args=[world.siti_candidate.pk])).text
    traces = signing.loads(unescape(FIELD.search(page)[1]), salt=SALT)
    assert {"identity_number", "phone", "photo"} <= set(traces)
    assert not any("0812" in trace for trace in traces.values())


# --- every record -----------------------------------------------------------------------------------
def change_candidate(world):
    edit_candidate(by=world.ratna, on=world.today, candidate=world.siti_candidate, job="Guru")


def change_assessor(world):
    Assessor.objects.filter(pk=world.bima_assessor.pk).update(technical_certificate="Lain")


def change_profile(world):
    body.save_profile(by=world.ratna, on=world.today, phone="021 555")


def change_basis(world):
    body.edit_legal_basis(by=world.ratna, on=world.today, basis=LegalBasis.objects.first(), note="Catatan lain")


def change_definition(world):
    body.edit_definition(by=world.ratna, on=world.today, definition=Definition.objects.first(), text="Arti lain.")


def change_standard(world):
    standards.edit_standard(by=world.ratna, on=world.today, standard=world.standard, title="Judul lain")


def change_unit(world):
    tree = [("Menyiapkan alat", ["Alat dipilih"])]
    standards.set_elements(by=world.ratna, on=world.today, unit=world.unit(1), elements=tree)


def draft_of(world):
    world.draft_version = world.draft()
    return world.draft_version.pk


def change_scheme(world):
    world.draft_version.scheme.number = "SKM/LAIN/2026"
    world.draft_version.scheme.save()


def change_groups(world):
    groups = [JobLine("Kelompok lain")]
    composition.set_job_groups(by=world.ratna, on=world.today, version=world.draft_version, groups=groups)


def change_requirements(world):
    version = world.draft_version
    composition.set_requirements(
        by=world.ratna, on=world.today, version=version, basic=["Syarat lain"], administrative=[]
    )


def change_session(world):
    world.session.note = "Catatan lain"
    world.session.save()


def change_account(world):
    roles = {"is_lsp_admin": False, "is_decision_maker": True, "is_active": True}
    edit_account(by=world.ratna, on=world.today, account=world.tamu, reason="SK", **roles)


RECORDS = [
    ("candidate_edit", lambda world: world.siti_candidate.pk, change_candidate, {"name": "Siti"}),
    ("assessor_edit", lambda world: world.bima_assessor.pk, change_assessor, {"name": "Bima"}),
    ("profile_edit", lambda world: world.body and None, change_profile, {"city": "Garut"}),
    ("legalbasis_edit", lambda world: LegalBasis.objects.first().pk, change_basis, {"url": "https://contoh.example"}),
    ("definition_edit", lambda world: Definition.objects.first().pk, change_definition, {"term": "Istilah"}),
    ("standard_edit", lambda world: world.standard.pk, change_standard, {"number": "283"}),
    ("unit_edit", lambda world: world.unit(1).pk, change_unit, {"title": "Judul"}),
    ("version_edit", draft_of, change_scheme, {"title": "Judul"}),
    ("version_groups", draft_of, change_groups, {"jobs-0-name": "Kelompok saya"}),
    ("version_requirements", draft_of, change_requirements, {"administrative": "KTP"}),
    ("session_edit", lambda world: world.session.pk, change_session, {"quota": "11"}),
    ("account_edit", lambda world: world.tamu.pk, change_account, {"is_lsp_admin": "on"}),
]
EMPTY_ROWS = {f"{name}-{count}": "0" for name in ("jobs", "electives") for count in ("TOTAL_FORMS", "INITIAL_FORMS")}


@pytest.mark.parametrize(("name", "key", "change", "mine"), RECORDS, ids=[record[0] for record in RECORDS])
def test_no_record_is_overwritten_unseen(admin, world, name, key, change, mine):
    address = reverse(name, args=[found] if (found := key(world)) else [])
    opened = admin.get(address)
    assert unescape(FIELD.search(opened.text)[1])  # the page itself carries it
    change(world)
    stored = admin.get(address).context["form"].stored()
    data = values(opened) | EMPTY_ROWS | {"jobs-TOTAL_FORMS": "1"} | mine
    page = admin.post(address, data)
    assert (page.status_code, str(STALE) in page.context["form"].non_field_errors()) == (422, True)
    assert admin.get(address).context["form"].stored() == stored


# --- groups, files ----------------------------------------------------------------------------------
def test_groups_say_what_is_stored_and_are_then_taken(admin, world):
    address = reverse("version_groups", args=[draft_of(world)])
    first = seen(admin, address)
    change_groups(world)
    data = EMPTY_ROWS | {"jobs-TOTAL_FORMS": "1", "jobs-0-name": "Kelompok saya", "jobs-0-pk": "4711"}
    form = admin.post(address, data | first).context["form"]
    assert any("Kelompok lain" in error for error in form.non_field_errors())
    assert admin.post(address, data | {"seen": form.seen, "jobs-0-pk": form.data["jobs-0-pk"]}).status_code == 302


def test_the_first_profile_is_not_filled_in_twice(admin, world):
    opened = values(admin.get(reverse("profile_edit")))
    assert world.body
    page = admin.post(reverse("profile_edit"), opened | {"name": "LSP Lain"})
    assert (page.status_code, "LSP Uji Coba" in page.context["form"].errors["name"][0]) == (422, True)


def test_a_new_photo_is_not_removed_from_an_old_page(admin, world):
    from tests.assessments.uploads.test_uploads import portrait_of

    portrait_of(world, world.siti_candidate)
    address = reverse("candidate_edit", args=[world.siti_candidate.pk])
    opened = values(admin.get(address))
    world.siti_candidate.person.refresh_from_db()
    newer = portrait_of(world, world.siti_candidate)
    page = admin.post(address, opened | {"remove_photo": "on"})
    assert (page.status_code, "photo" in page.context["form"].errors) == (422, True)
    world.siti_candidate.person.refresh_from_db()
    assert world.siti_candidate.person.photo == newer
