"""The workbench of a draft: which units, in what order, in which groups, and what an applicant must bring."""

import pytest
from django.urls import reverse

from assessments.models import ElectiveGroup, JobGroup, SchemeUnit
from assessments.schemes.operations import composition
from assessments.schemes.operations.composition import ElectiveLine, JobLine
from assessments.schemes.operations.units import (
    Place,
    add_units,
    arrange_units,
    current_places,
    set_units,
)
from kit.errors import RuleError
from tests.pages import seen
from tests.told import told


@pytest.fixture
def draft(world):
    """A draft with the units 1, 2 and 3."""
    return world.draft()


def act(world, operation, version, **extra):
    return operation(by=world.ratna, on=world.today, version=version, **extra)


def refused(code, world, operation, version, **extra):
    with pytest.raises(RuleError) as refusal:
        act(world, operation, version, **extra)
    assert refusal.value.code == code


def order(version):
    return [place.unit.title[-1] for place in current_places(version)]


def post(client, world, name, data, version):
    client.force_login(world.ratna)
    address = reverse(name, args=[version.pk])
    return client.post(address, seen(client, address) | data)


def arranged(version, action="save", **fields):
    return {"unit": [row.unit_id for row in version.scheme_units.all()], "action": action} | fields


# --- operations -------------------------------------------------------------------------------------
def test_units_are_set_with_their_groups_and_kept_rows_stay(world, draft):
    kept = SchemeUnit.objects.get(version=draft, unit=world.unit(3))
    act(world, set_units, draft, places=[Place(world.unit(3), "Menulis"), Place(world.unit(4))])
    assert order(draft) == ["3", "4"]
    kept.refresh_from_db()
    assert (kept.position, kept.job_group.name) == (1, "Menulis")


def test_a_unit_twice_an_unknown_group_and_a_stale_list_are_refused(world, draft):
    first, second, third = current_places(draft)
    refused("duplicate_unit", world, set_units, draft, places=[first, first])
    refused("duplicate_unit", world, add_units, draft, units=[world.unit(1)])
    refused("unknown_group", world, set_units, draft, places=[Place(first.unit, "", "Tidak ada")])
    refused("stale", world, arrange_units, draft, places=[first, second])
    refused("no_units", world, add_units, draft, units=[])
    assert current_places(draft) == [first, second, third]


def test_units_are_added_moved_and_removed(world, draft):
    act(world, add_units, draft, units=[world.unit(5)])
    first, second, third, fourth = current_places(draft)
    act(world, arrange_units, draft, places=[first, fourth, second, third])
    assert order(draft) == ["1", "5", "2", "3"]
    act(world, set_units, draft, places=[first, fourth, third])
    assert order(draft) == ["1", "5", "3"]
    refused("stale", world, arrange_units, draft, places=[first, second, third])


def test_groups_swap_names_and_those_left_out_let_their_units_go(world, draft):
    act(world, set_units, draft, places=[Place(world.unit(1), "A"), Place(world.unit(2), "B")])
    a, b = draft.job_groups.all()
    act(world, composition.set_job_groups, draft, groups=[JobLine("B", a.pk), JobLine("A", b.pk)])
    assert [place.job_group for place in current_places(draft)] == ["B", "A"]
    act(world, composition.set_job_groups, draft, groups=[JobLine("A")])
    assert [place.job_group for place in current_places(draft)] == ["", "A"]
    assert draft.job_groups.get() == b


def test_groups_that_cannot_be_are_refused(world, draft):
    groups = composition.set_elective_groups
    refused("duplicate", world, groups, draft, groups=[ElectiveLine("A", 1, 1), ElectiveLine("a", 1, 1)])
    refused("invalid", world, groups, draft, groups=[ElectiveLine("A", 3, 2)])
    refused("stale", world, composition.set_job_groups, draft, groups=[JobLine("A", 4711)])
    assert not ElectiveGroup.objects.exists()


