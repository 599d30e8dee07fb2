"""The life of a scheme: drafted, put in force, replaced, withdrawn; and nothing that is in force ever changes."""

import pytest
from django.urls import reverse

from assessments.models import Event, Scheme, SchemeVersion
from assessments.schemes.operations import composition, schemes
from assessments.schemes.operations.composition import ElectiveLine
from assessments.schemes.operations.units import Place, current_places, set_units
from kit.errors import RuleError
from tests.pages import seen
from tests.told import told

STATUS = SchemeVersion.Status
DATA = {
    "number": "SKM/UJI/1",
    "title": "Pengelola Data",
    "field": "Data",
    "packaging": "occupation",
    "validity_months": "36",
    "renewal_months": "6",
    "kbli": "62019",
    "kbji": "2514",
    "registration_prefix": "tik",
}
FIELDS = {"title": "Pengelola Data", "field": "Data", "packaging": "occupation"}


def act(world, operation, **extra):
    return operation(by=world.ratna, on=world.today, **extra)


def post(client, world, name, data, *args):
    client.force_login(world.ratna)
    address = reverse(name, args=args)
    return client.post(address, seen(client, address) | data)


def refused(code, world, operation, **extra):
    with pytest.raises(RuleError) as refusal:
        act(world, operation, **extra)
    assert refusal.value.code == code


# --- operations -------------------------------------------------------------------------------------
def test_a_scheme_begins_as_a_draft(world):
    version = act(world, schemes.create_scheme, number="SKM/1", **FIELDS)
    assert (version.status, version.number, told(version)) == (STATUS.DRAFT, 1, ["created"])


@pytest.mark.parametrize(
    "fields",
    [
        {"packaging": "kkni"},
        {"kkni_level": 3},
        {"kbli": "1234"},
        {"kbji": "12345"},
        {"registration_prefix": "T1K"},
        {"validity_months": 0},
        {"title": ""},
    ],
)
def test_a_scheme_that_cannot_be_is_refused_whole(world, fields):
    with pytest.raises(RuleError) as refusal:
        act(world, schemes.create_scheme, number="SKM/1", **FIELDS | fields)
    assert refusal.value.code == "invalid"
    assert not Scheme.objects.exists()


def test_a_number_comes_once(world):
    with pytest.raises(RuleError) as refusal:
        act(world, schemes.create_scheme, number=world.scheme.number, **FIELDS)
    assert "number" in refusal.value.message_dict


def test_putting_in_force_replaces_what_was_in_force(world):
    former = world.version
    draft = act(world, schemes.copy_version, version=former)
    published = act(world, schemes.publish, version=draft)
    former.refresh_from_db()
    assert (published.status, published.in_force_from) == (STATUS.IN_FORCE, world.today)
    assert (former.status, former.ended_on) == (STATUS.REPLACED, world.today)
    assert told(published) == ["copied", "published"]


def test_a_copy_holds_everything_and_one_draft_is_enough(world):
    draft = world.draft()
    act(world, composition.set_elective_groups, version=draft, groups=[ElectiveLine("Pilihan", 1, 1)])
    act(world, composition.set_requirements, version=draft, basic=["SMK"], administrative=["KTP"])
    act(world, set_units, version=draft, places=[Place(world.unit(1), "A"), Place(world.unit(2), "", "Pilihan")])
    act(world, schemes.publish, version=draft)
    copy = act(world, schemes.copy_version, version=draft)
    assert copy.number == 2
    assert current_places(copy) == current_places(draft)
    assert [row.text for row in copy.requirements.order_by("text")] == ["KTP", "SMK"]
    refused("draft_exists", world, schemes.copy_version, version=draft)


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda draft: draft.scheme_units.all().delete(), "no_units"),
        (lambda draft: draft.elective_groups.create(name="P", min_units=1, max_units=2), "elective_short"),
        (lambda draft: SchemeVersion.objects.filter(pk=draft.pk).update(kbli=""), "number_codes"),
    ],
)
def test_an_unfit_draft_is_not_put_in_force(world, spoil, code):
    draft = world.draft()
    spoil(draft)
    refused(code, world, schemes.publish, version=draft)
    draft.refresh_from_db()
    assert draft.status == STATUS.DRAFT


