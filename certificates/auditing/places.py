"""The place of a certificate among those of its assessment, and whether its numbers lead to it."""

from collections.abc import Iterator

from ..models import Certificate

BARE = str.maketrans("", "", " ./-")  # as the database makes the keys


def place_problems(certificate: Certificate) -> Iterator[str]:
    """What it stands for, and what stands for it."""
    replaced = Certificate.Status.REPLACED
    if (certificate.status == replaced) != hasattr(certificate, "replaced_by"):
        yield "it is replaced without a successor, or has a successor without being replaced"
    for name in ("replaces", "renews"):
        if getattr(certificate, f"{name}_id") and getattr(certificate, name) is None:
            yield f"what it {name} is not in the register"
    if (old := certificate.replaces) and (old.assessment_id, old.status) != (certificate.assessment_id, replaced):
        yield "what it replaces is not replaced, or is of another assessment"
    said = (certificate.number, certificate.registration_number)
    if (certificate.number_key, certificate.registration_key) != tuple(number.translate(BARE) for number in said):
        yield "it is found under another number than its own"
