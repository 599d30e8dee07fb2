"""FR.AK-06: asked by the LSP of somebody without a part, filled in once, replied to once, kept for ever."""

import pytest
from django.core.exceptions import PermissionDenied

from assessments.assessments.operations.enrolment import cancel_enrolment
from assessments.bars.operations import bar_assessor
from assessments.models import Assessor, Event, Relation, Verdict
from assessments.sessions.operations import sessions
from ethics.evaluations.models.reviews import MARKS
from ethics.evaluations.operations.evaluations import call_off, may_ask_now, reply
from ethics.evaluations.operations.reviews import reviewers
from ethics.models import Review, ReviewMark
from kit.errors import RuleError
from tests.guarding import no_guards
from tests.suspending import suspend

from .evaluating import ADVICE, ALL_FIT, INCONSISTENT, UNFIT, asked, filled, over


def refused(act, *args, **kwargs):
    with pytest.raises(RuleError) as caught:
        act(*args, **kwargs)
    return caught.value.code


def off(world, review, **changes):
    return call_off(**{"by": world.wulan, "on": world.today, "evaluation": review, "reason": "Salah pilih."} | changes)


def said_back(world, review, **changes):
    return reply(**{"by": world.bima, "on": world.today, "evaluation": review, "text": "Terima kasih."} | changes)


def test_a_whole_review(world):
    review = filled(world)
    assert review.marks.count() == len(MARKS) == 25
    assert [event.verb for event in Event.objects.about(review)] == ["asked", "filled"]
    assert [len(marks) for _step, marks in review.grid()] == [4] * 5 and len(review.consistency()) == 5


# --- who asks, and whom ---------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["komang", "bima", "sekar", "siti", "tamu"])
def test_only_the_lsp_asks(world, name):
    with pytest.raises(PermissionDenied):
        asked(world, by=getattr(world, name))


@pytest.mark.parametrize("flag", ["is_lsp_admin", "is_ethics_officer"])
def test_nobody_asks_for_his_own(world, flag):
    setattr(world.bima, flag, True)
    world.bima.save()
    with pytest.raises(PermissionDenied):
        asked(world, by=world.bima)
    review = asked(world)
    with pytest.raises(PermissionDenied):
        off(world, review, by=world.bima)


@pytest.mark.parametrize("name", ["bima", "siti", "komang", "tamu", "yohanes"])
def test_whoever_has_a_part_or_no_role_does_not_review(world, name):
    assert refused(asked, world, reviewer=getattr(world, name)) == "evaluator_unfit"


def test_a_candidate_with_a_role_does_not_review_there(world):
    world.siti.is_lsp_admin = True
    world.siti.save()
    assert refused(asked, world, reviewer=world.siti) == "evaluator_unfit"


@pytest.mark.parametrize("name", ["ratna", "wulan", "sekar"])
def test_admins_officers_and_other_assessors_review(world, name):
    assert asked(world, reviewer=getattr(world, name)).is_open


def test_who_assessed_those_candidates_does_not_review(world):
    session = over(world)
    rows = reviewers(session, world.bima_assessor)
    assert world.sekar in rows
    with no_guards():  # what she recorded before the candidate became Bima's
        Verdict.objects.filter(position=1).update(recorded_by=world.sekar)
    assert world.sekar not in rows.all()
    assert refused(asked, world, session=session) == "evaluator_unfit"


@pytest.mark.parametrize("first", ["bima", "sekar"])
def test_a_relative_does_not_review(world, first):
    pair = [world.bima_assessor.person, world.sekar_assessor.person]
    one, other = pair if first == "bima" else reversed(pair)
    Relation.objects.create(person=one, relative=other, kind="family")
    assert refused(asked, world) == "evaluator_unfit"
    assert asked(world, reviewer=world.ratna).is_open


def test_who_is_suspended_does_not_review(world):
    bar_assessor(
        by=world.wulan,
        on=world.today,
        assessor=world.sekar_assessor,
        starts_on=world.today,
        ends_on=None,
        reason="Uji.",
    )
    assert refused(asked, world) == "evaluator_unfit"


def test_where_everybody_was_cancelled_there_is_nothing_to_review(world):
    cancel_enrolment(by=world.ratna, on=world.today, assessment=world.assessment, reason="Sakit.")
    sessions.finish_session(by=world.bima, on=world.today, session=world.session)
    world.session.refresh_from_db()
    assert refused(asked, world, session=world.session) == "nothing_assessed"


def test_a_closed_account_does_not_review(world):
    type(world.ratna).objects.filter(pk=world.ratna.pk).update(is_active=False)
    assert refused(asked, world, reviewer=world.ratna) == "evaluator_unfit"


