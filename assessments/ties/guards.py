"""The guards of impartiality: what `assessments.ties` asks, in SQL, and that ties and holds stay on record."""

from kit.guards import ALWAYS, Guard

from ..assessments.guards import assessment_row
from ..events.guards import tells

DECIDED_SINCE = (
    "EXISTS (SELECT 1 FROM assessments_hold h WHERE h.assessment_id = a.id AND h.assessor_id = a.assessor_id"
    " AND h.lifted_at >= n.recorded_at)"
)
UNDECIDED = f" AND NOT {DECIDED_SINCE}"


def tied(one: str, other: str, relation: str = "", training: str = "") -> str:
    """True when a tie between two persons is on record, in either direction; the rest narrows `n`, the tie's row."""
    return (
        "(EXISTS (SELECT 1 FROM assessments_relation n"
        f" WHERE ((n.person_id = {one} AND n.relative_id = {other})"
        f" OR (n.person_id = {other} AND n.relative_id = {one})){relation})"
        " OR EXISTS (SELECT 1 FROM assessments_training n JOIN assessments_candidate m ON m.id = n.candidate_id"
        f" WHERE ((n.trainer_id = {one} AND m.person_id = {other})"
        f" OR (n.trainer_id = {other} AND m.person_id = {one})){training}))"
    )


def doubted(assessment: str) -> str:
    """True when it is held from its assessor, or a tie of him or of who supervises him is undecided."""
    return (
        "EXISTS (SELECT 1 FROM assessments_assessment a JOIN assessments_candidate c ON c.id = a.candidate_id"
        f" JOIN assessments_assessor r ON r.id = a.assessor_id WHERE a.id = {assessment} AND ("
        "EXISTS (SELECT 1 FROM assessments_hold h WHERE h.assessment_id = a.id AND h.assessor_id = a.assessor_id"
        " AND h.lifted_at IS NULL)"
        f" OR {tied('r.person_id', 'c.person_id', UNDECIDED, UNDECIDED)}"
        " OR EXISTS (SELECT 1 FROM assessments_supervision o WHERE o.assessment_id = a.id"
        " AND o.assessor_id = a.assessor_id AND o.id = (SELECT MAX(l.id) FROM assessments_supervision l"
        " WHERE l.assessment_id = a.id AND l.assessor_id = a.assessor_id)"
        f" AND {tied('o.supervisor_id', 'c.person_id', UNDECIDED, UNDECIDED)})))"
    )


def tied_to_candidate(account: str, assessment: str, by_day: str = "", by_moment: str = "") -> str:
    """True when a tie between the account's person and the candidate is on record.

    A training that ended after `by_day` does not count, nor what was recorded after `by_moment`; having trained the
    candidate counts all the same (`took_part`).
    """
    relation = f" AND n.recorded_at <= {by_moment}" if by_moment else ""
    training = relation + (f" AND (n.ended_on IS NULL OR n.ended_on <= {by_day})" if by_day else "")
    return (
        "EXISTS (SELECT 1 FROM assessments_assessment a JOIN assessments_candidate c ON c.id = a.candidate_id"
        f" JOIN assessments_person p ON p.account_id = {account}"
        f" WHERE a.id = {assessment} AND {tied('p.id', 'c.person_id', relation, training)})"
    )


REMOVAL_IS_TOLD = (
    "EXISTS (SELECT 1 FROM assessments_event e WHERE e.subject_type = 'assessments.person'"
    f" AND e.subject_id = OLD.person_id AND e.verb = 'relation_removed' AND {tells('relation', 'OLD.id')})"
)
CANDIDATE = (
    "(SELECT c.person_id FROM assessments_assessment a JOIN assessments_candidate c ON c.id = a.candidate_id"
    " WHERE a.id = NEW.assessment_id)"
)
UNDECIDED_TIE = "it is held from the assessor, or a recorded tie of who judges is undecided"

GUARDS: tuple[Guard, ...] = (
    Guard(
        "assessment_signed_undoubted", "assessments_assessment", "UPDATE",
        f"(NEW.status IN ('signed', 'not_competent') AND OLD.status <> NEW.status AND {doubted('NEW.id')})",
        UNDECIDED_TIE, locks=assessment_row("NEW.id"),
    ),
    Guard(
        "supervision_untied", "assessments_supervision", "INSERT", tied("NEW.supervisor_id", CANDIDATE),
        "nobody supervises where he is tied to the candidate", locks=assessment_row("NEW.assessment_id"),
    ),
    Guard(
        "hold_born_standing", "assessments_hold", "INSERT", "NEW.lifted_at IS NOT NULL",
        "a hold stands before it is lifted",
    ),
    Guard("relation_stays", "assessments_relation", "UPDATE", ALWAYS, "a recorded tie is never changed"),
    Guard(
        "relation_told", "assessments_relation", "DELETE", f"NOT {REMOVAL_IS_TOLD}",
        "a tie is taken back with a reason in the history",
    ),
)  # fmt: skip
