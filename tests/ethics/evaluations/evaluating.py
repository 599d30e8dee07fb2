"""The way to reviews, witnessed assessments and evaluations by BNSP, for tests of what comes after."""

from assessments.sessions.operations import sessions
from ethics.checklists.statements import WITNESSED
from ethics.evaluations.models.reviews import CONSISTENCY, MARKS
from ethics.evaluations.operations.inspections import record_inspection
from ethics.evaluations.operations.reviews import ask_review, fill_review
from ethics.evaluations.operations.witnessings import plan_witnessing, report_witnessing
from ethics.feedback.operations import Said
from tests.clock import go_by
from tests.files import taken

ALL_FIT = dict.fromkeys(MARKS, True)
UNFIT = ALL_FIT | {("plan", "flexible"): False}
INCONSISTENT = ALL_FIT | {(CONSISTENCY, "cms"): False}
ADVICE = "Bicarakan cara uji dengan asesi sebelum menyusun rencana."
SEEN = {each.number: Said(agrees=True) for each in WITNESSED}
GOOD = "Penjelasannya runtut dan suaranya tenang."
FINDING = {"kind": "surveillance", "letter": "B-12/BNSP/XI/2026", "outcome": "met", "findings": ""}


def over(world, *outcomes):
    """Siti judged by Bima, the session finished."""
    if world.session.status != world.session.Status.FINISHED:
        world.judged(*outcomes)
        sessions.finish_session(by=world.bima, on=world.today, session=world.session)
        world.session.refresh_from_db()
    return world.session


def asked(world, **changes):
    """A review of Bima's work in the finished session, asked of Sekar unless told otherwise."""
    said = {"by": world.wulan, "on": world.today, "assessor": world.bima_assessor, "reviewer": world.sekar}
    return ask_review(**said | {"session": changes.get("session") or over(world)} | changes)


def filled(world, review=None, **changes):
    review = review or asked(world)
    go_by(minutes=1)
    said = {"by": review.evaluator, "on": world.today, "review": review, "marks": ALL_FIT}
    return fill_review(**said | {"process_advice": "", "decision_advice": ""} | changes)


def planned(world, **changes):
    """Sekar is to watch Bima today."""
    said = {"by": world.wulan, "on": world.today, "session": world.session, "assessor": world.bima_assessor}
    return plan_witnessing(**said | {"witness": world.sekar} | changes)


def reported(world, witnessing=None, **changes):
    """Told once the session has begun."""
    witnessing = witnessing or planned(world)
    assert world.assessment
    said = {"by": witnessing.evaluator, "on": world.today, "witnessing": witnessing, "happened_on": world.today}
    said |= {"observed": SEEN, "strengths": GOOD, "improvements": "", "conclusion": "met"}
    return report_witnessing(**said | changes)


def inspected(world, **changes):
    said = {"by": world.ratna, "on": world.today, "assessor": world.bima_assessor, "happened_on": world.today}
    return record_inspection(**said | FINDING | {"evidence": taken()} | changes)
