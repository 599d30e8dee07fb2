"""The guards of impartiality: nobody declares for another or decides on himself, and only a decision lifts a hold."""

from assessments.assessments.guards import assessment_row
from assessments.assessors.guards import is_the_assessor
from assessments.bars.guards import answered_on_duty
from assessments.ties.guards import tied
from kit.guards import Guard

# A hold ends when every conflict of the two is decided, none of them for good, and one since each recorded tie. It
# ends no later than a decision: a hold lifted in times to come would speak for every tie that is recorded until then.
OF_THE_TWO = "FROM ethics_conflict k WHERE k.assessment_id = NEW.assessment_id AND k.assessor_id = NEW.assessor_id"
LET_BY_NOBODY = (
    f" AND NOT EXISTS (SELECT 1 {OF_THE_TWO} AND k.outcome IN ('supervise', 'dismiss')"
    " AND k.decided_at >= n.recorded_at)"
)
LIFTED_BY_NOBODY = (
    "(OLD.lifted_at IS NULL AND NEW.lifted_at IS NOT NULL AND ("
    f"EXISTS (SELECT 1 {OF_THE_TWO} AND k.outcome NOT IN ('supervise', 'dismiss'))"
    f" OR NOT EXISTS (SELECT 1 {OF_THE_TWO} AND k.decided_at >= NEW.lifted_at)"
    " OR EXISTS (SELECT 1 FROM assessments_assessment a JOIN assessments_candidate c ON c.id = a.candidate_id"
    " JOIN assessments_assessor r ON r.id = NEW.assessor_id WHERE a.id = NEW.assessment_id"
    f" AND {tied('r.person_id', 'c.person_id', LET_BY_NOBODY, LET_BY_NOBODY)})))"
)


def declared_by_himself(table: str) -> Guard:
    return Guard(f"{table}_of_the_assessor", table, "INSERT", f"NOT {is_the_assessor('NEW.declared_by_id')}",
                 "nobody declares for another")  # fmt: skip


GUARDS: tuple[Guard, ...] = (
    declared_by_himself("ethics_institutiondeclaration"),
    declared_by_himself("ethics_candidatedeclaration"),
    Guard("conflict_born_open", "ethics_conflict", "INSERT", "(NEW.outcome <> '')", "a conflict begins undecided"),
    Guard("conflict_decided_by_another", "ethics_conflict", "UPDATE", is_the_assessor("NEW.decided_by_id"),
          "nobody decides on himself"),
    answered_on_duty("ethics_conflict", "decided_by_id"),
    Guard("hold_lifted_by_decision", "assessments_hold", "UPDATE", LIFTED_BY_NOBODY,
          "a hold is lifted by an officer who decides", locks=assessment_row("NEW.assessment_id")),
)  # fmt: skip