def test_an_assessor_off_duty_does_not_review(world):
    assert world.sekar
    Assessor.objects.filter(pk=world.sekar_assessor.pk).update(is_active=False)
    assert refused(asked, world) == "evaluator_unfit"


def test_it_is_about_a_finished_session_and_what_was_done_there(world):
    assert refused(asked, world, session=world.session) == "session_not_finished"
    assert refused(asked, world, session=world.session, assessor=world.sekar_assessor) == "not_assigned"


def test_who_assessed_nobody_is_not_reviewed(world):
    sessions.assign(by=world.ratna, on=world.today, session=world.session, assessor=world.sekar_assessor)
    code = refused(asked, world, assessor=world.sekar_assessor, reviewer=world.ratna)
    assert code == "nothing_assessed"


def test_the_same_person_is_asked_again_only_when_it_was_called_off(world):
    review = asked(world)
    assert refused(asked, world, session=world.session) == "asked_already"
    off(world, review)
    assert asked(world, session=world.session).is_open


# --- filling in -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"marks": {}}, "marks_missing"),
        ({"marks": ALL_FIT | {("plan", "ts"): True}}, "marks_missing"),
        ({"marks": UNFIT}, "process_advice_required"),
        ({"marks": UNFIT, "decision_advice": ADVICE}, "process_advice_required"),
        ({"marks": INCONSISTENT, "process_advice": ADVICE}, "decision_advice_required"),
        ({"process_advice": "x" * 2001}, "text_too_long"),
    ],
)
def test_what_is_not_whole_is_refused(world, changes, code):
    review = asked(world)
    assert refused(filled, world, review, **changes) == code
    review.refresh_from_db()
    assert review.is_open and not ReviewMark.objects.exists()


def test_it_is_filled_in_once_by_the_one_who_was_asked(world):
    review = asked(world)
    for name in ("wulan", "ratna", "bima"):
        with pytest.raises(PermissionDenied):
            filled(world, review, by=getattr(world, name))
    filled(world, review, marks=UNFIT, process_advice=ADVICE)
    assert refused(filled, world, review) == "filled_already"
    assert refused(off, world, review) == "filled_already"


def test_what_was_called_off_is_not_filled_in(world):
    review = asked(world)
    assert refused(off, world, review, reason=" ") == "reason_required"
    assert off(world, review).standing == "retracted"
    assert refused(filled, world, review) == "called_off"
    assert refused(off, world, review) == "called_off"
    events = [(event.verb, event.reason) for event in Event.objects.about(review)]
    assert events == [("asked", ""), ("called_off", "Salah pilih.")]


# --- the reply ------------------------------------------------------------------------------------------
def test_the_assessor_replies_once(world):
    review = asked(world)
    assert refused(said_back, world, review) == "not_filled"
    filled(world, review)
    for name in ("sekar", "wulan"):
        with pytest.raises(PermissionDenied):
            said_back(world, review, by=getattr(world, name))
    assert refused(said_back, world, review, text=" ") == "reply_required"
    assert refused(said_back, world, review, text="x" * 2001) == "text_too_long"
    assert said_back(world, review).reply == "Terima kasih."
    assert refused(said_back, world, review) == "replied_already"
    assert [event.verb for event in Event.objects.about(review)] == ["asked", "filled", "replied"]


# --- who sees it ----------------------------------------------------------------------------------------
def test_the_assessor_sees_it_when_it_is_finished(world):
    review = asked(world)
    seen = {name: Review.objects.visible_to(account).exists() for name, account in world.everybody() if account}
    assert {name for name, sees in seen.items() if sees} == {"ratna", "wulan", "sekar"}
    filled(world, review)
    assert Review.objects.visible_to(world.bima).get() == review
    assert list(Review.objects.of(world.bima_assessor).finished()) == [review]
    assert not Review.objects.of(world.bima_assessor).open().exists()


def test_an_officer_does_not_see_who_was_asked_about_himself(world):
    world.bima.is_ethics_officer = True
    world.bima.save()
    review = asked(world)
    assert not Review.objects.visible_to(world.bima).exists()
    filled(world, review)
    assert Review.objects.visible_to(world.bima).exists() and not Review.objects.handled_by(world.bima).exists()


@pytest.mark.parametrize("who", ["ratna", "wulan", "komang", "bima", "tamu"])
def test_who_may_ask_for_one_now(world, who):
    """Admins and officers, never of their own work; a suspended officer waits until it is over."""
    account, assessor = getattr(world, who), world.bima_assessor
    assert may_ask_now(account, assessor) is (who in ("ratna", "wulan"))
    suspend(world, account)
    assert may_ask_now(type(account).objects.get(pk=account.pk), assessor) is (who == "ratna")
