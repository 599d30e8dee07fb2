"""May this assessor judge? Pledge, suspension, declaration and hold, by operations and by raw SQL."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from assessments.assessments.operations import enrolment
from assessments.bars import operations as bars
from assessments.duty import operations as duty
from assessments.models import Assessment, Assessor, Bar, Event, Hold, Person
from assessments.sessions.operations import sessions
from kit.errors import RuleError
from tests.guarding import lifted_by_whomever
from tests.told import told
from tests.world import AS_ASSESSED, K


def refused(act, *args, **kwargs):
    with pytest.raises(RuleError) as caught:
        act(*args, **kwargs)
    return caught.value.code


def bar(world, first=0, last=None, **changes):
    said = {
        "by": world.wulan, "on": world.today, "assessor": world.bima_assessor, "reason": "Putusan perkara.",
        "starts_on": world.today + timedelta(days=first),
        "ends_on": None if last is None else world.today + timedelta(days=last),
    }  # fmt: skip
    return bars.bar_assessor(**said | changes)


def unpledge(world):
    Assessor.objects.filter(pk=world.bima_assessor.pk).update(pledged_until=world.today - timedelta(days=1))


def hold(world):
    duty.hold(
        by=None, on=world.today, assessment=world.assessment, assessor=world.bima_assessor, reason="Satu lembaga."
    )


def undeclare(world):
    Assessment.objects.filter(pk=world.assessment.pk).update(opened_at=None, cleared_at=None)


OBSTACLES = {
    "pledge_missing": unpledge,
    "assessor_barred": bar,
    "declaration_missing": undeclare,
    "conflict_undecided": hold,
}


@pytest.mark.parametrize("code", OBSTACLES)
def test_no_verdict_is_saved_or_signed(world, code):
    world.record(world.assessment, K, K, K)
    OBSTACLES[code](world)
    assert refused(world.record, world.assessment, "BK") == code
    assert refused(world.sign, world.assessment) == code
    assert set(world.assessment.verdicts.values_list("outcome", flat=True)) == {K}


@pytest.mark.parametrize("code", OBSTACLES)
def test_the_database_lets_nobody_sign(world, code):
    """The days of the database are UTC, so the pledge and the suspension of this test are clear of today's edges."""
    world.record(world.assessment, K, K, K)
    OBSTACLES[code](world)
    Assessor.objects.filter(pk=world.bima_assessor.pk, pledged_until__lt=world.today).update(
        pledged_until=world.today - timedelta(days=9)
    )
    signed = (
        "UPDATE assessments_assessment SET status = 'signed', signed_by_id = %s, signed_at = %s,"
        f" {AS_ASSESSED} WHERE id = %s"
    )
    moment = world.at(12).astimezone().isoformat(" ") if connection.vendor == "postgresql" else f"{world.today} 12:00"
    with pytest.raises(IntegrityError, match="held from"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(signed, [world.bima.pk, moment, world.assessment.pk])


def test_a_suspended_assessor_gets_no_task(world):
    bar(world, 0, 5)
    session = world.plan()
    act = {"by": world.ratna, "on": world.today, "session": session, "assessor": world.bima_assessor}
    assert refused(sessions.assign, **act) == "assessor_barred"


def test_a_session_after_the_suspension_is_planned_afterwards(world):
    bar(world, 0, 5)
    session = world.plan(starts_at=world.at(8, 9), ends_at=world.at(16, 9))
    act = {"by": world.ratna, "session": session, "assessor": world.bima_assessor}
    assert refused(sessions.assign, on=world.today, **act) == "assessor_barred"
    sessions.assign(on=world.today + timedelta(days=6), **act)


def test_no_session_starts_with_a_suspended_assessor(world):
    world.enrol()
    bar(world)
    assert refused(world.start) == "assessor_barred"


def test_a_suspension_to_come_leaves_today_alone(world):
    bar(world, 3, 5)
    world.record(world.assessment, K)


@pytest.mark.parametrize(
    ("first", "last", "changes", "code"),
    [
        (-1, 3, {}, "bar_in_the_past"),
        (3, 1, {}, "bar_ends_before_start"),
        (0, 3, {"reason": "  "}, "reason_required"),
    ],
)
def test_what_is_no_suspension(world, first, last, changes, code):
    assert refused(bar, world, first, last, **changes) == code
    assert not Bar.objects.exists()


@pytest.mark.parametrize(("first", "last"), [(0, None), (5, 9), (2, 3), (0, 2)])
def test_suspensions_do_not_overlap(world, first, last):
    bar(world, 2, 5)
    assert refused(bar, world, first, last) == "bar_overlaps"
    with pytest.raises(IntegrityError, match="overlap"), transaction.atomic():
        Bar.objects.create(
            assessor=world.bima_assessor, reason="x", starts_on=world.today + timedelta(days=first),
            ends_on=None if last is None else world.today + timedelta(days=last),
        )  # fmt: skip


def test_a_suspension_is_lifted_once(world):
    placed = bar(world)
    bars.lift_bar(by=world.wulan, on=world.today, bar=placed, reason="Banding diterima.")
    world.record(world.assessment, K)
    assert refused(bars.lift_bar, by=world.wulan, on=world.today, bar=placed, reason="Lagi") == "bar_over"
    events = [(event.verb, event.reason) for event in Event.objects.about(world.bima_assessor.person)]
    assert events == [("barred", "Putusan perkara."), ("bar_lifted", "Banding diterima.")]


@pytest.mark.parametrize(("day", "over"), [(1, False), (2, False), (3, True)])
def test_a_suspension_is_lifted_up_to_its_last_day(world, day, over):
    placed = bar(world, 0, 2)
    lift = partial(bars.lift_bar, by=world.wulan, on=world.today + timedelta(days=day), bar=placed, reason="Selesai.")
    if over:
        assert refused(lift) == "bar_over"
    else:
        assert lift().lifted_on == world.today + timedelta(days=day)


def test_another_assessor_declares_anew(world):
    place = world.enrol()
    sessions.assign(by=world.ratna, on=world.today, session=world.session, assessor=world.sekar_assessor)
    enrolment.reassign(by=world.ratna, on=world.today, assessment=place, assessor=world.sekar_assessor)
    place.refresh_from_db()
    assert place.opened_at is None and place.cleared_at is None


def test_a_name_stays_closed_until_it_is_opened(world):
    place = enrolment.enrol(
        by=world.ratna, on=world.today, session=world.session, candidate=world.siti_candidate,
        assessor=world.bima_assessor,
    )  # fmt: skip
    assert refused(duty.clear, by=None, on=world.today, assessment=place) == "names_closed"
    assert not Person.objects.visible_to(world.bima).filter(candidate__isnull=False).exists()
    assert not Assessment.objects.visible_to(world.bima).exists()
    duty.open_names(by=None, on=world.today, assessments=[place])
    assert Person.objects.visible_to(world.bima).filter(candidate=world.siti_candidate).exists()


def test_holding_twice_is_holding_once(world):
    hold(world)
    hold(world)
    assert Hold.objects.in_force().count() == 1
    act = {"by": world.wulan, "on": world.today, "assessment": world.assessment, "assessor": world.bima_assessor}
    act["at"] = timezone.now()
    with lifted_by_whomever():
        duty.lift_hold(**act, reason="Bukan benturan.")
    world.record(world.assessment, K)
    assert refused(duty.lift_hold, **act, reason="Lagi") == "not_held"
    steps = ["enrolled", "names_opened", "relation_declared", "held", "hold_lifted", "recorded"]
    assert told(world.assessment) == steps


def test_opening_and_clearing_twice_is_told_once(world):
    place = world.declare(world.enrol())
    assert told(place) == ["enrolled", "names_opened", "relation_declared"]


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM assessments_bar", "UPDATE assessments_bar SET reason = 'x'", "DELETE FROM assessments_hold"],
)
def test_the_database_keeps_bars_and_holds(world, statement):
    hold(world)
    bar(world)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_suspension_may_last_a_single_day(world):
    assert bar(world, 0, 0).ends_on == world.today