def test_something_must_be_compulsory(world):
    draft = world.draft(units=1)
    group = draft.elective_groups.create(name="P", min_units=0, max_units=1)
    draft.scheme_units.update(elective_group=group)
    refused("nothing_required", world, schemes.publish, version=draft)


def test_what_is_in_force_never_changes(world):
    version = world.version
    everything = [
        (schemes.edit_version, {"title": "Lain"}),
        (schemes.publish, {}),
        (set_units, {"places": []}),
        (composition.set_job_groups, {"groups": []}),
        (composition.set_elective_groups, {"groups": []}),
        (composition.set_requirements, {"basic": [], "administrative": []}),
    ]
    for operation, extra in everything:
        refused("not_draft", world, operation, version=version, **extra)
    assert version.scheme_units.count() == 3


def test_withdrawing_needs_a_reason_and_ends_it(world):
    refused("reason_required", world, schemes.withdraw, version=world.version, reason=" ")
    act(world, schemes.withdraw, version=world.version, reason="Standar dicabut")
    refused("transition", world, schemes.withdraw, version=world.version, reason="Lagi")
    assert Event.objects.about(world.version).last().reason == "Standar dicabut"


def test_the_number_is_settled_once_a_version_was_in_force(world):
    draft = world.draft()
    act(world, schemes.edit_version, version=draft, number="SKM/BARU")
    assert Scheme.objects.get().number == "SKM/BARU"
    act(world, schemes.publish, version=draft)
    copy = act(world, schemes.copy_version, version=draft)
    refused("number_settled", world, schemes.edit_version, version=copy, number="SKM/LAIN")


# --- pages ------------------------------------------------------------------------------------------
def test_an_admin_drafts_a_scheme_and_goes_on_to_its_units(client, world):
    page = post(client, world, "scheme_create", DATA)
    version = SchemeVersion.objects.get()
    assert page.url == reverse("version_units", args=[version.pk])
    assert version.registration_prefix == "TIK"


@pytest.mark.parametrize(
    "change",
    [
        {"number": ""},
        {"packaging": "kkni"},
        {"kkni_level": "12"},
        {"kkni_level": "3"},
        {"kbli": "abc"},
        {"validity_months": "0"},
        {"validity_months": "x"},
        {"packaging": "paket"},
        {"title": "x" * 201},
    ],
)
def test_bad_values_are_refused_and_nothing_kept(client, world, change):
    assert post(client, world, "scheme_create", DATA | change).status_code == 422
    assert not Scheme.objects.exists()


def test_a_number_in_use_is_told_at_its_field(client, world):
    page = post(client, world, "scheme_create", DATA | {"number": world.scheme.number})
    assert page.status_code == 422
    assert page.context["form"].errors["number"]


def test_a_draft_is_changed_by_its_form(client, world):
    draft = world.draft()
    assert post(client, world, "version_edit", DATA, draft.pk).url == draft.get_absolute_url()
    draft.refresh_from_db()
    assert (draft.title, draft.scheme.number) == ("Pengelola Data", "SKM/UJI/1")


def test_the_three_steps_say_what_follows_and_then_do_it(client, world):
    draft = world.draft()
    client.force_login(world.ratna)
    assert "terkunci" in client.get(reverse("version_publish", args=[draft.pk])).text
    post(client, world, "version_publish", {}, draft.pk)
    assert "disalin" in client.get(reverse("version_copy", args=[draft.pk])).text
    post(client, world, "version_copy", {}, draft.pk)
    assert "tetap sah" in client.get(reverse("version_withdraw", args=[draft.pk])).text
    assert post(client, world, "version_withdraw", {"reason": ""}, draft.pk).status_code == 422
    post(client, world, "version_withdraw", {"reason": "Standar dicabut"}, draft.pk)
    statuses = SchemeVersion.objects.order_by("number").values_list("status", flat=True)
    assert list(statuses) == [STATUS.WITHDRAWN, STATUS.DRAFT]


def test_an_unfit_draft_shows_why_and_no_button(client, world):
    draft = world.draft(units=0)
    client.force_login(world.ratna)
    page = client.get(reverse("version_publish", args=[draft.pk])).text
    assert "belum mempunyai unit" in page
    assert "Berlakukan skema</button>" not in page
    assert post(client, world, "version_publish", {}, draft.pk).status_code == 422


