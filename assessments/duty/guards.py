"""The guards of duty: nobody signs who has not pledged, is suspended, has not declared, or is held from it.

And nobody decides on a certification who is suspended as an assessor.

Days are those of the database's own clock (UTC), so on the first and last day of a suspension the operations are
stricter than these guards by some hours.
"""

from kit.guards import ALWAYS
from kit.guards.guard import Guard, never_emptied, on_any_change, same_row

from ..guards.conditions import assessment_row, may_decide, suspended

LAST = "'9999-12-31'"
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
OVERLAPS = (
    "EXISTS (SELECT 1 FROM assessments_bar b WHERE b.assessor_id = NEW.assessor_id AND b.lifted_on IS NULL"
    f" AND b.starts_on <= COALESCE(NEW.ends_on, {LAST}) AND NEW.starts_on <= COALESCE(b.ends_on, {LAST}))"
)
CHANGED_BAR = (
    "(NEW.assessor_id <> OLD.assessor_id OR NEW.starts_on <> OLD.starts_on OR NEW.reason <> OLD.reason"
    f" OR COALESCE(NEW.ends_on, {LAST}) <> COALESCE(OLD.ends_on, {LAST}) OR OLD.lifted_on IS NOT NULL)"
)
DECIDES = (
    f"EXISTS (SELECT 1 FROM assessments_person p WHERE p.id = NEW.supervisor_id AND ({may_decide('p.account_id')}"
    " OR EXISTS (SELECT 1 FROM assessments_decision d"
    " WHERE d.assessment_id = NEW.assessment_id AND d.decided_by_id = p.account_id)))"
)

DUTY_GUARDS = (
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
        "decision_on_duty", "assessments_decision", "INSERT", suspended("NEW.decided_by_id", "NEW.decided_on"),
        "whoever is suspended decides nothing",
    ),
    Guard("bar_alone", "assessments_bar", "INSERT", OVERLAPS, "two suspensions overlap"),
    Guard("bar_stays", "assessments_bar", "UPDATE", CHANGED_BAR, "a suspension is only lifted"),
    Guard("bar_kept", "assessments_bar", "DELETE", ALWAYS, "a suspension is never deleted"),
    *same_row("bar_same", "assessments_bar"),
    Guard(
        "hold_stays", "assessments_hold", "UPDATE",
        "(NEW.assessment_id <> OLD.assessment_id OR NEW.assessor_id <> OLD.assessor_id"
        " OR OLD.lifted_at IS NOT NULL)", "a hold is only lifted",
    ),
    Guard("hold_kept", "assessments_hold", "DELETE", ALWAYS, "a hold is never deleted"),
    *same_row("hold_same", "assessments_hold"),
    never_emptied("assessments_bar"),
    never_emptied("assessments_hold"),
    Guard(
        "supervision_impartial", "assessments_supervision", "INSERT", DECIDES,
        "nobody supervises what he decides", locks=assessment_row("NEW.assessment_id"),
    ),
    *on_any_change("supervision_stays", "assessments_supervision", ALWAYS, "a supervision is never changed"),
    *same_row("supervision_same", "assessments_supervision"),
    never_emptied("assessments_supervision"),
)  # fmt: skip