def test_groups_and_requirements_are_numbered_from_one_in_the_order_given(world, draft):
    """Also when they come anew, and when a kept one moves."""
    act(world, composition.set_job_groups, draft, groups=[JobLine("B"), JobLine("A")])
    assert list(draft.job_groups.order_by("position").values_list("position", "name")) == [(1, "B"), (2, "A")]
    act(world, composition.set_job_groups, draft, groups=[JobLine("A"), JobLine("C"), JobLine("B")])
    places = draft.job_groups.order_by("position").values_list("position", "name")
    assert list(places) == [(1, "A"), (2, "C"), (3, "B")]
    act(world, composition.set_elective_groups, draft, groups=[ElectiveLine("P", 1, 1), ElectiveLine("Q", 1, 2)])
    assert list(draft.elective_groups.order_by("position").values_list("position", "name")) == [(1, "P"), (2, "Q")]
    act(world, composition.set_requirements, draft, basic=["SMK", "Magang"], administrative=["KTP"])
    rows = draft.requirements.order_by("-kind", "position").values_list("kind", "position", "text")
    assert sorted(rows) == [("administrative", 1, "KTP"), ("basic", 1, "SMK"), ("basic", 2, "Magang")]


def test_each_change_of_a_draft_is_told(world, draft):
    changes = [
        (add_units, {"units": [world.unit(5)]}),
        (arrange_units, {"places": []}),
        (set_units, {"places": [Place(world.unit(1))]}),
        (composition.set_job_groups, {"groups": [JobLine("A")]}),
        (composition.set_elective_groups, {"groups": [ElectiveLine("P", 1, 1)]}),
        (composition.set_requirements, {"basic": ["SMK"], "administrative": []}),
    ]
    for count, (operation, extra) in enumerate(changes, start=1):
        if operation is arrange_units:
            extra = {"places": current_places(draft)[::-1]}
        act(world, operation, draft, **extra)
        assert told(draft) == ["edited"] * count, operation.__name__


# --- pages ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("wanted", "result"),
    [
        (lambda pk: {"action": f"up:{pk(3)}"}, ["1", "3", "2"]),
        (lambda pk: {"action": f"down:{pk(1)}"}, ["2", "1", "3"]),
        (lambda pk: {"action": f"remove:{pk(2)}"}, ["1", "3"]),
        (lambda pk: {f"position-{pk(3)}": "1"}, ["3", "1", "2"]),
        (lambda pk: {f"position-{pk(1)}": "2"}, ["2", "1", "3"]),
        (lambda pk: {f"position-{pk(1)}": "-5", "action": "lompat"}, ["1", "2", "3"]),
    ],
)
def test_the_list_is_arranged_by_button_or_number(client, world, draft, wanted, result):
    page = post(client, world, "version_units", arranged(draft) | wanted(lambda n: world.unit(n).pk), draft)
    assert page.status_code == 302
    assert order(draft) == result


def test_groups_are_chosen_in_the_list(client, world, draft):
    job = JobGroup.objects.create(version=draft, name="Menulis")
    elective = ElectiveGroup.objects.create(version=draft, name="Pilihan", min_units=1, max_units=1)
    pk = world.unit(2).pk
    post(client, world, "version_units", arranged(draft) | {f"job-{pk}": job.pk, f"elective-{pk}": elective.pk}, draft)
    assert current_places(draft)[1] == Place(world.unit(2), "Menulis", "Pilihan")


def test_an_old_page_never_drops_what_was_added_since(client, world, draft):
    old_page = arranged(draft)
    act(world, add_units, draft, units=[world.unit(4)])
    assert post(client, world, "version_units", old_page, draft).status_code == 422
    assert order(draft) == ["1", "2", "3", "4"]


@pytest.mark.parametrize("forged", [{"unit": ["x"]}, {"unit": []}, {"unit": ["999999"]}])
def test_a_forged_list_is_refused(client, world, draft, forged):
    assert post(client, world, "version_units", arranged(draft) | forged, draft).status_code == 422
    assert order(draft) == ["1", "2", "3"]


