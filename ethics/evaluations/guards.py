"""Evaluations of assessors as the database keeps them: asked of another, filled in once, replied to once."""

from assessments.guards.conditions import ACCOUNTS
from certificates.guards import differs
from kit.guards import ALWAYS, Guard, never_emptied, on_any_change, same_row

from ..checklists.statements import WITNESSED
from .models.reviews import MARKS

KEPT = "records of the code of ethics are never changed"
ASKED = ("session_id", "assessor_id", "evaluator_id", "asked_by_id", "asked_at")
CALLED_OFF = ("called_off_by_id", "called_off_at", "called_off_reason")
# Each form: what it says, its lines (table and key) and how many there are.
FORMS = {
    "ethics_review": (("process_advice", "decision_advice"), "ethics_reviewmark", "review_id", len(MARKS)),
    "ethics_witnessing": (
        ("happened_on", "strengths", "improvements", "conclusion"), "ethics_observation", "witnessing_id",
        len(WITNESSED),
    ),
}  # fmt: skip
LINES = {
    "ethics_reviewmark": ("review_id", "step", "aspect"),
    "ethics_observation": ("witnessing_id", "statement"),
}
INSPECTED = (
    "assessor_id", "happened_on", "kind", "letter", "outcome", "findings", "evidence_id", "recorded_by_id",
    "recorded_at",
)  # fmt: skip


def himself(account: str) -> str:
    """True when the account is that of the assessor whom the new row is about."""
    return (
        "EXISTS (SELECT 1 FROM assessments_assessor r JOIN assessments_person p ON p.id = r.person_id"
        f" WHERE r.id = NEW.assessor_id AND p.account_id = {account})"
    )


def no_officer(account: str) -> str:
    """True unless the account is an officer's or an admin's."""
    return f"NOT EXISTS (SELECT 1 FROM {ACCOUNTS} k WHERE k.id = {account} AND (k.is_lsp_admin OR k.is_ethics_officer))"


def session_not(*statuses: str) -> str:
    named = ", ".join(f"'{status}'" for status in statuses)
    return (
        "NOT EXISTS (SELECT 1 FROM assessments_assessmentsession s WHERE s.id = NEW.session_id"
        f" AND s.status IN ({named}))"
    )


NOT_ASSIGNED = (
    "NOT EXISTS (SELECT 1 FROM assessments_assignment t WHERE t.session_id = NEW.session_id"
    " AND t.assessor_id = NEW.assessor_id)"
)
A_CANDIDATE = (
    "EXISTS (SELECT 1 FROM assessments_assessment a JOIN assessments_candidate c ON c.id = a.candidate_id"
    " JOIN assessments_person p ON p.id = c.person_id WHERE a.session_id = NEW.session_id"
    " AND p.account_id = NEW.evaluator_id)"
)
ASSESSED_THEM = (
    "EXISTS (SELECT 1 FROM assessments_assessment a WHERE a.session_id = NEW.session_id"
    " AND a.assessor_id = NEW.assessor_id AND (a.signed_by_id = NEW.evaluator_id OR EXISTS (SELECT 1 FROM"
    " assessments_verdict v WHERE v.assessment_id = a.id AND v.recorded_by_id = NEW.evaluator_id)))"
)
FILLED_NOW = "OLD.filled_at IS NULL AND NEW.filled_at IS NOT NULL"


