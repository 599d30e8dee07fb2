"""Policies as the database keeps them: what is published stays, and nobody takes note for another."""

from assessments.assessors.guards import is_the_assessor
from kit.guards import Guard, on_any_change
from kit.guards.sql import differs

HAS_PUBLISHED = (
    "EXISTS (SELECT 1 FROM ethics_policyedition e WHERE e.policy_id = OLD.id AND e.published_at IS NOT NULL)"
)
PUBLISHED = "OLD.published_at IS NOT NULL"
STAYS = "a published edition of a policy stays as it is"
# The portal's day and the database's (UTC) differ by some hours, so the operation is stricter by at most a day.
BACKDATED = "(NEW.published_at IS NOT NULL AND NEW.in_force_from < date(NEW.published_at))"
NOT_ASKED = (
    "NOT EXISTS (SELECT 1 FROM ethics_policyedition e WHERE e.id = NEW.edition_id AND e.published_at IS NOT NULL)"
)

GUARDS: tuple[Guard, ...] = (
    Guard("policy_named", "ethics_policy", "UPDATE", f"(({differs('title', 'issuer', 'number')}) AND {HAS_PUBLISHED})",
          "a policy keeps its name once an edition is published"),
    Guard("policyedition_born_draft", "ethics_policyedition", "INSERT", "(NEW.published_at IS NOT NULL)",
          "an edition begins as a draft"),
    Guard("policyedition_not_backdated", "ethics_policyedition", "UPDATE", BACKDATED,
          "an edition is published before it comes into force"),
    *on_any_change("policyedition_stays", "ethics_policyedition", PUBLISHED, STAYS),
    Guard("acknowledgement_of_the_assessor", "ethics_acknowledgement", "INSERT",
          f"NOT {is_the_assessor('NEW.acknowledged_by_id')}", "nobody takes note for another"),
    Guard("acknowledgement_of_what_is_published", "ethics_acknowledgement", "INSERT", NOT_ASKED,
          "nobody takes note of a draft"),
)  # fmt: skip
