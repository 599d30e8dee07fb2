"""A plan is refused with the reason: version, time, place, assessor, candidate."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from assessments.models import AssessmentSession, Candidate, Scheme
from assessments.sessions.operations import planning, sessions
from kit.errors import RuleError


def refused(act, *args, **kwargs):
    """The code of the refusal; fails when nothing is refused."""
    with pytest.raises(RuleError) as caught:
        act(*args, **kwargs)
    assert caught.value.messages
    return caught.value.code


def assign(world, session, assessor):
    return sessions.assign(by=world.ratna, on=world.today, session=session, assessor=assessor)


def test_a_plan_is_kept_with_its_event(world):
    session = world.plan(note="Bawa kartu identitas.")
    assert (session.status, session.created_by, session.quota) == ("planned", world.ratna, 10)


def test_version_must_be_in_force(world):
    assert world.version
    assert refused(world.plan, scheme_version=world.draft()) == "not_in_force"


def test_not_in_the_past(world):
    assert refused(world.plan, starts_at=world.at(8, -1), ends_at=world.at(16)) == "session_in_past"


def test_earlier_today_is_still_today(world):
    assert world.plan(starts_at=world.at(0), ends_at=world.at(1)).pk


def test_ends_after_it_starts(world):
    assert refused(world.plan, starts_at=world.at(16), ends_at=world.at(16)) == "ends_before_start"


def test_quota_of_nobody(world):
    assert refused(world.plan, quota=0) == "quota_too_small"


@pytest.mark.parametrize("fields", [{"verified_until": None}, {"verified_until": date(2020, 1, 1)}])
def test_venue_must_be_verified(world, fields):
    assert refused(world.plan, venue=world.venue("TUK Lama", **fields)) == "venue_unverified"


def test_venue_verified_to_the_last_day_counts(world):
    venue = world.venue("TUK Lama", verified_until=world.today + timedelta(days=1))
    assert world.plan(venue=venue, ends_at=world.at(16, 1)).pk
    assert refused(world.plan, venue=venue, ends_at=world.at(16, 2)) == "venue_unverified"


def test_venue_out_of_use(world):
    assert refused(world.plan, venue=world.venue("TUK Tutup", is_active=False)) == "venue_inactive"


def test_overlapping_sessions_share_the_capacity(world):
    venue = world.venue("TUK Kecil", capacity=15)
    world.plan(venue=venue, quota=10)
    overlap = {"venue": venue, "starts_at": world.at(12), "ends_at": world.at(20)}
    assert refused(world.plan, quota=6, **overlap) == "venue_over_capacity"
    assert world.plan(quota=5, **overlap).pk


def test_sessions_that_follow_each_other_do_not_add_up(world):
    venue = world.venue("TUK Kecil", capacity=15)
    for start, end in ((8, 10), (10, 12)):
        world.plan(venue=venue, quota=10, starts_at=world.at(start), ends_at=world.at(end))
    assert world.plan(venue=venue, quota=5, starts_at=world.at(8), ends_at=world.at(12)).pk
    assert (
        refused(world.plan, venue=venue, quota=1, starts_at=world.at(9), ends_at=world.at(11)) == "venue_over_capacity"
    )


def test_a_cancelled_session_gives_its_chairs_back(world):
    venue = world.venue("TUK Kecil", capacity=10)
    first = world.plan(venue=venue)
    sessions.cancel_session(by=world.ratna, on=world.today, session=first, reason="Listrik padam.")
    assert world.plan(venue=venue).pk


def test_the_same_plan_sent_twice_is_one_session(world):
    session = world.plan()
    assert refused(world.plan) == "planned_twice"
    assert world.plan(note="Kelompok kedua.").pk != session.pk


def test_an_equal_session_a_minute_later_is_meant(world):
    with time_machine.travel(timezone.now() - timedelta(seconds=61)):
        world.plan()
    assert world.plan().pk


@pytest.mark.parametrize(
    ("field", "code"), [("licence_expires_on", "licence_expired"), ("technical_expires_on", "technical_expired")]
)
def test_assessor_needs_both_certificates_to_the_last_day(world, field, code):
    assessor = world.assessor("Wayan Sudana", "MET.000.000009 2024", **{field: world.today})
    assert assign(world, world.plan(), assessor)
    assert refused(assign, world, world.plan(starts_at=world.at(20), ends_at=world.at(8, 1)), assessor) == code


def test_assessor_must_be_on_duty(world):
    assessor = world.assessor("Wayan Sudana", "MET.000.000009 2024", is_active=False)
    assert refused(assign, world, world.plan(), assessor) == "assessor_inactive"


def test_scheme_must_be_in_the_assessors_scope(world):
    world.sekar_assessor.schemes.clear()
    assert refused(assign, world, world.plan(), world.sekar_assessor) == "scheme_out_of_scope"


def test_assessor_is_in_one_place_at_a_time(world):
    assert world.session
    for start, end in ((6, 9), (15, 18), (9, 10), (6, 18)):
        other = world.plan(starts_at=world.at(start), ends_at=world.at(end))
        assert refused(assign, world, other, world.bima_assessor) == "assessor_double_booked"


@pytest.mark.parametrize(("start", "end"), [(6, 8), (16, 18)])
def test_end_may_touch_start(world, start, end):
    assert world.session
    assert assign(world, world.plan(starts_at=world.at(start), ends_at=world.at(end)), world.bima_assessor)


def test_moving_a_session_asks_its_assessors_again(world):
    late = world.plan(starts_at=world.at(17), ends_at=world.at(19))
    assign(world, late, world.session.assessors.get())
    move = {"by": world.ratna, "on": world.today, "session": late, "starts_at": world.at(15)}
    assert refused(sessions.edit_session, **move) == "assessor_double_booked"
    late.refresh_from_db()
    assert late.starts_at == world.at(17)


def test_moving_a_session_asks_its_candidates_again(world):
    world.enrol()
    late = world.plan(starts_at=world.at(17), ends_at=world.at(19), scheme_version=other_version(world))
    world.sekar_assessor.schemes.add(late.scheme_version.scheme)
    assign(world, late, world.sekar_assessor)
    world.enrol(session=late, assessor=world.sekar_assessor)
    move = {"by": world.ratna, "on": world.today, "session": late, "starts_at": world.at(15)}
    assert refused(sessions.edit_session, **move) == "candidate_double_booked"


def test_how_many_places_are_left_is_said_and_never_fewer_than_none(world):
    hour = {"starts_at": world.at(8), "ends_at": world.at(10)}
    venue = world.venue("TUK Kecil", capacity=10)
    for note, left in (("a", 4), ("b", 0)):
        world.plan(venue=venue, quota=6 if note == "a" else 4, note=note, **hour)
        with pytest.raises(RuleError) as refusal:
            world.plan(venue=venue, quota=5, **hour)
        assert (refusal.value.code, refusal.value.params["left"]) == ("venue_over_capacity", left)
    type(venue).objects.filter(pk=venue.pk).update(capacity=6)
    venue.refresh_from_db()
    with pytest.raises(RuleError) as refusal:
        world.plan(venue=venue, quota=1, **hour)
    assert refusal.value.params["left"] == 0


def test_moving_a_session_asks_its_own_candidates_only(world):
    """Yohanes is busy at that hour, in another session."""
    world.enrol()
    late = world.plan(starts_at=world.at(17), ends_at=world.at(19), scheme_version=other_version(world))
    world.sekar_assessor.schemes.add(late.scheme_version.scheme)
    assign(world, late, world.sekar_assessor)
    world.enrol(world.yohanes_candidate, session=late, assessor=world.sekar_assessor)
    moved = sessions.edit_session(by=world.ratna, on=world.today, session=late, starts_at=world.at(15))
    assert moved.starts_at == world.at(15)


def other_version(world):
    return world.in_force(world.draft(scheme=Scheme.objects.create(number="SKM/2"), title="Analis Program"))


@pytest.mark.parametrize("first_is_later", [False, True])
def test_candidate_is_in_one_place_at_a_time(world, first_is_later):
    assert world.session
    other = world.plan(starts_at=world.at(15), ends_at=world.at(18), scheme_version=other_version(world))
    world.sekar_assessor.schemes.add(other.scheme_version.scheme)
    assign(world, other, world.sekar_assessor)
    places = [{}, {"session": other, "assessor": world.sekar_assessor}]
    first, second = reversed(places) if first_is_later else places
    world.enrol(**first)
    assert refused(world.enrol, **second) == "candidate_double_booked"


def test_one_unfinished_assessment_of_a_scheme(world):
    world.enrol()
    tomorrow = world.plan(starts_at=world.at(8, 1), ends_at=world.at(12, 1))
    assign(world, tomorrow, world.bima_assessor)
    assert refused(world.enrol, session=tomorrow) == "candidate_in_progress"


def test_a_second_attempt_follows_a_bk(world):
    world.judged("BK", "K", "K")
    tomorrow = world.plan(starts_at=world.at(8, 1), ends_at=world.at(12, 1))
    assign(world, tomorrow, world.bima_assessor)
    assert world.enrol(session=tomorrow).pk


def test_who_is_assessed_does_not_assess_at_that_time(world):
    world.enrol(Candidate.objects.create(person=world.sekar_assessor.person))
    assert refused(assign, world, world.session, world.sekar_assessor) == "assessor_is_candidate"
    late = world.plan(starts_at=world.at(15), ends_at=world.at(19))
    assert refused(assign, world, late, world.sekar_assessor) == "assessor_is_candidate"


def test_who_assesses_is_not_assessed_at_that_time(world):
    late = world.plan(starts_at=world.at(15), ends_at=world.at(19))
    assign(world, late, world.sekar_assessor)
    sekar = Candidate.objects.create(person=world.sekar_assessor.person)
    assert refused(world.enrol, sekar) == "candidate_is_assessor"


def test_a_page_of_assessors_costs_one_query(world, django_assert_num_queries):
    session = world.plan()
    for n in range(5):
        world.assessor(f"Asesor {n}", f"MET.000.00000{n} 2024")
    with django_assert_num_queries(1):
        assert [planning.assessor_objections(row, session) for row in planning.assessors_for(session)] == [[]] * 5


def test_every_reason_is_told(world):
    past = world.today - timedelta(days=1)
    lapsed = world.assessor("Wayan Sudana", "MET.000.000009 2024", licence_expires_on=past, technical_expires_on=past)
    row = planning.assessors_for(world.plan()).get(pk=lapsed.pk)
    assert [error.code for error in planning.assessor_objections(row, AssessmentSession.objects.get())] == [
        "licence_expired",
        "technical_expired",
    ]