def form_guards(table: str) -> tuple[Guard, ...]:
    """Of one kind of form: from whom, by whom, once."""
    said, lines, key, count = FORMS[table]
    name = table.removeprefix("ethics_")
    asked_already = " AND ".join(f"o.{column} = NEW.{column}" for column in ASKED[:3])
    return (
        Guard(f"{name}_born_empty", table, "INSERT",
              "(NEW.filled_at IS NOT NULL OR NEW.replied_at IS NOT NULL OR NEW.called_off_at IS NOT NULL)",
              "an evaluation begins empty"),
        Guard(f"{name}_of_another", table, "INSERT", f"({himself('NEW.evaluator_id')} OR {himself('NEW.asked_by_id')})",
              "nobody evaluates himself or has it done"),
        Guard(f"{name}_asked_by_the_body", table, "INSERT", no_officer("NEW.asked_by_id"), "the LSP has it done"),
        Guard(f"{name}_of_the_assigned", table, "INSERT", NOT_ASSIGNED, "he has no task in this session"),
        Guard(f"{name}_by_no_candidate", table, "INSERT", A_CANDIDATE, "no candidate evaluates here"),
        Guard(f"{name}_asked_again", table, "INSERT",
              f"EXISTS (SELECT 1 FROM {table} o WHERE {asked_already} AND o.called_off_at IS NULL)",
              "he is asked already"),
        Guard(f"{name}_stays", table, "UPDATE",
              f"(OLD.called_off_at IS NOT NULL OR OLD.replied_at IS NOT NULL OR {differs(*ASKED)}"
              f" OR (OLD.filled_at IS NOT NULL AND ({differs('filled_at', *said, *CALLED_OFF)}))"
              " OR (OLD.filled_at IS NULL AND NEW.replied_at IS NOT NULL))",
              "an evaluation is filled in once and otherwise stays"),
        Guard(f"{name}_whole", table, "UPDATE",
              f"({FILLED_NOW} AND (SELECT count(*) FROM {lines} l WHERE l.{key} = NEW.id) <> {count})",
              "an evaluation is filled in whole"),
        Guard(f"{name}_called_off_by_the_body", table, "UPDATE",
              f"(NEW.called_off_at IS NOT NULL AND ({himself('NEW.called_off_by_id')}"
              f" OR {no_officer('NEW.called_off_by_id')}))", "the LSP calls it off"),
        Guard(f"{name}_kept", table, "DELETE", ALWAYS, KEPT),
        *same_row(f"{name}_same", table),
        never_emptied(table),
        *on_any_change(f"{lines}_append_only", lines, ALWAYS, KEPT),
        *same_row(f"{lines}_same", lines, LINES[lines]),
        Guard(f"{lines}_in_time", lines, "INSERT",
              f"NOT EXISTS (SELECT 1 FROM {table} o WHERE o.id = NEW.{key} AND o.filled_at IS NULL"
              " AND o.called_off_at IS NULL)", "what was filled in stays as it is"),
        never_emptied(lines),
    )  # fmt: skip


EVALUATION_GUARDS: tuple[Guard, ...] = (
    *(guard for table in FORMS for guard in form_guards(table)),
    Guard("review_after_the_session", "ethics_review", "INSERT", session_not("finished"),
          "a review comes after the session"),
    Guard("review_of_anothers_work", "ethics_review", "INSERT", ASSESSED_THEM, "nobody reviews what he assessed"),
    Guard("witnessing_in_time", "ethics_witnessing", "INSERT", session_not("planned", "running"),
          "the session is over"),
    Guard("witnessing_after_the_start", "ethics_witnessing", "UPDATE",
          f"({FILLED_NOW} AND {session_not('running', 'finished')})", "a report comes after the start"),
    Guard("inspection_of_another", "ethics_inspection", "INSERT",
          f"({himself('NEW.recorded_by_id')} OR {no_officer('NEW.recorded_by_id')})", "the LSP records it"),
    Guard("inspection_born_standing", "ethics_inspection", "INSERT", "(NEW.retracted_at IS NOT NULL)",
          "an entry begins standing"),
    Guard("inspection_stays", "ethics_inspection", "UPDATE",
          f"(OLD.retracted_at IS NOT NULL OR {differs(*INSPECTED)} OR {himself('NEW.retracted_by_id')}"
          f" OR {no_officer('NEW.retracted_by_id')})", "an entry is only taken back, by the LSP"),
    Guard("inspection_kept", "ethics_inspection", "DELETE", ALWAYS, KEPT),
    *same_row("inspection_same", "ethics_inspection"),
    never_emptied("ethics_inspection"),
)  # fmt: skip
