"""The guards of designs: a version that was in use stays as it is."""

from kit.guards import Guard
from kit.guards.sql import differs

FROZEN = ("design_id", "number", "family", "languages", "texts", "art", "logo_id", "signature_id")

GUARDS: tuple[Guard, ...] = (
    Guard(
        "designversion_frozen", "certificates_designversion", "UPDATE",
        f"(OLD.status <> 'draft' AND ({differs(*FROZEN)} OR NEW.status = 'draft'))",
        "a design that was in use stays as it is",
    ),
    Guard(
        "designversion_kept", "certificates_designversion", "DELETE", "OLD.status <> 'draft'",
        "a design that was in use stays",
    ),
)  # fmt: skip
