"""The guards of the register: an entry follows the entry before it."""

from kit.guards import Guard

from .chain import GENESIS

BREAKS_CHAIN = (
    "((NEW.number = 1 AND NEW.previous <> '" + GENESIS + "') OR (NEW.number > 1 AND NOT EXISTS"
    " (SELECT 1 FROM certificates_registerentry e WHERE e.number = NEW.number - 1 AND e.digest = NEW.previous)))"
)

GUARDS: tuple[Guard, ...] = (
    Guard(
        "registerentry_follows", "certificates_registerentry", "INSERT", BREAKS_CHAIN,
        "an entry follows the entry before it",
    ),
)  # fmt: skip
