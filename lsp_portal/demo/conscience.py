"""The demo's assessors keep the code of ethics: they pledge when it is due and declare their relations."""

from datetime import date
from typing import Any

from assessments.models import AssessmentSession, Assessor
from ethics.models import Code, Tie
from ethics.operations import declarations
from ethics.operations.declarations import Answer
from ethics.operations.pledges import sign_pledge

NOTHING = Answer(Tie.NONE)


def pledge_when_due(assessor: Assessor, on: date) -> None:
    """Sign the code of the day, unless an earlier pledge covers it."""
    assessor.refresh_from_db()
    code = Code.objects.in_force(on)
    if code is None or assessor.has_pledged(on):
        return
    numbers = [clause.number for clause in code.clauses.all()]
    sign_pledge(by=assessor.person.account, on=on, assessor=assessor, code=code, confirmed=numbers, address="192.0.2.7")


def declare(session: AssessmentSession, assessor: Assessor, on: date) -> None:
    """Nothing ties the assessor to those he is to assess."""
    act: dict[str, Any] = {"by": assessor.person.account, "on": on, "session": session, "assessor": assessor}
    asked = declarations.institutions_of(session, assessor)
    declarations.declare_institutions(**act, answers=dict.fromkeys(asked, NOTHING))
    places = declarations.undeclared(session, assessor)
    declarations.declare_candidates(**act, answers={place.pk: NOTHING for place in places})
