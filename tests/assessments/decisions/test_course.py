"""What the history does not tell is decided by nobody and no certificate rests on it."""

import pytest
from django.db import connection
from django.urls import reverse

from assessments.decisions import operations as decisions
from assessments.models import Assessment, Event, SchemeUnit
from certificates.issuing.operations.issuing import issue, issue_objection
from certificates.models import Certificate
from tests.assessments.sessions.test_planning import refused
from tests.guarding import no_guards
from tests.world import AS_ASSESSED, BK, K

OF_THE_ASSESSMENT = "WHERE assessment_id = %s"
TURNED = f"UPDATE assessments_verdict SET outcome = 'K', follow_up = '' {OF_THE_ASSESSMENT} AND outcome = 'BK'"
WRITTEN = f"UPDATE assessments_verdict SET outcome = 'K', methods = '[\"oral\"]' {OF_THE_ASSESSMENT}"
SIGNED = f"UPDATE assessments_assessment SET status = 'signed', signed_at = %s, signed_by_id = %s, {AS_ASSESSED}"
DECIDED = (
    "INSERT INTO assessments_decision (assessment_id, outcome, reason, decided_by_id, decided_on, decided_at)"
    " VALUES (%s, 'granted', '', %s, %s, %s)"
)


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def nobody_grants(world):
    grant = {"by": world.komang, "on": world.today, "assessment": world.assessment}
    assert refused(decisions.grant, **grant) == "told_otherwise"
    assert Assessment.objects.get().status == Assessment.Status.SIGNED
    assert not Event.objects.filter(verb="granted").exists()


def test_a_verdict_turned_before_the_signature(world):
    """One UPDATE, then everybody in good faith: the assessor signs, the decision maker would grant."""
    world.record(world.assessment, K, K, BK)
    sql(TURNED, world.assessment.pk)
    world.sign(world.assessment)
    nobody_grants(world)


def test_verdicts_and_signature_that_no_assessor_wrote(world):
    sql(WRITTEN, world.assessment.pk)
    sql(f"{SIGNED} WHERE id = %s", world.at(9), world.bima.pk, world.assessment.pk)
    nobody_grants(world)


def test_a_signature_that_no_assessor_gave(world):
    world.record(world.assessment, K, K, K)
    sql(f"{SIGNED} WHERE id = %s", world.at(9), world.bima.pk, world.assessment.pk)
    nobody_grants(world)


@pytest.mark.parametrize("ending", ["refused", "not_competent", "cancelled"])
def test_what_ended_is_not_taken_up_again(world, ending):
    """A second decision, by somebody in good faith, on what somebody put back past the portal."""
    assessment = world.judged()
    Event.record(assessment, ending, by=world.komang, on=world.today, reason="Bukti kurang.")
    nobody_grants(world)
    with no_guards():
        decided_by_sql(world, assessment)
    assert refused(issue, assessment=assessment, by=world.ratna, on=world.today) == "told_otherwise"


@pytest.mark.parametrize("data", [{}, [], {"verdicts": None}, {"verdicts": [1]}, "x"])
def test_an_event_that_no_act_writes_tells_nothing(world, client, data):
    """Somebody signed it past the portal, and wrote an event beside that says no verdict."""
    sql(WRITTEN, world.assessment.pk)
    event = Event.record(world.assessment, "recorded", by=world.bima, on=world.today)
    with no_guards():
        Event.objects.filter(pk=event.pk).update(data=data)
    sql(f"{SIGNED} WHERE id = %s", world.at(9), world.bima.pk, world.assessment.pk)
    nobody_grants(world)
    client.force_login(world.komang)
    assert client.get(reverse("assessment_decide", args=[world.assessment.pk])).status_code == 200


def test_the_page_says_it_at_once_and_offers_the_refusal_alone(world, client):
    world.record(world.assessment, K, K, BK)
    sql(TURNED, world.assessment.pk)
    world.sign(world.assessment)
    client.force_login(world.komang)
    page = client.get(reverse("assessment_decide", args=[world.assessment.pk])).text
    assert "menceritakan hal lain" in page and 'value="refused"' in page and 'value="granted"' not in page


def test_the_candidate_can_still_be_refused(world):
    world.record(world.assessment, K, K, BK)
    sql(TURNED, world.assessment.pk)
    world.sign(world.assessment)
    decisions.refuse(by=world.komang, on=world.today, assessment=world.assessment, reason="Data diubah.")
    assert Assessment.objects.get().status == Assessment.Status.REFUSED


def decided_by_sql(world, assessment):
    assert world.body
    sql(DECIDED, assessment.pk, world.komang.pk, world.today, world.at(10))
    sql("UPDATE assessments_assessment SET status = 'granted' WHERE id = %s", assessment.pk)
    assessment.refresh_from_db()


def test_a_decision_that_nobody_took(world):
    assessment = world.judged()
    decided_by_sql(world, assessment)
    assert issue_objection(assessment, on=world.today).code == "told_otherwise"
    assert refused(issue, assessment=assessment, by=world.ratna, on=world.today) == "told_otherwise"
    assert not Certificate.objects.exists()


@pytest.mark.parametrize("outcomes", [(K, K, K), (BK, K, K)])
def test_second_thoughts_are_told(world, outcomes):
    world.record(world.assessment, *outcomes)
    world.record(world.assessment, K, K, K)
    world.sign(world.assessment)
    decisions.grant(by=world.komang, on=world.today, assessment=world.assessment)
    assert Assessment.objects.get().status == Assessment.Status.GRANTED


def test_a_unit_that_the_scheme_demands_since_the_signature(world):
    """Nobody adds one to a version in force; whoever does it past the portal finds nobody competent."""
    assessment = world.judged()
    with no_guards():
        SchemeUnit.objects.create(version=world.version, unit=world.unit(4), position=4)
    grant = {"by": world.komang, "on": world.today, "assessment": assessment}
    assert refused(decisions.grant, **grant) == "not_competent"
    assert Assessment.objects.get().status == Assessment.Status.SIGNED
