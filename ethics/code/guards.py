"""The guards of the code: a published edition keeps its day, and the words that somebody pledged to stay."""

from kit.guards import Guard
from kit.guards.sql import differs

PLEDGED = "assessors pledged to these words"
PUBLISHED = "OLD.published_at IS NOT NULL"
DAY = differs("published_at", "in_force_from")
NAME = differs("title", "decree", "in_force_from")
HAS_PLEDGES = "EXISTS (SELECT 1 FROM ethics_pledge p WHERE p.code_id = {row}.{column})"
FOLLOWED = "EXISTS (SELECT 1 FROM ethics_pledge p WHERE p.code_id = OLD.code_id)"

GUARDS: tuple[Guard, ...] = (
    Guard("code_published_once", "ethics_code", "UPDATE", f"({PUBLISHED} AND ({DAY}))",
          "a published edition keeps its day"),
    Guard("code_frozen", "ethics_code", "UPDATE",
          f"({HAS_PLEDGES.format(row='OLD', column='id')} AND ({NAME}))", PLEDGED),
    Guard("code_kept", "ethics_code", "DELETE", PUBLISHED, "a published edition is never deleted"),
    Guard("clause_frozen_insert", "ethics_clause", "INSERT", HAS_PLEDGES.format(row="NEW", column="code_id"), PLEDGED),
    Guard("clause_moved_in", "ethics_clause", "UPDATE", HAS_PLEDGES.format(row="NEW", column="code_id")
          + " AND NEW.code_id <> OLD.code_id", PLEDGED),
    Guard("clause_frozen_update", "ethics_clause", "UPDATE",
          f"({FOLLOWED} AND ({differs('code_id', 'number', 'text')}))", PLEDGED),
    Guard("clause_frozen_delete", "ethics_clause", "DELETE", FOLLOWED, PLEDGED),
)  # fmt: skip