def test_a_group_of_another_version_is_refused(client, world, draft):
    other = world.draft(scheme=type(world.scheme).objects.create(number="LAIN"))
    group = JobGroup.objects.create(version=other, name="Asing")
    page = post(client, world, "version_units", arranged(draft) | {f"job-{world.unit(1).pk}": group.pk}, draft)
    assert page.status_code == 422


def test_units_are_found_and_added(client, world, draft):
    wanted = world.unit(7)
    client.force_login(world.ratna)
    page = client.get(reverse("version_units", args=[draft.pk]), {"q": "620100.007"})
    assert page.context["found"] == [wanted]
    post(client, world, "version_units_add", {"units": [wanted.pk]}, draft)
    assert order(draft) == ["1", "2", "3", "7"]


@pytest.mark.parametrize("units", [[], ["x"], ["999999"]])
def test_nothing_or_nonsense_is_not_added(client, world, draft, units):
    assert post(client, world, "version_units_add", {"units": units}, draft).status_code == 422
    assert order(draft) == ["1", "2", "3"]


def test_a_unit_already_there_is_not_added_again(client, world, draft):
    assert post(client, world, "version_units_add", {"units": [world.unit(1).pk]}, draft).status_code == 422


def formset(prefix, rows):
    data = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
    return data | {f"{prefix}-{n}-{key}": value for n, row in enumerate(rows) for key, value in row.items()}


def test_groups_are_kept_by_their_form(client, world, draft):
    jobs = formset("jobs", [{"name": "Menulis"}, {"name": ""}])
    electives = formset("electives", [{"name": "Pilihan", "min_units": 1, "max_units": 2}])
    assert post(client, world, "version_groups", jobs | electives, draft).status_code == 302
    assert [group.name for group in draft.job_groups.all()] == ["Menulis"]
    assert draft.elective_groups.get().max_units == 2
    assert "Menulis" in client.get(reverse("version_groups", args=[draft.pk])).text


@pytest.mark.parametrize(
    ("jobs", "electives"),
    [
        ([{"name": "A"}, {"name": "A"}], []),
        ([], [{"name": "P"}]),
        ([], [{"name": "P", "min_units": 3, "max_units": 2}]),
        ([], [{"name": "P", "min_units": "x", "max_units": 2}]),
        ([{"name": "A", "pk": 4711}], []),
    ],
)
def test_bad_groups_are_refused_and_nothing_kept(client, world, draft, jobs, electives):
    data = formset("jobs", jobs) | formset("electives", electives)
    assert post(client, world, "version_groups", data, draft).status_code == 422
    assert post(client, world, "version_groups", {}, draft).status_code == 422
    assert not JobGroup.objects.exists()
    assert not ElectiveGroup.objects.exists()


def test_requirements_are_one_a_line_without_their_bullets(client, world, draft):
    data = {"basic": "1. Lulusan SMK\n\n- Pernah magang", "administrative": "Fotokopi KTP"}
    assert post(client, world, "version_requirements", data, draft).status_code == 302
    assert [row.text for row in draft.requirements.filter(kind="basic")] == ["Lulusan SMK", "Pernah magang"]
    assert "Pernah magang" in client.get(draft.get_absolute_url()).text


def test_a_requirement_too_long_names_its_line(client, world, draft):
    page = post(client, world, "version_requirements", {"basic": "Pendek\n" + "x" * 501}, draft)
    assert page.status_code == 422
    assert page.context["form"].errors["basic"][0].startswith("Baris 2")
    assert not draft.requirements.exists()


def test_only_admins_add_units(client, world, draft):
    url = reverse("version_units_add", args=[draft.pk])
    assert client.post(url).status_code == 302
    client.force_login(world.komang)
    assert client.post(url).status_code == 403
    client.force_login(world.ratna)
    assert client.get(url).status_code == 405
