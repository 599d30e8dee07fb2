"""The guards of assessors: an assessor stays the same person, and does not vanish once he has a task."""

from kit.guards import Guard

from ..people.guards import LINKED, USED


def is_the_assessor(account: str) -> str:
    """True when the account is that of the assessor whom the new row names."""
    return (
        "EXISTS (SELECT 1 FROM assessments_assessor r JOIN assessments_person p ON p.id = r.person_id"
        f" WHERE r.id = NEW.assessor_id AND p.account_id = {account})"
    )


GUARDS: tuple[Guard, ...] = (
    Guard("assessor_is_person", "assessments_assessor", "UPDATE", "NEW.person_id <> OLD.person_id", LINKED),
    Guard(
        "assessor_kept", "assessments_assessor", "DELETE",
        "(EXISTS (SELECT 1 FROM assessments_assessment a WHERE a.assessor_id = OLD.id)"
        " OR EXISTS (SELECT 1 FROM assessments_assignment s WHERE s.assessor_id = OLD.id))", USED,
    ),
)  # fmt: skip
