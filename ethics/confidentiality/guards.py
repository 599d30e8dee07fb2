"""Confidentiality as the database keeps it: explanations stay, a leave is answered once by each side."""

from certificates.guards import differs
from kit.guards import ALWAYS, Guard, never_emptied, on_any_change, same_row

KEPT = "records of the code of ethics are never changed"
ASKED = ("candidate_id", "recipient", "matter", "purpose", "until", "asked_by_id", "asked_at")
REWRITTEN = (
    f"({differs(*ASKED)}"
    " OR (OLD.candidate_answer <> '' AND NEW.candidate_answer <> OLD.candidate_answer)"
    " OR (OLD.body_answer <> '' AND (NEW.body_answer <> OLD.body_answer OR NEW.body_reason <> OLD.body_reason"
    " OR NEW.body_answered_by_id <> OLD.body_answered_by_id))"
    " OR OLD.withdrawn_at IS NOT NULL)"
)

FILE_GUARDS: tuple[Guard, ...] = (
    *on_any_change("readingreview_append_only", "ethics_readingreview", ALWAYS, KEPT),
    *same_row("readingreview_same", "ethics_readingreview", ("reader_id", "day")),
    never_emptied("ethics_readingreview"),
    Guard("leave_born_unanswered", "ethics_leave", "INSERT",
          "(NEW.candidate_answer <> '' OR NEW.body_answer <> '' OR NEW.withdrawn_at IS NOT NULL)",
          "a leave begins without an answer"),
    Guard("leave_stays", "ethics_leave", "UPDATE", REWRITTEN, "what was asked and answered stays"),
    Guard("leave_of_another", "ethics_leave", "UPDATE",
          "(OLD.body_answer = '' AND NEW.body_answer <> '' AND (NEW.body_answered_by_id = OLD.asked_by_id"
          " OR EXISTS (SELECT 1 FROM assessments_candidate c JOIN assessments_person p ON p.id = c.person_id"
          " WHERE c.id = OLD.candidate_id AND p.account_id = NEW.body_answered_by_id)))",
          "who asked and who is asked do not answer for the LSP"),
    Guard("leave_kept", "ethics_leave", "DELETE", ALWAYS, KEPT),
    *same_row("leave_same", "ethics_leave"),
    never_emptied("ethics_leave"),
)  # fmt: skip
