"""A select of rows: shown while they are few, one query always, and no filter when it is not shown."""

import pytest

from assessments.models import AssessmentSession, Venue
from assessments.sessions.lists import SessionFilter
from kit.filters.selects import MOST_CHOICES

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def venues(count):
    fields = {"kind": "independent", "address": "Jalan Contoh", "city": "Bandung", "capacity": 10}
    Venue.objects.bulk_create(Venue(name=f"TUK {n:03}", **fields) for n in reversed(range(count)))


def offered(query=None):
    filterset = SessionFilter(query or {}, queryset=AssessmentSession.objects.all())
    field = filterset.form.fields.get("venue")
    return [str(label) for _value, label in field.choices][1:] if field else None


def test_few_rows_are_offered_by_name():
    venues(3)
    assert offered() == ["TUK 000", "TUK 001", "TUK 002"]


def test_more_than_a_select_can_hold_are_not_offered():
    venues(MOST_CHOICES)
    assert len(offered()) == MOST_CHOICES
    Venue.objects.create(name="TUK satu lagi", kind="independent", address="Jalan", city="Bandung", capacity=1)
    assert offered() is None


@pytest.mark.parametrize("count", [1, MOST_CHOICES + 1])
def test_the_choices_cost_one_query_for_each_select(count, django_assert_num_queries):
    venues(count)
    with django_assert_num_queries(2):
        SessionFilter({}, queryset=AssessmentSession.objects.all()).form.as_p()


def test_the_chosen_row_narrows_the_list(world):
    session, elsewhere = world.plan(), world.venue("TUK Kampus Barat")
    rows = AssessmentSession.objects.all()
    assert list(SessionFilter({"venue": session.venue_id}, queryset=rows).qs) == [session]
    assert not SessionFilter({"venue": elsewhere.pk}, queryset=rows).qs
