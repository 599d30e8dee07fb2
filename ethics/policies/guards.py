"""Policies as the database keeps them: what is published stays, and nobody takes note for another."""

from certificates.guards import differs
from kit.guards import ALWAYS, Guard, never_emptied, on_any_change, same_row

from ..gifts.guards import KEPT, NOT_HIMSELF

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

POLICY_GUARDS: tuple[Guard, ...] = (
    Guard("policy_named", "ethics_policy", "UPDATE", f"(({differs('title', 'issuer', 'number')}) AND {HAS_PUBLISHED})",
          "a policy keeps its name once an edition is published"),
    *same_row("policy_same", "ethics_policy"),
    Guard("policyedition_born_draft", "ethics_policyedition", "INSERT", "(NEW.published_at IS NOT NULL)",
          "an edition begins as a draft"),
    Guard("policyedition_not_backdated", "ethics_policyedition", "UPDATE", BACKDATED,
          "an edition is published before it comes into force"),
    *on_any_change("policyedition_stays", "ethics_policyedition", PUBLISHED, STAYS),
    *same_row("policyedition_same", "ethics_policyedition", ("policy_id", "number")),
    *on_any_change("acknowledgement_append_only", "ethics_acknowledgement", ALWAYS, KEPT),
    Guard("acknowledgement_of_the_assessor", "ethics_acknowledgement", "INSERT",
          NOT_HIMSELF.format(account="NEW.acknowledged_by_id"), "nobody takes note for another"),
    Guard("acknowledgement_of_what_is_published", "ethics_acknowledgement", "INSERT", NOT_ASKED,
          "nobody takes note of a draft"),
    *same_row("acknowledgement_same", "ethics_acknowledgement", ("assessor_id", "edition_id")),
    *(never_emptied(table) for table in ("ethics_policy", "ethics_policyedition", "ethics_acknowledgement")),
)  # fmt: skip
