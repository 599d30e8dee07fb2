"""The guards of confidentiality: each side answers a leave once; nobody who asked, is asked or is suspended does."""

from assessments.bars.guards import NO_OFFICE, answered_on_duty, suspended
from kit.guards import Guard
from kit.guards.sql import differs

ASKED = ("candidate_id", "recipient", "matter", "purpose", "until", "asked_by_id", "asked_at")
REWRITTEN = (
    f"({differs(*ASKED)}"
    " OR (OLD.candidate_answer <> '' AND NEW.candidate_answer <> OLD.candidate_answer)"
    " OR (OLD.body_answer <> '' AND (NEW.body_answer <> OLD.body_answer OR NEW.body_reason <> OLD.body_reason"
    " OR NEW.body_answered_by_id <> OLD.body_answered_by_id))"
    " OR OLD.withdrawn_at IS NOT NULL)"
)

# A day that is behind the log is counted again; one that is not says what the log says.
LOGGED = (
    "FROM assessments_filereading r WHERE r.reader_id = NEW.reader_id AND r.read_at >= NEW.day"
    " AND date(r.read_at) = NEW.day"
)
MISCOUNTED = (
    f"(NEW.lines > (SELECT count(*) {LOGGED}) OR (NEW.lines = (SELECT count(*) {LOGGED})"
    f" AND NEW.files <> (SELECT count(DISTINCT r.candidate_id) {LOGGED})))"
)

GUARDS: tuple[Guard, ...] = (
    Guard("leave_born_unanswered", "ethics_leave", "INSERT",
          "(NEW.candidate_answer <> '' OR NEW.body_answer <> '' OR NEW.withdrawn_at IS NOT NULL)",
          "a leave begins without an answer"),
    Guard("leave_stays", "ethics_leave", "UPDATE", REWRITTEN, "what was asked and answered stays"),
    Guard("leave_of_another", "ethics_leave", "UPDATE",
          "(OLD.body_answer = '' AND NEW.body_answer <> '' AND (NEW.body_answered_by_id = OLD.asked_by_id"
          " OR EXISTS (SELECT 1 FROM assessments_candidate c JOIN assessments_person p ON p.id = c.person_id"
          " WHERE c.id = OLD.candidate_id AND p.account_id = NEW.body_answered_by_id)))",
          "who asked and who is asked do not answer for the LSP"),
    Guard("readingday_true_insert", "ethics_readingday", "INSERT", MISCOUNTED, "a day is counted as it is in the log"),
    Guard("readingday_true_update", "ethics_readingday", "UPDATE", MISCOUNTED, "a day is counted as it is in the log"),
    answered_on_duty("ethics_leave", "body_answered_by_id"),
    Guard("reading_explained_on_duty", "ethics_readingreview", "INSERT", suspended("NEW.reviewed_by_id"), NO_OFFICE),
)  # fmt: skip
