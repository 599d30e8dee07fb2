"""Assessors: registration numbers, certificates with an end, scope, and one person behind every role."""

from datetime import timedelta

import pytest
from django.urls import reverse

from assessments.assessors.models import Validity, validity
from assessments.assessors.operations import (
    create_assessor,
    edit_assessor,
    end_pledges,
    normalise_met,
    record_pledge,
    record_policy_duty,
)
from assessments.models import Assessor, Event, Person
from assessments.people.operations import create_candidate, create_person, link_account
from kit.errors import RuleError
from tests.pages import seen
from tests.told import told

NIK = "3173055205000001"
MET = "MET.000.004321 2025"


def fields(world, **changes):
    later = world.today + timedelta(days=400)
    defaults = {"name": "Dewi Lestari", "met_number": MET, "technical_certificate": "Teknis 7/2025"}
    return defaults | {"licence_expires_on": later, "technical_expires_on": later} | changes


def create(world, **changes):
    return create_assessor(by=world.ratna, on=world.today, **fields(world, **changes))


def form_data(world, **changes):
    plain = {name: str(value) for name, value in fields(world).items()}
    return plain | {"identity_kind": "nik", "nationality": "Indonesia", "is_active": "on"} | changes


@pytest.mark.parametrize("written", [MET, "met 000 004321 2025", "MET.000.004321.2025", "000.004321 2025"])
def test_a_met_number_is_kept_in_one_form(written):
    assert normalise_met(written) == MET


@pytest.mark.parametrize("written", ["", "MET", "MET.000.1234 2025", "MET.000.004321 25", "ABC.000.004321 2025"])
def test_what_is_no_met_number_is_refused(written):
    with pytest.raises(RuleError) as refusal:
        normalise_met(written)
    assert refusal.value.code == "met_form"


def test_an_edited_met_number_is_kept_in_one_form_and_stays_its_owners(world):
    mine, other = create(world), create(world, name="Sekar Lain", met_number="MET.000.009876 2025")
    act = {"by": world.ratna, "on": world.today}
    assert edit_assessor(**act, assessor=mine, met_number="met 000 004321 2025").met_number == MET
    with pytest.raises(RuleError) as refusal:
        edit_assessor(**act, assessor=other, met_number="met 000 004321 2025")
    assert refusal.value.code == "met_taken"
    other.refresh_from_db()
    assert other.met_number == "MET.000.009876 2025"


def test_a_met_number_belongs_to_one_assessor(world):
    create(world)
    with pytest.raises(RuleError) as refusal:
        create(world, name="Orang Lain")
    assert refusal.value.code == "met_taken" and Person.objects.count() == 1


def test_one_is_an_assessor_once(world):
    assessor = create(world, identity_number=NIK)
    with pytest.raises(RuleError) as refusal:
        create(world, identity_number=NIK, met_number="MET.000.009876 2025")
    assert (refusal.value.code, refusal.value.params) == ("identity_assessor", {"person": assessor.person_id})


def test_a_candidate_becomes_an_assessor_without_a_second_person(world):
    candidate = create_candidate(by=world.ratna, on=world.today, name="Dewi Lestari", identity_number=NIK)
    assert create(world, identity_number=NIK).person == candidate.person
    assert told(candidate.person) == ["created", "became_candidate", "became_assessor"]


def test_until_when_he_pledged_and_what_he_must_read_is_told_where_it_changed(world):
    assessor, act = world.bima_assessor, {"by": world.wulan, "on": world.today}
    until = world.today + timedelta(days=9)
    record_pledge(**act, assessor=assessor, until=world.today)  # it holds up to and with this day
    with pytest.raises(RuleError) as refusal:
        record_pledge(**act, assessor=assessor, until=world.today - timedelta(days=1))
    assert refusal.value.code == "pledge_over"
    for day in (until, until, None, None):
        record_policy_duty(**act, assessor=assessor, until=day)
    events = [(event.verb, event.data["until"]) for event in Event.objects.about(assessor.person)]
    assert events == [
        ("pledged", world.today.isoformat()), ("policies_due", until.isoformat()), ("policies_acknowledged", ""),
    ]  # fmt: skip


def test_a_new_code_shortens_only_the_pledges_that_go_beyond_it(world):
    last_day = world.today + timedelta(days=9)
    longer, same = world.bima_assessor, world.sekar_assessor
    Assessor.objects.filter(pk=same.pk).update(pledged_until=last_day)
    assert end_pledges(by=world.wulan, on=world.today, last_day=last_day) == 1
    assert set(Assessor.objects.values_list("pledged_until", flat=True)) == {last_day}
    assert (told(longer.person), told(same.person)) == (["pledge_ended"], [])


