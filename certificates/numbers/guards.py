"""The guards of numbers: a serial is drawn once, and the pattern that it was drawn by stays."""

from kit.guards import ALWAYS, Guard

GUARDS: tuple[Guard, ...] = (
    Guard(
        "counter_never_back", "certificates_numbercounter", "UPDATE",
        "(NEW.last < OLD.last OR NEW.series <> OLD.series)", "serials only go up",
    ),
    Guard(
        "voidednumber_was_passed", "certificates_voidednumber", "INSERT",
        "NOT EXISTS (SELECT 1 FROM certificates_numbercounter n WHERE n.id = NEW.counter_id AND n.last >= NEW.last)",
        "a voided number is behind its counter",
    ),
    Guard(
        "numberpattern_kept_update", "certificates_numberpattern", "UPDATE", ALWAYS,
        "a pattern is followed by another, never changed",
    ),
    Guard(
        "numberpattern_kept_delete", "certificates_numberpattern", "DELETE",
        "EXISTS (SELECT 1 FROM certificates_certificate c WHERE c.issued_on >= OLD.valid_from)",
        "a pattern that was in use stays",
    ),
)  # fmt: skip
