"""Is the holder the person whom the assessor signed for?"""

from collections.abc import Iterator

from ..models import Certificate


def holder_problems(certificate: Certificate) -> Iterator[str]:
    """What is wrong about whom it was given to. Another name later is a re-issue's own matter, with its proof."""
    assessment = certificate.assessment
    if certificate.replaces_id is not None:
        return
    if not assessment.assessed_name:
        yield "its assessment does not say who was assessed"
    elif {certificate.holder_name, certificate.snapshot.get("holder_name")} != {assessment.assessed_name}:
        yield "its holder is not the person who was assessed"
    if assessment.certified_at is None:
        yield "its assessment is not marked as certified"
