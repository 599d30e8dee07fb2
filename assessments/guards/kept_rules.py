"""The guards of identity: a row that a certificate may rest on stays itself, keeps its links, and does not vanish.

Foreign keys are asked at the end of a transaction, so without these a row could go, something be decided, and the row
come back; and SQLite's REPLACE deletes the row in its way without asking any delete trigger.
"""

from kit.guards.guard import Guard, never_emptied, same_row

from ..schemes.guards import UNIT_IS_USED
from .conditions import decided_on, has_started, removal_is_told

LINKED = "who a person is stays as it was recorded"
USED = "other records rest on this row"

ROWS = (
    *same_row("event_same", "assessments_event"),
    *same_row("assessment_same", "assessments_assessment", ("session_id", "candidate_id")),
    *same_row("verdict_same", "assessments_verdict", ("assessment_id", "unit_id")),
    *same_row("decision_same", "assessments_decision", ("assessment_id",)),
    *same_row("session_same", "assessments_assessmentsession"),
    *same_row("assignment_same", "assessments_assignment", ("session_id", "assessor_id")),
    *same_row("training_same", "assessments_training", ("trainer_id", "candidate_id", "subject")),
    *same_row("person_same", "assessments_person", ("account_id",)),
    *same_row("candidate_same", "assessments_candidate", ("person_id",)),
    *same_row("assessor_same", "assessments_assessor", ("person_id",), ("met_number",)),
    *same_row("schemeversion_same", "assessments_schemeversion", ("scheme_id", "number")),
    *same_row("schemeunit_same", "assessments_schemeunit", ("version_id", "unit_id")),
    *same_row("electivegroup_same", "assessments_electivegroup", ("version_id", "name")),
    *same_row("unit_same", "assessments_unit", ("standard_id", "code")),
)

LINKS = (
    Guard("candidate_is_person", "assessments_candidate", "UPDATE", "NEW.person_id <> OLD.person_id", LINKED),
    Guard("assessor_is_person", "assessments_assessor", "UPDATE", "NEW.person_id <> OLD.person_id", LINKED),
    Guard(
        "person_keeps_account", "assessments_person", "UPDATE",
        "(OLD.account_id IS NOT NULL AND COALESCE(NEW.account_id, 0) <> OLD.account_id)", LINKED,
    ),
    Guard(
        "account_did_not_decide", "assessments_person", "UPDATE",
        f"(OLD.account_id IS NULL AND NEW.account_id IS NOT NULL AND {decided_on('NEW.account_id', 'NEW.id')})",
        "this account decided on this person or on what this person assessed or trained",
    ),
    Guard(
        "assignment_stays", "assessments_assignment", "UPDATE",
        "(NEW.session_id <> OLD.session_id OR NEW.assessor_id <> OLD.assessor_id)", USED,
    ),
    Guard(
        "training_stays", "assessments_training", "UPDATE",
        "(NEW.trainer_id <> OLD.trainer_id OR NEW.candidate_id <> OLD.candidate_id"
        " OR NEW.recorded_at <> OLD.recorded_at"
        " OR COALESCE(CAST(NEW.ended_on AS TEXT), '') <> COALESCE(CAST(OLD.ended_on AS TEXT), ''))", USED,
    ),
)  # fmt: skip

DELETIONS = (
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
        "assessor_kept", "assessments_assessor", "DELETE",
        "(EXISTS (SELECT 1 FROM assessments_assessment a WHERE a.assessor_id = OLD.id)"
        " OR EXISTS (SELECT 1 FROM assessments_assignment s WHERE s.assessor_id = OLD.id))", USED,
    ),
    Guard(
        "session_kept", "assessments_assessmentsession", "DELETE",
        "EXISTS (SELECT 1 FROM assessments_assessment a WHERE a.session_id = OLD.id)", USED,
    ),
    Guard(
        "assignment_kept", "assessments_assignment", "DELETE", has_started("OLD.session_id"),
        "the session has started: it is a fact that this assessor took part",
    ),
    Guard(
        "training_told", "assessments_training", "DELETE", f"NOT {removal_is_told('OLD')}",
        "a training is taken back with a reason in the history",
    ),
    Guard("schemeversion_kept", "assessments_schemeversion", "DELETE", "OLD.status <> 'draft'", USED),
    Guard("unit_kept", "assessments_unit", "DELETE", UNIT_IS_USED, USED),
)  # fmt: skip

KEPT_GUARDS: tuple[Guard, ...] = (
    *ROWS, *LINKS, *DELETIONS,
    *(never_emptied(table) for table in sorted({guard.table for guard in ROWS})),
)  # fmt: skip
