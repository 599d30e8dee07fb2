"""The guards of consents: a consent to the public list is only withdrawn."""

from kit.guards import Guard

GUARDS: tuple[Guard, ...] = (
    Guard(
        "registerconsent_same", "certificates_registerconsent", "UPDATE",
        "(OLD.withdrawn_at IS NOT NULL OR NEW.candidate_id <> OLD.candidate_id OR NEW.given_at <> OLD.given_at)",
        "a consent is only withdrawn",
    ),
)  # fmt: skip
