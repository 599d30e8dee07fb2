"""A witnessed assessment: planned by the LSP, known to the assessor in advance, reported once by the witness."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from assessments.models import Candidate, Event
from assessments.sessions.operations import sessions
from ethics.checklists.statements import WITNESSED
from ethics.evaluations.operations.evaluations import call_off, reply
from ethics.evaluations.operations.witnessings import report_witnessing
from ethics.feedback.operations import Said
from ethics.models import Clause, Observation, Witnessing
from kit.errors import RuleError

from .evaluating import ADVICE, GOOD, SEEN, over, planned, reported

MISSED = SEEN | {9: Said(False, "Ada yang merokok di pintu.")}


def refused(act, *args, **kwargs):
    with pytest.raises(RuleError) as caught:
        act(*args, **kwargs)
    return caught.value.code


def off(world, witnessing, **changes):
    said = {"by": world.wulan, "on": world.today, "evaluation": witnessing, "reason": "Saksi sakit."}
    return call_off(**said | changes)


def test_statements_are_numbered_and_each_is_of_a_clause_of_the_code(db):
    assert [each.number for each in WITNESSED] == list(range(1, len(WITNESSED) + 1))
    clauses = {number for each in WITNESSED for number in each.clauses}
    assert clauses == {3, 4, 5, 6, 9, 14} and clauses <= set(Clause.objects.values_list("number", flat=True))


def test_a_whole_report(world):
    witnessing = reported(world)
    assert witnessing.observations.count() == len(WITNESSED) and witnessing.conclusion == "met"
    assert [event.verb for event in Event.objects.about(witnessing)] == ["planned", "reported"]


# --- planning -------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["komang", "bima", "sekar", "siti", "tamu"])
def test_only_the_lsp_plans(world, name):
    with pytest.raises(PermissionDenied):
        planned(world, by=getattr(world, name))


def test_an_officer_does_not_plan_his_own(world):
    world.bima.is_ethics_officer = True
    world.bima.save()
    with pytest.raises(PermissionDenied):
        planned(world, by=world.bima)


@pytest.mark.parametrize("name", ["bima", "komang", "tamu", "siti"])
def test_who_is_no_witness(world, name):
    assert refused(planned, world, witness=getattr(world, name)) == "evaluator_unfit"


def test_a_candidate_of_the_session_is_no_witness_whatever_else_he_is(world):
    assert world.enrol()
    world.siti.is_lsp_admin = True
    world.siti.save()
    assert refused(planned, world, witness=world.siti) == "evaluator_unfit"


def test_it_is_planned_while_the_session_lasts(world):
    assert refused(planned, world, assessor=world.sekar_assessor, witness=world.ratna) == "not_assigned"
    assert planned(world).is_open
    assert refused(planned, world) == "asked_already"
    over(world)
    assert refused(planned, world, witness=world.ratna) == "session_over"


def test_a_cancelled_session_has_no_witness(world):
    witnessing = planned(world)
    sessions.cancel_session(by=world.ratna, on=world.today, session=world.session, reason="Listrik padam.")
    witnessing = Witnessing.objects.get()
    assert witnessing.standing == "retracted" and not Witnessing.objects.open().exists()
    assert refused(off, world, witnessing) == "called_off"


# --- the report -----------------------------------------------------------------------------------------
def test_not_before_the_session_has_begun(world):
    witnessing = planned(world)
    act = {"by": world.sekar, "observed": SEEN, "strengths": GOOD, "improvements": "", "conclusion": "met"}
    act |= {"on": world.today, "happened_on": world.today, "witnessing": witnessing}
    assert refused(report_witnessing, **act) == "session_not_started"


@pytest.mark.parametrize("days", [1, -1])
def test_not_for_another_day(world, days):
    assert refused(reported, world, happened_on=world.today + timedelta(days=days)) == "witness_dated"
    assert not Observation.objects.exists()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"observed": {}}, "statements_unanswered"),
        ({"observed": SEEN | {12: Said(True)}}, "statements_unanswered"),
        ({"observed": SEEN | {1: Said(True, "x" * 501)}}, "text_too_long"),
        ({"conclusion": "splendid"}, "conclusion_unknown"),
        ({"strengths": " "}, "strengths_required"),
        ({"strengths": "x" * 2001}, "text_too_long"),
        ({"conclusion": "improve"}, "improvements_required"),
        ({"observed": MISSED}, "improvements_required"),
    ],
)
def test_what_is_not_whole_is_refused(world, changes, code):
    assert refused(reported, world, **changes) == code
    assert Witnessing.objects.get().is_open and not Observation.objects.exists()


def test_words_are_as_long_as_is_said(world):
    witnessing = reported(world, observed=SEEN | {1: Said(True, "x" * 500)}, strengths="x" * 2000)
    assert (len(witnessing.strengths), len(witnessing.observations.get(statement=1).note)) == (2000, 500)


def test_it_is_told_once_by_the_witness(world):
    witnessing = planned(world)
    for name in ("wulan", "bima", "ratna"):
        with pytest.raises(PermissionDenied):
            reported(world, witnessing, by=getattr(world, name))
    reported(world, witnessing, observed=MISSED, improvements=ADVICE, conclusion="improve")
    assert refused(reported, world, witnessing) == "filled_already"
    assert refused(off, world, witnessing) == "filled_already"


def test_who_became_a_candidate_there_is_a_witness_no_more(world):
    witnessing = planned(world)
    world.enrol(Candidate.objects.create(person=world.sekar.person))
    assert refused(reported, world, witnessing) == "witness_is_candidate"


def test_an_assessor_whose_task_was_taken_back_is_not_reported_on(world):
    act = {"by": world.ratna, "on": world.today, "session": world.session}
    sessions.assign(**act, assessor=world.sekar_assessor)
    witnessing = planned(world, assessor=world.sekar_assessor, witness=world.ratna)
    sessions.unassign(**act, assessor=world.sekar_assessor)
    assert refused(reported, world, witnessing) == "not_assigned"
    assert off(world, witnessing).standing == "retracted"


def test_the_assessor_replies_once(world):
    act = {"by": world.bima, "on": world.today, "text": "Saya setuju."}
    witnessing = planned(world)
    assert refused(reply, **act, evaluation=witnessing) == "not_filled"
    reported(world, witnessing)
    assert reply(**act, evaluation=witnessing).reply == "Saya setuju."
    assert refused(reply, **act, evaluation=witnessing) == "replied_already"


# --- who sees it ----------------------------------------------------------------------------------------
def test_the_assessor_is_told_in_advance(world, client):
    witnessing = planned(world)
    seen = {name: Witnessing.objects.visible_to(account).exists() for name, account in world.everybody() if account}
    assert {name for name, sees in seen.items() if sees} == {"ratna", "wulan", "sekar", "bima"}
    client.force_login(world.bima)
    page = reverse("assignment_show", args=[world.session.pk])
    assert "Sekar Ayu hadir sebagai saksi" in client.get(page).text
    off(world, witnessing)
    assert "Sekar Ayu hadir sebagai saksi" not in client.get(page).text