DRAFT_ONLY = ["version_edit", "version_units", "version_groups", "version_requirements", "version_publish"]


@pytest.mark.parametrize("name", DRAFT_ONLY)
def test_a_version_in_force_has_no_workbench(client, world, name):
    version = world.version
    client.force_login(world.ratna)
    url = reverse(name, args=[version.pk])
    assert url not in client.get(version.get_absolute_url()).text
    assert client.get(url).status_code == 422
    assert client.post(url, DATA).status_code == 422
    version.refresh_from_db()
    assert (version.title, version.scheme_units.count(), version.status) == ("Pemrogram Junior", 3, STATUS.IN_FORCE)


def test_withdrawing_a_draft_and_copying_beside_a_draft_are_refused(client, world):
    draft = world.draft()
    assert post(client, world, "version_withdraw", {"reason": "x"}, draft.pk).status_code == 422
    assert post(client, world, "version_copy", {}, draft.pk).status_code == 422
    assert SchemeVersion.objects.count() == 1


def test_the_scheme_shows_its_newest_version_and_all_others(client, world):
    draft = act(world, schemes.copy_version, version=world.version)
    client.force_login(world.ratna)
    page = client.get(world.scheme.get_absolute_url())
    assert page.context["version"] == draft
    assert world.version.get_absolute_url() in page.text


def test_edits_in_a_row_are_told_once(client, world):
    draft = world.draft()
    for title in ("A", "B", "C"):
        act(world, schemes.edit_version, version=draft, title=title)
    client.force_login(world.ratna)
    assert [event.verb for event in client.get(draft.get_absolute_url()).context["events"]] == ["edited"]


KEYED = [*DRAFT_ONLY, "version_show", "version_withdraw", "version_copy"]


@pytest.mark.parametrize("name", ["scheme_list", "scheme_create", "scheme_show", *KEYED])
def test_only_admins_come_in(client, world, name):
    version = world.version if name == "version_withdraw" else world.draft()
    key = version.scheme_id if name == "scheme_show" else version.pk
    url = reverse(name, args=[] if name in ("scheme_list", "scheme_create") else [key])
    assert client.get(url).status_code == 302
    client.force_login(world.bima)
    assert client.get(url).status_code == 403
    client.force_login(world.ratna)
    assert client.get(url).status_code == 200
    assert client.delete(url).status_code == 405


@pytest.mark.parametrize("name", ["scheme_show", "version_units_add", *KEYED])
def test_an_unknown_key_is_a_404(client, world, name):
    assert post(client, world, name, {}, 4711).status_code in (
        (404,) if name not in ("scheme_show", "version_show") else (405,)
    )
    if name != "version_units_add":
        assert client.get(reverse(name, args=[10**30])).status_code == 404


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_the_same_for_any_number_of_rows(client, world, django_assert_num_queries, rows):
    for serial in range(rows):
        world.draft(units=2, scheme=Scheme.objects.create(number=f"SKM/{serial}"))
    client.force_login(world.ratna)
    with django_assert_num_queries(6):
        client.get(reverse("scheme_list"))


@pytest.mark.parametrize("units", [1, 30])
def test_a_version_page_costs_the_same_for_any_number_of_units(client, world, django_assert_num_queries, units):
    draft = world.draft(units=units)
    client.force_login(world.ratna)
    with django_assert_num_queries(23):
        client.get(draft.get_absolute_url())


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "Junior"}, True),
        ({"q": "J.620100.002"}, True),
        ({"q": "Memasak"}, False),
        ({"status": "in_force"}, True),
        ({"status": "draft"}, True),
        ({"status": "withdrawn"}, False),
        ({"packaging": "kkni"}, False),
        ({"packaging": "omong kosong", "page": "99"}, True),
    ],
)
def test_a_scheme_in_force_with_a_new_draft_is_found_as_both(client, world, query, found):
    act(world, schemes.copy_version, version=world.version)
    client.force_login(world.ratna)
    assert (world.scheme.get_absolute_url() in client.get(reverse("scheme_list"), query).text) == found
