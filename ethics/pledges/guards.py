"""The guards of pledges: his own, to a published edition, and one at a time."""

from assessments.assessors.guards import is_the_assessor
from kit.guards import Guard

OVERLAPPING = (
    "EXISTS (SELECT 1 FROM ethics_pledge p WHERE p.assessor_id = NEW.assessor_id AND p.code_id = NEW.code_id"
    " AND p.begins_on <= NEW.ends_on AND NEW.begins_on <= p.ends_on)"
)

GUARDS: tuple[Guard, ...] = (
    Guard("pledge_of_the_assessor", "ethics_pledge", "INSERT", f"NOT {is_the_assessor('NEW.signed_by_id')}",
          "nobody pledges for another"),
    Guard("pledge_period_alone", "ethics_pledge", "INSERT", OVERLAPPING, "two pledges of one code overlap"),
    Guard("pledge_to_what_is_public", "ethics_pledge", "INSERT",
          "NOT EXISTS (SELECT 1 FROM ethics_code c WHERE c.id = NEW.code_id AND c.published_at IS NOT NULL)",
          "nobody pledges to a draft"),
)  # fmt: skip
