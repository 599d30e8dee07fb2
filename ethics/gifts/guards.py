"""The register of gifts as the database keeps it: what was recorded and said stays, a review is written once."""

from certificates.guards import differs
from kit.guards import ALWAYS, Guard, never_emptied, on_any_change, same_row

KEPT = "records of the code of ethics are never changed"
RECORDED = (
    "assessor_id", "session_id", "kind", "happened_on", "giver", "giver_name", "what", "value", "handling", "note",
    "recorded_by_id", "recorded_at",
)  # fmt: skip
NOT_HIMSELF = (
    "NOT EXISTS (SELECT 1 FROM assessments_assessor r JOIN assessments_person p ON p.id = r.person_id"
    " WHERE r.id = NEW.assessor_id AND p.account_id = {account})"
)

GIFT_GUARDS: tuple[Guard, ...] = (
    Guard("gift_by_the_assessor", "ethics_gift", "INSERT", NOT_HIMSELF.format(account="NEW.recorded_by_id"),
          "nobody records for another"),
    Guard("gift_born_unreviewed", "ethics_gift", "INSERT", "(NEW.reviewed_at IS NOT NULL)", "a record begins unread"),
    Guard("gift_stays", "ethics_gift", "UPDATE", f"({differs(*RECORDED)} OR OLD.reviewed_at IS NOT NULL)",
          "a record of a gift is reviewed once and otherwise stays"),
    Guard("gift_reviewed_by_another", "ethics_gift", "UPDATE", "(NEW.reviewed_by_id = OLD.recorded_by_id)",
          "nobody reviews his own"),
    Guard("gift_kept", "ethics_gift", "DELETE", ALWAYS, KEPT),
    *same_row("gift_same", "ethics_gift"),
    never_emptied("ethics_gift"),
    *on_any_change("giftdeclaration_append_only", "ethics_giftdeclaration", ALWAYS, KEPT),
    Guard("giftdeclaration_of_the_assessor", "ethics_giftdeclaration", "INSERT",
          NOT_HIMSELF.format(account="NEW.declared_by_id"), "nobody declares for another"),
    *same_row("giftdeclaration_same", "ethics_giftdeclaration", ("session_id", "assessor_id")),
    never_emptied("ethics_giftdeclaration"),
)  # fmt: skip
