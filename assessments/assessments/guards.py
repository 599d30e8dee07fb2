"""The guards of assessments: how one moves, who signs it, and who was assessed.

That is written with the signature and kept for ever, and the person is held until certified.

The fingerprint stands for the identity number: its ciphertext differs each time the same number is written.
"""

from assessments.assessments.models.assessments import Assessment
from kit.guards import Guard, RowLock
from kit.guards.sql import differs, text

from ..people.guards import person_row
from ..sessions.guards import session_is_assessable
from .models.assessed import WHO

CANDIDATE = "assessments_candidate c JOIN assessments_person p ON p.id = c.person_id"
SIGNS = "(NEW.status IN ('signed', 'not_competent') AND OLD.status <> NEW.status)"
FREEZES = "(a.status = 'signed' OR (a.status = 'granted' AND a.certified_at IS NULL))"


def assessment_row(key: str) -> tuple[RowLock]:
    """The lock of an assessment: of two transactions that touch what it rests on, one waits."""
    return (RowLock("assessments_assessment", key),)


def status_of(assessment: str) -> str:
    """The status, or '' when there is no such assessment: an unknown would let everything pass."""
    return f"COALESCE((SELECT a.status FROM assessments_assessment a WHERE a.id = {assessment}), '')"


def is_assessor_of(account: str, assessor: str, candidate: str) -> str:
    """True when the account is the assessor's, and the assessor somebody else than the candidate."""
    return (
        "EXISTS (SELECT 1 FROM assessments_assessor r JOIN assessments_person p ON p.id = r.person_id"
        f" JOIN assessments_candidate c ON c.id = {candidate}"
        f" WHERE r.id = {assessor} AND p.account_id = {account} AND c.person_id <> r.person_id)"
    )


def is_as_assessed(person: str, assessment: str) -> str:
    """True when the columns of this person row are those that the assessment kept."""
    same = (text(f"{person}.{column}") + " = " + text(f"{assessment}.{kept}") for column, kept in WHO.items())
    return "(" + " AND ".join(same) + ")"


def changed(*columns: str) -> str:
    """True when an update gives one of these columns another value."""
    return f"({differs(*columns)})"


HELD = (
    "EXISTS (SELECT 1 FROM assessments_assessment a JOIN assessments_candidate c ON c.id = a.candidate_id"
    f" WHERE c.person_id = OLD.id AND {FREEZES} AND NOT {is_as_assessed('NEW', 'a')})"
)
SAYS_ANOTHER = (
    "(NEW.assessed_name = '' OR NOT EXISTS (SELECT 1"
    f" FROM {CANDIDATE} WHERE c.id = NEW.candidate_id AND {is_as_assessed('p', 'NEW')}))"
)
BORN_ASSESSED = " OR ".join(text(f"NEW.{kept}") + " <> ''" for kept in WHO.values())
TAKES_IDENTITY = (
    "(NEW.identity_fingerprint <> '' AND EXISTS (SELECT 1 FROM assessments_person o"
    " WHERE o.identity_fingerprint = NEW.identity_fingerprint{others}))"
)
TAKEN = "somebody else has this identity"

PERSON_GUARDS: tuple[Guard, ...] = (
    Guard(
        "assessment_born_of_nobody", "assessments_assessment", "INSERT",
        f"({BORN_ASSESSED} OR NEW.certified_at IS NOT NULL)",
        "who was assessed is written with the signature, and certified is what was granted",
    ),
    Guard(
        "assessment_signed_for_whom", "assessments_assessment", "UPDATE", f"({SIGNS} AND {SAYS_ANOTHER})",
        "a signature says who was assessed, as the records describe him",
        locks=person_row("(SELECT c.person_id FROM assessments_candidate c WHERE c.id = NEW.candidate_id)"),
    ),
    Guard(
        "assessment_person_stays", "assessments_assessment", "UPDATE",
        f"(NOT {SIGNS} AND {changed(*WHO.values())})", "who was assessed is written with the signature and stays",
    ),
    Guard(
        "assessment_certified_once", "assessments_assessment", "UPDATE",
        f"({changed('certified_at')} AND (OLD.certified_at IS NOT NULL OR NEW.status <> 'granted'))",
        "only what was granted is certified, and stays so",
    ),
    Guard(
        "person_held", "assessments_person", "UPDATE", f"({changed(*WHO)} AND {HELD})",
        "an assessor signed for this person: name, identity and birth date stay until it is certified or refused",
    ),
    # For SQLite, whose REPLACE takes the row in the way out without asking: a person would vanish and return renamed.
    Guard(
        "person_identity_taken_insert", "assessments_person", "INSERT", TAKES_IDENTITY.format(others=""), TAKEN,
    ),
    Guard(
        "person_identity_taken_update", "assessments_person", "UPDATE",
        TAKES_IDENTITY.format(others=" AND o.id <> NEW.id"), TAKEN,
    ),
)  # fmt: skip

GUARDS: tuple[Guard, ...] = (
    # An assessment is born enrolled, moves only along its edges, and keeps whom and what it assesses.
    Guard(
        "assessment_born_enrolled",
        "assessments_assessment",
        "INSERT",
        f"({Assessment.STATES.begins_otherwise()} OR NEW.signed_at IS NOT NULL"
        f" OR NOT {session_is_assessable('NEW.session_id')})",
        "an assessment begins enrolled and unsigned, on a scheme version that is no draft",
    ),
    Guard(
        "assessment_status_edges",
        "assessments_assessment",
        "UPDATE",
        Assessment.STATES.skips(),
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
        "assessment_signed_by_assessor",
        "assessments_assessment",
        "UPDATE",
        "(NEW.status IN ('signed', 'not_competent') AND OLD.status <> NEW.status"
        f" AND NOT {is_assessor_of('NEW.signed_by_id', 'NEW.assessor_id', 'NEW.candidate_id')})",
        "only the assessor signs, and never for himself",
    ),
    *PERSON_GUARDS,
)
