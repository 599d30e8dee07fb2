"""The guards of duty: nobody signs who has not pledged, is suspended, has not declared, or is held from it.

A hold is only lifted.

Days are those of the database's own clock (UTC), so on the first and last day of a suspension the operations are
stricter than these guards by some hours.
"""

from kit.guards import Guard
from kit.guards.sql import LAST_DAY as LAST

from ..assessments.guards import assessment_row

SIGNED = "date(NEW.signed_at)"

UNFIT = (
    "(NEW.opened_at IS NULL OR NEW.cleared_at IS NULL"
    " OR EXISTS (SELECT 1 FROM assessments_hold h WHERE h.assessment_id = NEW.id"
    " AND h.assessor_id = NEW.assessor_id AND h.lifted_at IS NULL)"
    " OR NOT EXISTS (SELECT 1 FROM assessments_assessor r WHERE r.id = NEW.assessor_id"
    f" AND r.pledged_until >= {SIGNED})"
    " OR EXISTS (SELECT 1 FROM assessments_bar b WHERE b.assessor_id = NEW.assessor_id"
    f" AND b.starts_on <= {SIGNED} AND COALESCE(b.ends_on, {LAST}) > {SIGNED}"
    f" AND COALESCE(b.lifted_on, {LAST}) > {SIGNED}))"
)


GUARDS: tuple[Guard, ...] = (
    Guard(
        "assessment_signed_dutifully", "assessments_assessment", "UPDATE",
        f"(NEW.status IN ('signed', 'not_competent') AND OLD.status <> NEW.status AND {UNFIT})",
        "the assessor has not pledged, is suspended, has not declared or is held from this candidate",
        locks=assessment_row("NEW.id"),
    ),
    Guard(
        "assessment_born_closed", "assessments_assessment", "INSERT",
        "(NEW.opened_at IS NOT NULL OR NEW.cleared_at IS NOT NULL)", "a new assessment has no declaration yet",
    ),
    Guard(
        "assessment_other_assessor", "assessments_assessment", "UPDATE",
        "(NEW.assessor_id <> OLD.assessor_id AND (NEW.opened_at IS NOT NULL OR NEW.cleared_at IS NOT NULL))",
        "another assessor has not declared yet",
    ),
    Guard(
        "assessment_cleared_after_opened", "assessments_assessment", "UPDATE",
        "(NEW.cleared_at IS NOT NULL AND NEW.opened_at IS NULL)", "names are opened before anybody declares",
    ),
    Guard(
        "hold_stays", "assessments_hold", "UPDATE",
        "(NEW.assessment_id <> OLD.assessment_id OR NEW.assessor_id <> OLD.assessor_id"
        " OR OLD.lifted_at IS NOT NULL)", "a hold is only lifted",
    ),
)  # fmt: skip
