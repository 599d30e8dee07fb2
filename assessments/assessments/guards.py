"""The guards of who was assessed: written with the signature, kept for ever, and the person held until certified.

The fingerprint stands for the identity number: its ciphertext differs each time the same number is written.
"""

from kit.guards.guard import Guard

from ..guards.conditions import person_row
from .models.assessed import WHO

CANDIDATE = "assessments_candidate c JOIN assessments_person p ON p.id = c.person_id"
SIGNS = "(NEW.status IN ('signed', 'not_competent') AND OLD.status <> NEW.status)"
HOLDS = "(a.status = 'signed' OR (a.status = 'granted' AND a.certified_at IS NULL))"


def text(column: str) -> str:
    """A column as text that can be compared, also when it is empty."""
    return f"COALESCE(CAST({column} AS TEXT), '')"


def is_as_assessed(person: str, assessment: str) -> str:
    """True when the columns of this person row are those that the assessment kept."""
    same = (text(f"{person}.{column}") + " = " + text(f"{assessment}.{kept}") for column, kept in WHO.items())
    return "(" + " AND ".join(same) + ")"


def changed(*columns: str) -> str:
    """True when an update gives one of these columns another value."""
    return "(" + " OR ".join(text(f"NEW.{column}") + " <> " + text(f"OLD.{column}") for column in columns) + ")"


HELD = (
    "EXISTS (SELECT 1 FROM assessments_assessment a JOIN assessments_candidate c ON c.id = a.candidate_id"
    f" WHERE c.person_id = OLD.id AND {HOLDS} AND NOT {is_as_assessed('NEW', 'a')})"
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
