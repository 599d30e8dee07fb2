"""The guards of blanks: a sheet is received once and meets one fate (a misprint may be spoiled, and sent back)."""

from kit.guards import Guard

# A sheet as it is printed: its number with the digits of its batch. Both databases read this.
WRITTEN = (
    "substr('000000000000' || CAST(NEW.number AS TEXT),"
    " length('000000000000' || CAST(NEW.number AS TEXT)) - b.width + 1)"
)
NOT_OF_ITS_BATCH = (
    "NOT EXISTS (SELECT 1 FROM certificates_blankbatch b WHERE b.id = NEW.batch_id"
    ' AND NEW.number BETWEEN b.first AND b.last AND NEW."on" >= b.received_on)'
)
USED_ANOTHER = (
    "(NEW.certificate_id IS NOT NULL AND (NEW.fate <> 'used' OR NOT EXISTS (SELECT 1 FROM certificates_blankbatch b"
    f" JOIN certificates_certificate c ON c.blank_number = {WRITTEN}"
    ' WHERE b.id = NEW.batch_id AND c.id = NEW.certificate_id AND c.issued_on = NEW."on")))'
)
# A used sheet may be spoiled (a misprint), and a spoiled one sent back; the day it was spoiled stays with it.
FATE_CHANGES = (
    '(NEW.number <> OLD.number OR NEW.batch_id <> OLD.batch_id OR NEW."on" < OLD."on"'
    " OR COALESCE(NEW.certificate_id, 0) <> COALESCE(OLD.certificate_id, 0)"
    " OR NOT ((OLD.fate = 'used' AND NEW.fate = 'spoiled')"
    " OR (OLD.fate = 'spoiled' AND NEW.fate = 'returned'"
    ' AND NEW.spoiled_on IS NOT NULL AND NEW.spoiled_on = OLD."on")))'
)

GUARDS: tuple[Guard, ...] = (
    Guard(
        "blankbatch_apart", "certificates_blankbatch", "INSERT",
        "EXISTS (SELECT 1 FROM certificates_blankbatch o WHERE o.first <= NEW.last AND o.last >= NEW.first)",
        "a blank is received once",
    ),
    Guard(
        "blankuse_of_the_stock", "certificates_blankuse", "INSERT", f"({NOT_OF_ITS_BATCH} OR {USED_ANOTHER})",
        "a blank is of its batch and bears the certificate that names it",
    ),
    Guard("blankuse_one_fate", "certificates_blankuse", "UPDATE", FATE_CHANGES, "a blank keeps its fate"),
)  # fmt: skip
