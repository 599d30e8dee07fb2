"""The guards of people: who somebody is stays as it was recorded, and nobody vanishes on whom other records rest.

Foreign keys are asked at the end of a transaction, so without these a row could go, something be decided, and the row
come back; and SQLite's REPLACE deletes the row in its way without asking any delete trigger.
"""

from kit.guards import Guard, RowLock

from ..events.guards import tells

LINKED = "who a person is stays as it was recorded"
USED = "other records rest on this row"


def person_row(key: str) -> tuple[RowLock]:
    """The lock of a person against a change of who he is."""
    return (RowLock("assessments_person", key, "SHARE"),)


def removal_is_told(training: str) -> str:
    """True when the history of the candidate's person says that this training was taken back."""
    return (
        "EXISTS (SELECT 1 FROM assessments_event e JOIN assessments_candidate c ON c.person_id = e.subject_id"
        f" WHERE c.id = {training}.candidate_id AND e.subject_type = 'assessments.person'"
        f" AND e.verb = 'training_removed' AND {tells('training', f'{training}.id')})"
    )


GUARDS: tuple[Guard, ...] = (
    Guard("candidate_is_person", "assessments_candidate", "UPDATE", "NEW.person_id <> OLD.person_id", LINKED),
    Guard(
        "person_keeps_account", "assessments_person", "UPDATE",
        "(OLD.account_id IS NOT NULL AND COALESCE(NEW.account_id, 0) <> OLD.account_id)", LINKED,
    ),
    Guard(
        "training_stays", "assessments_training", "UPDATE",
        "(NEW.trainer_id <> OLD.trainer_id OR NEW.candidate_id <> OLD.candidate_id"
        " OR NEW.recorded_at <> OLD.recorded_at"
        " OR COALESCE(CAST(NEW.ended_on AS TEXT), '') <> COALESCE(CAST(OLD.ended_on AS TEXT), ''))", USED,
    ),
    Guard(
        "person_kept", "assessments_person", "DELETE",
        "(EXISTS (SELECT 1 FROM assessments_candidate c WHERE c.person_id = OLD.id)"
        " OR EXISTS (SELECT 1 FROM assessments_assessor r WHERE r.person_id = OLD.id)"
        " OR EXISTS (SELECT 1 FROM assessments_training t WHERE t.trainer_id = OLD.id)"
        " OR EXISTS (SELECT 1 FROM assessments_relation n WHERE OLD.id IN (n.person_id, n.relative_id)))", USED,
    ),
    Guard(
        "candidate_kept", "assessments_candidate", "DELETE",
        "EXISTS (SELECT 1 FROM assessments_assessment a WHERE a.candidate_id = OLD.id)", USED,
    ),
    Guard(
        "training_told", "assessments_training", "DELETE", f"NOT {removal_is_told('OLD')}",
        "a training is taken back with a reason in the history",
    ),
)  # fmt: skip
