"""The way to an undecided conflict, for tests of what comes after."""

from assessments.assessments.operations import enrolment
from assessments.models import Candidate
from assessments.sessions.operations import sessions
from ethics.impartiality.operations import declarations
from ethics.impartiality.operations.conflicts import decide_conflict
from ethics.impartiality.operations.declarations import Answer
from ethics.models import Conflict, Tie
from tests.clock import go_by

NOTHING = Answer(Tie.NONE)
NEPHEW = Answer(Tie.FAMILY, "Keponakan.")
SCHOOL = "SMK Contoh Bangsa"


def undeclared_place(world, candidate=None, institution=SCHOOL):
    """A place with Bima of which he has said nothing yet; Siti's unless told otherwise."""
    candidate = candidate or world.siti_candidate
    Candidate.objects.filter(pk=candidate.pk).update(institution=institution)
    act = {"by": world.ratna, "on": world.today, "session": world.session, "assessor": world.bima_assessor}
    return enrolment.enrol(**act, candidate=Candidate.objects.get(pk=candidate.pk))


def declare(world, place, answer=NOTHING):
    """Both steps, as Bima does them."""
    said = {"by": world.bima, "on": world.today, "session": world.session, "assessor": world.bima_assessor}
    asked = declarations.institutions_of(world.session, world.bima_assessor)
    declarations.declare_institutions(**said, answers=dict.fromkeys(asked, NOTHING))
    return declarations.declare_candidates(**said, answers={place.pk: answer})


def conflict_of(world):
    """Bima declared that Siti is his niece."""
    declare(world, undeclared_place(world), NEPHEW)
    return Conflict.objects.get()


def with_colleague(world):
    """Sekar assesses in the same session."""
    sessions.assign(by=world.ratna, on=world.today, session=world.session, assessor=world.sekar_assessor)


def decide(world, conflict, outcome="dismiss", reason="Kerabat jauh.", by=None, supervisor=None):
    if outcome == "supervise" and supervisor is None:
        supervisor = world.sekar_assessor.person
    decided = decide_conflict(
        by=by or world.wulan, on=world.today, conflict=conflict, outcome=outcome, reason=reason, supervisor=supervisor
    )
    go_by(seconds=1)  # a tie that is recorded next is recorded later
    return decided
