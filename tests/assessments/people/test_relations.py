"""How people belong together: recorded for both, taken back with a reason, never by one of the two."""

import pytest
from django.urls import reverse

from assessments.models import Event, Person, Relation
from assessments.people.operations import record_relation, remove_relation
from kit.errors import RuleError
from tests.journeys.reader import Reader
from tests.told import told


def refused(act, *args, **kwargs):
    with pytest.raises(RuleError) as caught:
        act(*args, **kwargs)
    return caught.value.code


@pytest.fixture
def pair(world):
    return world.bima_assessor.person, world.siti_candidate.person


def record(world, one, other, **changes):
    said = {"by": world.ratna, "on": world.today, "person": one, "relative": other, "kind": "family", "note": " Paman "}
    return record_relation(**said | changes)


def test_it_stands_on_both_pages(world, pair, client):
    assert record(world, *pair).note == "Paman"
    client.force_login(world.ratna)
    assert "Siti Rahma" in client.get(reverse("assessor_show", args=[world.bima_assessor.pk])).text
    assert "Bima Prasetya" in client.get(reverse("candidate_show", args=[world.siti_candidate.pk])).text
    assert [told(person) for person in pair] == [["related"], ["related"]]


@pytest.mark.parametrize(
    ("swap", "changes", "code"),
    [
        (True, {}, "relation_known"),
        (False, {"kind": "friend"}, "invalid"),
        (False, {"kind": "other", "note": "x" * 301}, "invalid"),
    ],
)
def test_what_is_no_new_tie(world, pair, swap, changes, code):
    record(world, *pair)
    one, other = reversed(pair) if swap else pair
    assert refused(record, world, one, other, **changes) == code
    assert Relation.objects.count() == 1


def test_nobody_is_tied_to_himself(world, pair):
    assert refused(record, world, pair[0], pair[0]) == "relation_self"


def test_removal_is_told_to_both(world, pair):
    relation = record(world, *pair)
    assert refused(remove_relation, by=world.ratna, on=world.today, relation=relation, reason=" ") == "reason"
    assert refused(remove_relation, by=world.bima, on=world.today, relation=relation, reason="x") == "relation_own"
    remove_relation(by=world.ratna, on=world.today, relation=relation, reason="Salah orang.")
    assert [told(person)[-1] for person in pair] == ["relation_removed"] * 2
    assert not Relation.objects.exists()


def test_the_admin_searches_and_records(world, pair, client):
    client.force_login(world.ratna)
    page = reverse("relation_create", args=[pair[0].pk])
    assert "Siti Rahma" in client.get(f"{page}?q=rahma").text
    assert "Tidak ada orang dengan nama itu" in client.get(f"{page}?q=bima").text  # he himself is not offered
    sent = {"relative": pair[1].pk, "kind": "household", "note": "Satu kontrakan"}
    assert client.post(f"{page}?q=rahma", sent).status_code == 302
    assert client.post(f"{page}?q=rahma", sent).status_code == 422
    assert Relation.objects.get().kind == "household"


@pytest.mark.parametrize("sent", [{}, {"relative": "x", "kind": "family"}, {"kind": "family"}, {"relative": "1e9"}])
def test_half_a_tie_is_none(world, pair, client, sent):
    client.force_login(world.ratna)
    assert client.post(reverse("relation_create", args=[pair[0].pk]), sent).status_code == 422
    assert not Relation.objects.exists()


def test_the_admin_takes_it_back(world, pair, client):
    relation = record(world, *pair)
    client.force_login(world.ratna)
    page = reverse("relation_remove", args=[relation.pk])
    assert client.post(page, {"reason": ""}).status_code == 422
    assert client.post(page, {"reason": "Salah orang."}).url == reverse("assessor_show", args=[world.bima_assessor.pk])


def test_where_an_assessor_works_is_kept_with_his_data(world):
    page = Reader(world.ratna).open(reverse("assessor_edit", args=[world.bima_assessor.pk]))
    page.send(employer="SMK Contoh Bangsa")
    assert "SMK Contoh Bangsa" in page.text
    event = Event.objects.about(Person.objects.get(pk=world.bima_assessor.person_id)).last()
    assert event.data["after"] == {"employer": "SMK Contoh Bangsa"}