def test_the_history_keeps_licence_and_scope_before_and_after(world):
    assessor = create(world)
    edit_assessor(by=world.ratna, on=world.today, assessor=assessor, schemes=[world.scheme], is_active=False)
    data = Event.objects.about(assessor.person).last().data
    assert data["before"] == {"is_active": "True", "schemes": []}
    assert data["after"] == {"is_active": "False", "schemes": [world.scheme.number]}


@pytest.mark.parametrize(("days", "state"), [(-1, "lapsed"), (0, "expiring"), (60, "expiring"), (61, "valid")])
def test_a_certificate_stands_by_its_last_day(world, days, state):
    ends = world.today + timedelta(days=days)
    create(world, licence_expires_on=ends)
    assert validity(ends, world.today) == state
    found = [s for s in Validity.values if Assessor.objects.with_validity(s, world.today).exists()]
    assert found == [state]


PAGES = ["assessor_list", "assessor_create", "assessor_edit"]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", ["komang", "bima", "siti", "tamu"])
def test_keeping_assessors_is_the_admins_work(client, world, name, who):
    args = [world.bima_assessor.pk] if name == "assessor_edit" else []
    client.force_login(getattr(world, who))
    assert client.get(reverse(name, args=args)).status_code == 403
    client.logout()
    assert client.get(reverse(name, args=args)).status_code == 302


@pytest.mark.parametrize(
    ("who", "status"), [("ratna", 200), ("bima", 200), ("sekar", 404), ("komang", 403), ("siti", 403)]
)
def test_a_record_is_for_admins_and_the_assessor_himself(client, world, who, status):
    client.force_login(getattr(world, who))
    assert client.get(world.bima_assessor.get_absolute_url()).status_code == status
    if who == "ratna":
        assert client.post(reverse("assessor_list")).status_code == 405
        assert client.get(reverse("assessor_edit", args=[987654321])).status_code == 404


def test_registering_an_assessor(client, world):
    client.force_login(world.ratna)
    client.post(
        reverse("assessor_create"), form_data(world, met_number="met 000 004321 2025", schemes=[world.scheme.pk])
    )
    assessor = Assessor.objects.get()
    assert (assessor.met_number, list(assessor.schemes.all())) == (MET, [world.scheme])


@pytest.mark.parametrize(
    "wrong",
    [
        {"met_number": "12"},
        {"licence_expires_on": ""},
        {"identity_number": NIK[:15]},
        {"schemes": ["999"]},
        {"name": ""},
    ],
)
def test_bad_input_is_refused_and_nothing_is_written(client, world, wrong):
    client.force_login(world.ratna)
    assert client.post(reverse("assessor_create"), form_data(world, **wrong)).status_code == 422
    assert not Assessor.objects.exists() and not Person.objects.exists()


def test_making_an_assessor_of_a_known_person(client, world):
    person = world.siti_candidate.person
    client.force_login(world.ratna)
    address = f"{reverse('assessor_create')}?person={person.pk}"
    assert person.name in client.get(address).content.decode()
    client.post(address, form_data(world))
    assert Assessor.objects.get().person == person
    assert client.get(address).status_code == 404
    assert client.get(f"{reverse('assessor_create')}?person=abc").status_code == 404


def test_changing_an_assessor(client, world):
    client.force_login(world.ratna)
    assessor = world.bima_assessor
    data = form_data(world, name="Bima Prasetya, M.Kom.")
    address = reverse("assessor_edit", args=[assessor.pk])
    assert client.post(address, seen(client, address) | data).status_code == 302
    assessor.refresh_from_db()
    assert (assessor.person.name, assessor.met_number) == ("Bima Prasetya, M.Kom.", MET)


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_the_same_for_any_number_of_rows(client, world, rows, django_assert_num_queries):
    for number in range(rows):
        world.assessor(f"Asesor {number}", f"MET.000.{number:06} 2024")
    client.force_login(world.ratna)
    with django_assert_num_queries(6):
        client.get(reverse("assessor_list"))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "bima"}, 1),
        ({"q": "005678"}, 1),
        ({"validity": "lapsed"}, 0),
        ({"validity": "valid"}, 2),
        ({"duty": "no"}, 0),
    ],
)
def test_the_list_is_narrowed(client, world, query, found):
    assert world.bima and world.sekar
    client.force_login(world.ratna)
    assert client.get(reverse("assessor_list"), query).context["total"] == found


@pytest.mark.parametrize("named", [True, False])
def test_nobody_makes_himself_an_assessor(world, named):
    """By his record, or by typing his own identity number: another admin registers him."""
    own = link_account(
        by=world.ratna, on=world.today, account=world.ratna,
        person=create_person(by=world.ratna, on=world.today, name="Ratna Sari", identity_number=NIK),
    )  # fmt: skip
    who = {"person": own} if named else {"name": "Ratna Sari", "identity_number": NIK}
    with pytest.raises(RuleError) as refusal:
        create(world, **who)
    assert refusal.value.code == "own_role"
    assert not Assessor.objects.exists()
