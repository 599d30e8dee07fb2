"""Races on the way to a certificate. Each first shows that the race is real without the lock, where it can be shown."""

import threading
from dataclasses import replace

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from assessments.assessments.operations import enrolment
from assessments.decisions import operations as decisions
from assessments.models import Assessment, AssessmentSession, Decision, Verdict
from assessments.sessions.operations import sessions
from assessments.verdicts import operations as verdicts
from certificates.auditing import audit
from certificates.issuing.operations.issuing import issue
from certificates.models import Certificate, CertificateFile, DesignVersion, NumberCounter
from certificates.numbers.operations import draw
from kit.errors import RuleError
from tests.guarding import other_guards
from tests.world import AS_ASSESSED, K, World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db):
    return World()


def refusals(answers):
    return [answer for answer in answers if isinstance(answer, RuleError | DatabaseError)]


def codes(answers):
    return [answer.code for answer in answers if isinstance(answer, RuleError)]


# --- the guards' own lock -----------------------------------------------------------------------------
def spoil_while_signing(world, at_once):
    """By raw SQL: one transaction signs an assessment, another makes a verdict BK, both before either commits."""
    assessment = world.record(world.assessment, K, K, K)
    bima, signed = world.bima.pk, threading.Event()

    def sign():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "UPDATE assessments_assessment SET status = 'signed', signed_at = %s, signed_by_id = %s,"
                f" {AS_ASSESSED} WHERE id = %s",
                [timezone.now(), bima, assessment.pk],
            )
            signed.set()
            at_once.wait_for_others()

    def spoil():
        assert signed.wait(10)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "UPDATE assessments_verdict SET outcome = 'BK', follow_up = 'x' WHERE assessment_id = %s",
                [assessment.pk],
            )

    answers = at_once(sign, spoil)
    assessment.refresh_from_db()
    return assessment, answers


def test_without_the_lock_a_signed_assessment_can_hold_a_bk(world, at_once):
    """The race is real: each statement is right alone, together they sign a BK."""
    with other_guards(lambda guard: replace(guard, locks=())):
        assessment, answers = spoil_while_signing(world, at_once)
    assert refusals(answers) == []
    assert assessment.status == "signed" and not assessment.is_competent


def test_with_the_lock_one_of_the_two_is_refused(world, at_once):
    assessment, answers = spoil_while_signing(world, at_once)
    assert len(refusals(answers)) == 1
    assert assessment.status == "signed" and assessment.is_competent


# --- issuing ------------------------------------------------------------------------------------------
def test_many_issuers_at_once_make_one_certificate(world, at_once):
    assert world.body
    assessment, ratna = world.granted(), world.ratna
    answers = at_once(*[lambda: issue(assessment=assessment, by=ratna, on=world.today)] * 6)
    assert codes(answers) == ["already_issued"] * 5
    assert Certificate.objects.count() == CertificateFile.objects.count() == 1
    assert list(audit()) == []


def draw_without_lock(series, all_have_read):
    """What count-plus-one systems do: read, add, write."""
    counter = NumberCounter.objects.get(series=series)
    all_have_read.wait()
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last


def in_transaction(call, *args):
    def run():
        with transaction.atomic():
            return call(*args)

    return run


def test_without_the_lock_serials_have_twins(world, at_once):
    NumberCounter.objects.create(series="twins")
    draw = in_transaction(draw_without_lock, "twins", threading.Barrier(5, timeout=30))
    assert at_once(*[draw] * 5) == [1] * 5


def test_with_the_lock_serials_are_unique_and_without_gap(world, at_once):
    serials = at_once(*[in_transaction(draw, "first of its series")] * 8)
    assert sorted(serials) == list(range(1, 9))


# --- the way there ------------------------------------------------------------------------------------
def test_two_deciders_make_one_decision(world, at_once):
    assessment, komang = world.judged(K, K, K), world.komang
    other = world.account("wayan", is_decision_maker=True)
    answers = at_once(
        lambda: decisions.grant(by=komang, on=world.today, assessment=assessment),
        lambda: decisions.refuse(by=other, on=world.today, assessment=assessment, reason="Bukti kurang."),
    )
    assert codes(answers) == ["not_awaiting"]
    assert Decision.objects.count() == 1


