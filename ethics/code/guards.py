"""Editions of the code that bind somebody, entries of development and reminders stay as they were written."""

from certificates.guards import differs
from kit.guards import ALWAYS, Guard, never_emptied, on_any_change, same_row

PLEDGED = "assessors pledged to these words"
PUBLISHED = "OLD.published_at IS NOT NULL"
DAY = differs("published_at", "in_force_from")
NAME = differs("title", "decree", "in_force_from")
HAS_PLEDGES = "EXISTS (SELECT 1 FROM ethics_pledge p WHERE p.code_id = {row}.{column})"
ENTERED = (
    "assessor_id", "title", "kind", "organiser", "begins_on", "ends_on", "hours", "evidence_id", "recorded_by_id",
    "recorded_at",
)  # fmt: skip

CODE_GUARDS: tuple[Guard, ...] = (
    Guard("code_published_once", "ethics_code", "UPDATE", f"({PUBLISHED} AND ({DAY}))",
          "a published edition keeps its day"),
    Guard("code_frozen", "ethics_code", "UPDATE",
          f"({HAS_PLEDGES.format(row='OLD', column='id')} AND ({NAME}))", PLEDGED),
    Guard("code_kept", "ethics_code", "DELETE", PUBLISHED, "a published edition is never deleted"),
    *same_row("code_same", "ethics_code"),
    Guard("clause_frozen_insert", "ethics_clause", "INSERT", HAS_PLEDGES.format(row="NEW", column="code_id"), PLEDGED),
    Guard("clause_moved_in", "ethics_clause", "UPDATE", HAS_PLEDGES.format(row="NEW", column="code_id")
          + " AND NEW.code_id <> OLD.code_id", PLEDGED),
    Guard("pledge_to_what_is_public", "ethics_pledge", "INSERT",
          "NOT EXISTS (SELECT 1 FROM ethics_code c WHERE c.id = NEW.code_id AND c.published_at IS NOT NULL)",
          "nobody pledges to a draft"),
    Guard("development_of_the_assessor", "ethics_development", "INSERT",
          "NOT EXISTS (SELECT 1 FROM assessments_assessor r JOIN assessments_person p ON p.id = r.person_id"
          " WHERE r.id = NEW.assessor_id AND p.account_id = NEW.recorded_by_id)", "nobody writes the log of another"),
    Guard("development_stays", "ethics_development", "UPDATE",
          f"({differs(*ENTERED)} OR OLD.retracted_at IS NOT NULL)", "an entry is only taken back"),
    Guard("development_kept", "ethics_development", "DELETE", ALWAYS, "an entry is never deleted"),
    *same_row("development_same", "ethics_development"),
    *on_any_change("reminder_append_only", "ethics_reminder", ALWAYS, "what was sent stays sent"),
    *same_row("reminder_same", "ethics_reminder"),
    never_emptied("ethics_development"),
    never_emptied("ethics_reminder"),
)  # fmt: skip
