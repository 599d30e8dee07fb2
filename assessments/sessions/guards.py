"""The guards of sessions: one scheme version for ever, and who took part in what has started stays on record."""

from kit.guards import Guard

from ..people.guards import USED


def version_of(session: str) -> str:
    return f"(SELECT s.scheme_version_id FROM assessments_assessmentsession s WHERE s.id = {session})"


def session_is_assessable(session: str) -> str:
    """True when the session is there and runs on a version that is or was in force."""
    return (
        "EXISTS (SELECT 1 FROM assessments_assessmentsession s JOIN assessments_schemeversion w"
        f" ON w.id = s.scheme_version_id WHERE s.id = {session} AND w.status <> 'draft')"
    )


def has_started(session: str) -> str:
    """True when the session is not merely planned, or somebody was judged in it."""
    return (
        f"(EXISTS (SELECT 1 FROM assessments_assessmentsession s WHERE s.id = {session} AND s.status <> 'planned')"
        f" OR EXISTS (SELECT 1 FROM assessments_assessment a WHERE a.session_id = {session}"
        " AND a.signed_at IS NOT NULL))"
    )


GUARDS: tuple[Guard, ...] = (
    Guard(
        "session_keeps_version", "assessments_assessmentsession", "UPDATE",
        "(NEW.scheme_version_id <> OLD.scheme_version_id"
        " AND EXISTS (SELECT 1 FROM assessments_assessment a WHERE a.session_id = OLD.id))",
        "a session runs on one scheme version for ever",
    ),
    Guard(
        "session_kept", "assessments_assessmentsession", "DELETE",
        "EXISTS (SELECT 1 FROM assessments_assessment a WHERE a.session_id = OLD.id)", USED,
    ),
    Guard(
        "assignment_stays", "assessments_assignment", "UPDATE",
        "(NEW.session_id <> OLD.session_id OR NEW.assessor_id <> OLD.assessor_id)", USED,
    ),
    Guard(
        "assignment_kept", "assessments_assignment", "DELETE", has_started("OLD.session_id"),
        "the session has started: it is a fact that this assessor took part",
    ),
)  # fmt: skip