def test_two_tabs_never_overwrite_each_other(world, at_once):
    assessment = world.assessment
    unit = assessment.verdicts.first().unit_id

    def save(outcome):
        entry = verdicts.Entry(unit, outcome, ["oral"], "Latihan." if outcome == "BK" else "")
        return lambda: verdicts.record_verdicts(
            by=world.bima, on=world.today, assessment=assessment, revision=0, entries=[entry]
        )

    answers = at_once(save("K"), save("BK"))
    assert codes(answers) == ["stale"]
    winner = next(a for a in answers if isinstance(a, Assessment))
    assert Verdict.objects.get(assessment=winner, unit_id=unit).outcome in ("K", "BK")


def test_the_last_chair_is_given_once(world, at_once):
    session = world.plan(quota=1)
    sessions.assign(by=world.ratna, on=world.today, session=session, assessor=world.bima_assessor)
    people = [world.siti_candidate, world.yohanes_candidate]
    answers = at_once(
        *[lambda c=c: world.enrol(c, session=session) for c in people],
    )
    assert codes(answers) == ["quota_full"]
    assert session.enrolled() == 1


def test_an_assessor_is_not_booked_twice_at_one_time(world, at_once):
    one, other = world.plan(quota=5), world.plan(quota=6)
    assert world.bima_assessor
    answers = at_once(
        *[
            lambda s=s: sessions.assign(by=world.ratna, on=world.today, session=s, assessor=world.bima_assessor)
            for s in (one, other)
        ]
    )
    assert codes(answers) == ["assessor_double_booked"]


def test_a_venue_is_not_filled_twice_at_one_time(world, at_once):
    assert world.tuk and world.version and world.ratna
    answers = at_once(lambda: world.plan(quota=60), lambda: world.plan(quota=61))
    assert codes(answers) == ["venue_over_capacity"]
    assert AssessmentSession.objects.count() == 1


def test_a_candidate_is_not_booked_twice_at_one_time(world, at_once):
    made = [world.plan(quota=5), world.plan(quota=6)]
    for session, assessor in zip(made, (world.bima_assessor, world.sekar_assessor), strict=True):
        sessions.assign(by=world.ratna, on=world.today, session=session, assessor=assessor)
    assert world.siti_candidate
    answers = at_once(
        lambda: enrolment.enrol(
            by=world.ratna,
            on=world.today,
            session=made[0],
            candidate=world.siti_candidate,
            assessor=world.bima_assessor,
        ),
        lambda: enrolment.enrol(
            by=world.ratna,
            on=world.today,
            session=made[1],
            candidate=world.siti_candidate,
            assessor=world.sekar_assessor,
        ),
    )
    assert codes(answers) == ["candidate_double_booked"]


def test_raw_certificate_and_raw_verdict_cannot_both_pass(world, at_once):
    """A certificate by raw SQL while another transaction takes the verdicts away: never both."""
    assessment, ratna = world.granted(), world.ratna.pk
    design, holder = DesignVersion.objects.get().pk, assessment.candidate.person.name

    def insert():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO certificates_certificate (status, occasion, blank_number, status_index, design_id,"
                " assessment_id, number, registration_number, token, holder_name,"
                " scheme_title, issued_on, expires_on, snapshot, issued_by_id, issued_at)"
                " VALUES ('active', 'first', '', 1, %s, %s, '1', '1', '1', %s, %s, '2026-01-01', '2029-01-01', '{}',"
                " %s, %s)",
                [design, assessment.pk, holder, assessment.scheme_version.title, ratna, timezone.now()],
            )

    def spoil():
        Verdict.objects.filter(assessment=assessment).update(outcome="BK", follow_up="x")

    answers = at_once(insert, spoil)
    assert [type(a) for a in refusals(answers)] == [IntegrityError]
    assert not Verdict.objects.filter(assessment=assessment, outcome="BK").exists()
