"""The guards of gifts: nobody records or declares for another, and another reviews it."""

from assessments.assessors.guards import is_the_assessor
from assessments.bars.guards import answered_on_duty
from kit.guards import Guard

GUARDS: tuple[Guard, ...] = (
    Guard("gift_by_the_assessor", "ethics_gift", "INSERT", f"NOT {is_the_assessor('NEW.recorded_by_id')}",
          "nobody records for another"),
    Guard("gift_born_unreviewed", "ethics_gift", "INSERT", "(NEW.reviewed_at IS NOT NULL)", "a record begins unread"),
    Guard("gift_reviewed_by_another", "ethics_gift", "UPDATE", "(NEW.reviewed_by_id = OLD.recorded_by_id)",
          "nobody reviews his own"),
    answered_on_duty("ethics_gift", "reviewed_by_id"),
    Guard("giftdeclaration_of_the_assessor", "ethics_giftdeclaration", "INSERT",
          f"NOT {is_the_assessor('NEW.declared_by_id')}", "nobody declares for another"),
)  # fmt: skip
