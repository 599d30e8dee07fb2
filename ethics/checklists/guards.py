"""What was confirmed, answered and asked at an assessment stays, and comes from whom it says."""

from kit.guards import ALWAYS, Guard, never_emptied, on_any_change, same_row

SAID = "what was said of an assessment is never changed"
# Each table with the keys that no other row may take from a row.
APPEND_ONLY: dict[str, tuple[tuple[str, ...], ...]] = {
    "ethics_badge": (("token",), ("session_id", "assessor_id")),
    "ethics_checklist": (("session_id", "assessor_id"),),
    "ethics_feedback": (("assessment_id",),),
    "ethics_answer": (("feedback_id", "statement"),),
    "ethics_question": (),
    "ethics_reply": (("question_id",),),
}
NOT_THE_CANDIDATE = (
    "NOT EXISTS (SELECT 1 FROM assessments_assessment a JOIN assessments_candidate c ON c.id = a.candidate_id"
    " JOIN assessments_person p ON p.id = c.person_id WHERE a.id = NEW.assessment_id AND p.account_id = {account})"
)
NOT_THE_ASSIGNED = (
    "NOT EXISTS (SELECT 1 FROM assessments_assignment t JOIN assessments_assessor r ON r.id = t.assessor_id"
    " JOIN assessments_person p ON p.id = r.person_id WHERE t.session_id = NEW.session_id"
    " AND t.assessor_id = NEW.assessor_id AND p.account_id = NEW.sent_by_id)"
)
NOT_TOLD = (
    "NOT EXISTS (SELECT 1 FROM assessments_assessment a WHERE a.id = NEW.assessment_id"
    " AND a.status IN ('granted', 'refused', 'not_competent'))"
)
ASKED_HIMSELF = (
    "EXISTS (SELECT 1 FROM ethics_question q WHERE q.id = NEW.question_id AND q.asked_by_id = NEW.replied_by_id)"
)

CONDUCT_GUARDS: tuple[Guard, ...] = (
    *(guard for table in APPEND_ONLY for guard in on_any_change(f"{table}_append_only", table, ALWAYS, SAID)),
    *(guard for table, keys in APPEND_ONLY.items() for guard in same_row(f"{table}_same", table, *keys)),
    *(never_emptied(table) for table in APPEND_ONLY),
    Guard("checklist_of_the_assigned", "ethics_checklist", "INSERT", NOT_THE_ASSIGNED, "nobody confirms for another"),
    Guard("feedback_of_the_candidate", "ethics_feedback", "INSERT",
          NOT_THE_CANDIDATE.format(account="NEW.given_by_id"), "nobody gives feedback for another"),
    Guard("feedback_after_the_end", "ethics_feedback", "INSERT", NOT_TOLD, "feedback comes after the decision"),
    Guard("question_of_the_candidate", "ethics_question", "INSERT",
          NOT_THE_CANDIDATE.format(account="NEW.asked_by_id"), "nobody asks for another"),
    Guard("reply_of_another", "ethics_reply", "INSERT", ASKED_HIMSELF, "nobody answers himself"),
)  # fmt: skip
