"""The guards of the facts: which statement each refuses."""

from kit.guards import ALWAYS
from kit.guards.guard import Guard, on_any_change

from ..assessments.guards import PERSON_GUARDS
from ..duty.guards import DUTY_GUARDS
from ..schemes.guards import SCHEME_GUARDS
from ..ties.guards import TIE_GUARDS
from ..uploads.guards import FILE_GUARDS
from .conditions import (
    assessment_row,
    is_assessor_of,
    may_decide,
    not_competent,
    session_is_assessable,
    status_edges,
    status_of,
    took_part,
    unit_of_scheme,
    version_of,
)
from .kept_rules import KEPT_GUARDS

GUARDS: tuple[Guard, ...] = (
    *on_any_change("event_append_only", "assessments_event", ALWAYS, "events are append-only"),
    # Verdicts are frozen from the assessor's signature on.
    Guard(
        "verdict_frozen_insert",
        "assessments_verdict",
        "INSERT",
        f"{status_of('NEW.assessment_id')} <> 'enrolled'",
        "the assessment is signed: no verdict can be added",
        locks=assessment_row("NEW.assessment_id"),
    ),
    Guard(
        "verdict_frozen_update",
        "assessments_verdict",
        "UPDATE",
        f"({status_of('OLD.assessment_id')} <> 'enrolled' OR NEW.assessment_id <> OLD.assessment_id"
        " OR NEW.unit_id <> OLD.unit_id)",
        "the assessment is signed: its verdicts are frozen",
        locks=assessment_row("OLD.assessment_id"),
    ),
    Guard(
        "verdict_of_the_scheme",
        "assessments_verdict",
        "INSERT",
        f"NOT {unit_of_scheme('NEW.unit_id', 'NEW.assessment_id')}",
        "only units of the scheme are judged",
    ),
    Guard("verdict_kept", "assessments_verdict", "DELETE", ALWAYS, "verdicts are never deleted"),
    # An assessment is born enrolled, moves only along its edges, and keeps whom and what it assesses.
    Guard(
        "assessment_born_enrolled",
        "assessments_assessment",
        "INSERT",
        f"(NEW.status <> 'enrolled' OR NEW.signed_at IS NOT NULL OR NOT {session_is_assessable('NEW.session_id')})",
        "an assessment begins enrolled and unsigned, on a scheme version that is no draft",
    ),
    Guard(
        "assessment_status_edges",
        "assessments_assessment",
        "UPDATE",
        status_edges(),
        "this change of status is not allowed",
    ),
    Guard(
        "assessment_identity",
        "assessments_assessment",
        "UPDATE",
        "(NEW.session_id <> OLD.session_id OR NEW.candidate_id <> OLD.candidate_id"
        " OR (OLD.signed_at IS NOT NULL AND (NEW.signed_at IS NULL OR NEW.signed_at <> OLD.signed_at"
        " OR NEW.signed_by_id <> OLD.signed_by_id OR NEW.assessor_id <> OLD.assessor_id)))",
        "session, candidate and signature of an assessment are frozen",
    ),
    Guard(
        "assessment_signed_is_competent",
        "assessments_assessment",
        "UPDATE",
        f"(NEW.status IN ('signed', 'granted') AND OLD.status <> NEW.status"
        f" AND {not_competent('NEW.id', version_of('NEW.session_id'))})",
        "not every unit is competent",
    ),
    Guard(
        "assessment_signed_by_assessor",
        "assessments_assessment",
        "UPDATE",
        "(NEW.status IN ('signed', 'not_competent') AND OLD.status <> NEW.status"
        f" AND NOT {is_assessor_of('NEW.signed_by_id', 'NEW.assessor_id', 'NEW.candidate_id')})",
        "only the assessor signs, and never for himself",
    ),
    Guard(
        "assessment_granted_by_decision",
        "assessments_assessment",
        "UPDATE",
        "(NEW.status IN ('granted', 'refused') AND OLD.status <> NEW.status AND NOT EXISTS (SELECT 1 FROM"
        " assessments_decision d WHERE d.assessment_id = NEW.id AND d.outcome = NEW.status))",
        "there is no such decision",
    ),
    Guard("assessment_kept", "assessments_assessment", "DELETE", ALWAYS, "assessments are never deleted"),
    # A decision is taken once, on a signed assessment, by somebody who took no part.
    Guard(
        "decision_impartial",
        "assessments_decision",
        "INSERT",
        f"({status_of('NEW.assessment_id')} <> 'signed' OR NOT {may_decide('NEW.decided_by_id')}"
        f" OR {took_part('NEW.decided_by_id', 'NEW.assessment_id')})",
        "only a signed assessment is decided, by a decision maker who neither assessed, supervised nor trained",
        locks=assessment_row("NEW.assessment_id"),
    ),
    *on_any_change("decision_append_only", "assessments_decision", ALWAYS, "a decision is never changed"),
    *SCHEME_GUARDS,
    *DUTY_GUARDS,
    *TIE_GUARDS,
    *FILE_GUARDS,
    *KEPT_GUARDS,
    *PERSON_GUARDS,
)
