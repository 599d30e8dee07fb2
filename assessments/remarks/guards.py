"""The guards of remarks: the candidate's own, on a verdict that is shown to him and not signed, as it stands now."""

from kit.guards import Guard

from ..assessments.guards import assessment_row

ANSWERED = (
    "NOT EXISTS (SELECT 1 FROM assessments_verdict v JOIN assessments_assessment a ON a.id = v.assessment_id"
    " JOIN assessments_candidate c ON c.id = a.candidate_id JOIN assessments_person p ON p.id = c.person_id"
    " WHERE v.id = NEW.verdict_id AND a.status = 'enrolled' AND a.shown_at IS NOT NULL"
    " AND p.account_id = NEW.made_by_id AND v.outcome = NEW.outcome AND v.follow_up = NEW.follow_up)"
)

GUARDS: tuple[Guard, ...] = (
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
