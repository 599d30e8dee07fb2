"""The guards of a candidate's file: what was read, taken away and answered stays on record."""

from kit.guards import ALWAYS
from kit.guards.guard import Guard, never_emptied, on_any_change, same_row

from ..guards.conditions import assessment_row

TABLES = ("assessments_filereading", "assessments_export", "assessments_export_candidates", "assessments_remark")
KEPT = "a log is only added to"

# A remark is the candidate's own, on a verdict that is shown to him and not signed, as it stands now.
ANSWERED = (
    "NOT EXISTS (SELECT 1 FROM assessments_verdict v JOIN assessments_assessment a ON a.id = v.assessment_id"
    " JOIN assessments_candidate c ON c.id = a.candidate_id JOIN assessments_person p ON p.id = c.person_id"
    " WHERE v.id = NEW.verdict_id AND a.status = 'enrolled' AND a.shown_at IS NOT NULL"
    " AND p.account_id = NEW.made_by_id AND v.outcome = NEW.outcome AND v.follow_up = NEW.follow_up)"
)

FILE_GUARDS: tuple[Guard, ...] = (
    *(guard for table in TABLES for guard in on_any_change(f"{table}_append_only", table, ALWAYS, KEPT)),
    *(guard for table in TABLES for guard in same_row(f"{table}_same", table)),
    *(never_emptied(table) for table in TABLES),
    Guard(
        "remark_before_signing", "assessments_remark", "INSERT", ANSWERED,
        "only the candidate answers, what he was shown, before it is signed",
        locks=assessment_row("(SELECT v.assessment_id FROM assessments_verdict v WHERE v.id = NEW.verdict_id)"),
    ),
    Guard(
        "assessment_shown_before_signing", "assessments_assessment", "UPDATE",
        "(OLD.signed_at IS NOT NULL AND COALESCE(CAST(NEW.shown_at AS TEXT), '')"
        " <> COALESCE(CAST(OLD.shown_at AS TEXT), ''))",
        "whether verdicts were shown before the signature stays as it was",
    ),
)  # fmt: skip
