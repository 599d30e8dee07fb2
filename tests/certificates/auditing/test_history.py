"""The history told again: rows that an UPDATE changed contradict the events that were written beside them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.assessments.operations.enrolment import reassign
from assessments.decisions import course
from assessments.decisions import operations as decisions
from assessments.models import Event, Verdict
from assessments.sessions.operations import sessions
from certificates.acts.operations import reduce_scope, reinstate, suspend
from certificates.issuing.operations.issuing import issue
from tests.world import BK, PENDING, K

from .insider import forge_chain, found, rewrite, sql

ASSESSMENT = "assessments.assessment"


def event(verb, subject=ASSESSMENT):
    return Event.objects.get(subject_type=subject, verb=verb)


def tell(certificate, verb, by, **data):
    """An event more, as if it had just happened."""
    Event.record(certificate.assessment, verb, by=by, on=timezone.localdate(), **data)


@pytest.fixture
def believing(monkeypatch):
    """A portal that decides and issues without asking the history."""
    monkeypatch.setattr(course, "doubt_of_course", lambda *asked: None)


def test_a_verdict_turned_before_the_signature_is_found(world, believing):
    """One UPDATE, then everybody in good faith: the assessor signs, the decider grants, the admin issues."""
    assert world.body
    world.record(world.assessment, K, K, BK)
    assert sql("UPDATE assessments_verdict SET outcome = 'K', follow_up = '' WHERE outcome = 'BK'") == 1
    world.sign(world.assessment)
    decisions.grant(by=world.komang, on=world.today, assessment=world.assessment)
    certificate = issue(assessment=world.assessment, by=world.ratna, on=world.today)
    assert found(certificate) == {"unit J.620100.003.02 is K, but its history recorded BK"}


def test_a_verdict_that_nobody_recorded_is_found(world, believing):
    assert world.body
    world.record(world.assessment, K, K)
    sql("UPDATE assessments_verdict SET outcome = 'K', methods = %s WHERE outcome = 'pending'", ["oral"])
    world.sign(world.assessment)
    decisions.grant(by=world.komang, on=world.today, assessment=world.assessment)
    certificate = issue(assessment=world.assessment, by=world.ratna, on=world.today)
    assert found(certificate) == {"unit J.620100.003.02 has a verdict that its history never recorded"}


def test_second_thoughts_and_another_assessor_leave_no_findings(world):
    assert world.body
    world.record(world.assessment, K, BK, K)
    world.record(world.assessment, K, K, PENDING)
    sessions.assign(by=world.ratna, on=world.today, session=world.session, assessor=world.sekar_assessor)
    reassign(by=world.ratna, on=world.today, assessment=world.assessment, assessor=world.sekar_assessor)
    world.assessment.refresh_from_db()
    world.declare(world.assessment)
    world.record(world.assessment, K, K, K)
    assert {row.recorded_by for row in Verdict.objects.all()} == {world.bima, world.sekar}
    certificate = issue(assessment=world.granted(), by=world.ratna, on=world.today)
    for act in (suspend, reinstate):
        act(certificate=certificate, by=world.komang, on=world.today, reason="Aduan.")
    reduce_scope(
        certificate=certificate, keep=["J.620100.001.02"], by=world.komang, on=world.today, reason="Satu unit saja."
    )
    assert found() == set()


@pytest.mark.parametrize(
    ("statement", "who", "problems"),
    [
        ("UPDATE assessments_verdict SET recorded_by_id = %s WHERE position = 2", "sekar",
         {"unit J.620100.002.02 was recorded by somebody else than its history says"}),
        ("UPDATE assessments_assessment SET signed_by_id = %s", "sekar",
         {"its verdicts are signed by somebody else than its history says",
          "its verdicts are signed by somebody else than its assessor"}),
        ("UPDATE assessments_assessment SET assessor_id = %s", "sekar_assessor",
         {"its verdicts are signed by somebody else than its assessor"}),
        ("UPDATE assessments_decision SET decided_by_id = %s", "wulan",
         {"it was decided by somebody else than its history says"}),
        ("UPDATE certificates_certificate SET issued_by_id = %s", "wulan",
         {"it was entered in the register by somebody else than it was issued by",
          "it was issued on another day, or by somebody else, than its history says"}),
        ("UPDATE certificates_registerentry SET by_id = %s", "wulan",
         {"it was entered in the register by somebody else than it was issued by",
          "its history tells other acts than the register"}),
    ],
)  # fmt: skip
def test_another_actor_than_in_the_history_is_found(world, statement, who, problems):
    certificate = world.certificate()
    sql(statement, getattr(world, who).pk)
    forge_chain()
    assert found(certificate) == problems


def test_another_reason_than_in_the_history_is_found(world):
    certificate = world.certificate()
    sql("UPDATE assessments_decision SET reason = 'Lengkap'")
    assert found(certificate) == {"it was decided for another reason than its history says"}


@pytest.mark.parametrize(
    ("table", "column", "problem"),
    [
        ("assessment", "signed_at", "its verdicts are signed at another time than its history says"),
        ("decision", "decided_at", "it was decided on another day than its history says"),
        ("decision", "decided_on", "it was decided on another day than its history says"),
    ],
)
def test_another_moment_than_in_the_history_is_found(world, table, column, problem):
    certificate = world.certificate()
    moment = timezone.now() - timedelta(days=3)
    value = moment.date() if column.endswith("_on") else moment
    sql(f"UPDATE assessments_{table} SET {column} = %s", value)
    assert problem in found(certificate)


@pytest.mark.parametrize(
    ("table", "column", "problem"),
    [
        ("registerentry", '"on"', "it was entered in the register on another day than it was issued"),
        ("registerentry", "at", "it was entered in the register at another time than it was issued"),
        ("certificate", "issued_at", "it was entered in the register at another time than it was issued"),
    ],
)
def test_an_entry_of_another_day_than_the_certificate_is_found(world, table, column, problem):
    world.certificate()
    moment = timezone.now() - timedelta(days=3)
    sql(f"UPDATE certificates_{table} SET {column} = %s", moment.date() if "on" in column else moment)
    forge_chain()
    assert problem in found()


@pytest.mark.parametrize("verb", ["enrolled", "recorded", "signed", "granted", "certified"])
def test_a_step_that_the_history_lacks_is_found(world, verb):
    certificate = world.certificate()
    sql("DELETE FROM assessments_event WHERE id = %s", event(verb).pk)
    assert f"its history tells 0 times that it was {verb}" in found(certificate)


@pytest.mark.parametrize("verb", ["enrolled", "signed", "granted", "certified"])
def test_a_step_told_twice_is_found(world, verb):
    certificate = world.certificate()
    tell(certificate, verb, event(verb).actor)
    assert f"its history tells 2 times that it was {verb}" in found(certificate)


@pytest.mark.parametrize(
    ("verb", "words"), [("not_competent", "not competent"), ("refused", "refused"), ("cancelled", "cancelled")]
)
def test_an_assessment_that_ended_otherwise_is_found(world, verb, words):
    certificate = world.certificate()
    tell(certificate, verb, world.bima)
    assert found(certificate) == {f"its history says {words}"}


def test_a_verdict_recorded_after_the_signature_is_found(world):
    certificate = world.certificate()
    tell(certificate, "recorded", world.bima, verdicts={"J.620100.003.02": "K"})
    assert found(certificate) == {"its history tells that it was recorded after it was signed"}


def test_steps_dated_back_are_out_of_order(world):
    certificate = world.certificate()
    sql("UPDATE assessments_event SET at = %s WHERE id = %s", timezone.now() - timedelta(days=2), event("granted").pk)
    assert found(certificate) == {
        "its history tells that it was signed after it was granted",
        "it was decided on another day than its history says",
    }


def test_a_unit_that_was_recorded_and_is_gone_is_found(world):
    certificate = world.certificate()
    sql("DELETE FROM assessments_verdict WHERE position = 3")
    assert "its history recorded unit J.620100.003.02, which has no verdict" in found(certificate)


def test_an_act_that_only_the_register_knows_is_found(world):
    certificate = world.certificate()
    suspend(certificate=certificate, by=world.komang, on=world.today, reason="Aduan.")
    sql("DELETE FROM assessments_event WHERE id = %s", event("suspended", "certificates.certificate").pk)
    assert found(certificate) == {"its history tells other acts than the register"}


def test_another_decision_day_in_the_snapshot_is_found(world):
    certificate = world.certificate()
    rewrite(certificate, certificate.snapshot | {"decided_on": "2020-01-01"})
    assert found(certificate) == {"decided_on differs between the register and the snapshot"}
