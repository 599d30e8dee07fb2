"""The guards of decisions: taken once, on a signed assessment, by a decision maker without a part in it.

Nobody decides who is suspended as an assessor or tied to the candidate, and no account becomes that of a person whom it
decided on.
"""

from assessments.bars.guards import suspended
from kit.guards import Guard
from kit.guards.sql import ACCOUNTS

from ..assessments.guards import assessment_row, status_of
from ..ties.guards import UNDECIDED_TIE, doubted, tied_to_candidate


def may_decide(account: str) -> str:
    """True when the account has the role of a decision maker."""
    return f"EXISTS (SELECT 1 FROM {ACCOUNTS} k WHERE k.id = {account} AND k.is_decision_maker)"


def took_part(account: str, assessment: str, by_day: str = "") -> str:
    """True when the account is the candidate, assessed or supervised in any way, or trained him (ISO/IEC 17024, 9.4).

    A training that ended after `by_day` does not count: a decision of that day is not undone by it.
    """
    trained = f" AND (t.ended_on IS NULL OR t.ended_on <= {by_day})" if by_day else ""
    return (
        f"(EXISTS (SELECT 1 FROM assessments_assessment a JOIN assessments_candidate c ON c.id = a.candidate_id"
        f" JOIN assessments_person p ON p.id = c.person_id WHERE a.id = {assessment} AND p.account_id = {account})"
        f" OR EXISTS (SELECT 1 FROM assessments_assessment a WHERE a.id = {assessment} AND a.signed_by_id = {account})"
        f" OR EXISTS (SELECT 1 FROM assessments_verdict v WHERE v.assessment_id = {assessment}"
        f" AND v.recorded_by_id = {account})"
        f" OR EXISTS (SELECT 1 FROM assessments_assessment a JOIN assessments_assessor r ON r.id = a.assessor_id"
        f" JOIN assessments_person p ON p.id = r.person_id WHERE a.id = {assessment} AND p.account_id = {account})"
        f" OR EXISTS (SELECT 1 FROM assessments_assessment a JOIN assessments_assignment s"
        f" ON s.session_id = a.session_id JOIN assessments_assessor r ON r.id = s.assessor_id"
        f" JOIN assessments_person p ON p.id = r.person_id WHERE a.id = {assessment} AND p.account_id = {account})"
        f" OR EXISTS (SELECT 1 FROM assessments_supervision o JOIN assessments_person p ON p.id = o.supervisor_id"
        f" WHERE o.assessment_id = {assessment} AND p.account_id = {account})"
        f" OR EXISTS (SELECT 1 FROM assessments_assessment a JOIN assessments_training t"
        f" ON t.candidate_id = a.candidate_id JOIN assessments_person p ON p.id = t.trainer_id"
        f" WHERE a.id = {assessment} AND p.account_id = {account}{trained}))"
    )


def decided_on(account: str, person: str) -> str:
    """True when the account decided where this person was candidate, supervisor, trainer or assessor of the session."""
    return (
        "EXISTS (SELECT 1 FROM assessments_decision d JOIN assessments_assessment a ON a.id = d.assessment_id"
        f" WHERE d.decided_by_id = {account} AND ("
        f"EXISTS (SELECT 1 FROM assessments_candidate c WHERE c.id = a.candidate_id AND c.person_id = {person})"
        f" OR EXISTS (SELECT 1 FROM assessments_assessor r WHERE r.id = a.assessor_id AND r.person_id = {person})"
        " OR EXISTS (SELECT 1 FROM assessments_assignment s JOIN assessments_assessor r ON r.id = s.assessor_id"
        f" WHERE s.session_id = a.session_id AND r.person_id = {person})"
        " OR EXISTS (SELECT 1 FROM assessments_supervision o"
        f" WHERE o.assessment_id = a.id AND o.supervisor_id = {person})"
        " OR EXISTS (SELECT 1 FROM assessments_training t"
        f" WHERE t.candidate_id = a.candidate_id AND t.trainer_id = {person})))"
    )


SUPERVISOR_DECIDES = (
    f"EXISTS (SELECT 1 FROM assessments_person p WHERE p.id = NEW.supervisor_id AND ({may_decide('p.account_id')}"
    " OR EXISTS (SELECT 1 FROM assessments_decision d"
    " WHERE d.assessment_id = NEW.assessment_id AND d.decided_by_id = p.account_id)))"
)

GUARDS: tuple[Guard, ...] = (
    Guard(
        "decision_impartial", "assessments_decision", "INSERT",
        f"({status_of('NEW.assessment_id')} <> 'signed' OR NOT {may_decide('NEW.decided_by_id')}"
        f" OR {took_part('NEW.decided_by_id', 'NEW.assessment_id')})",
        "only a signed assessment is decided, by a decision maker who neither assessed, supervised nor trained",
        locks=assessment_row("NEW.assessment_id"),
    ),
    Guard(
        "decision_on_duty", "assessments_decision", "INSERT", suspended("NEW.decided_by_id", "NEW.decided_on"),
        "whoever is suspended decides nothing",
    ),
    Guard(
        "decision_undoubted", "assessments_decision", "INSERT",
        f"(NEW.outcome = 'granted' AND {doubted('NEW.assessment_id')})", UNDECIDED_TIE,
        locks=assessment_row("NEW.assessment_id"),
    ),
    Guard(
        "decision_untied", "assessments_decision", "INSERT",
        tied_to_candidate("NEW.decided_by_id", "NEW.assessment_id"),
        "nobody decides on whom he is tied to", locks=assessment_row("NEW.assessment_id"),
    ),
    Guard(
        "assessment_granted_by_decision", "assessments_assessment", "UPDATE",
        "(NEW.status IN ('granted', 'refused') AND OLD.status <> NEW.status AND NOT EXISTS (SELECT 1 FROM"
        " assessments_decision d WHERE d.assessment_id = NEW.id AND d.outcome = NEW.status))",
        "there is no such decision",
    ),
    Guard(
        "account_did_not_decide", "assessments_person", "UPDATE",
        f"(OLD.account_id IS NULL AND NEW.account_id IS NOT NULL AND {decided_on('NEW.account_id', 'NEW.id')})",
        "this account decided on this person or on what this person assessed or trained",
    ),
    Guard(
        "supervision_impartial", "assessments_supervision", "INSERT", SUPERVISOR_DECIDES,
        "nobody supervises what he decides", locks=assessment_row("NEW.assessment_id"),
    ),
)  # fmt: skip
