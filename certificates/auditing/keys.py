"""The keys themselves: each was made or taken in by somebody, and the history tells of it."""

from collections.abc import Iterator

from assessments.models import Event

from ..models import SigningKey


def key_problems() -> Iterator[tuple[str, str]]:
    """Keys that nobody made: what they signed looks right, and is not ours. Two queries."""
    told = Event.objects.filter(subject_type="certificates.signingkey", verb__in=("created", "registered"))
    known = set(told.values_list("subject_id", flat=True))
    for pk, name in SigningKey.objects.order_by("pk").values_list("pk", "key_id"):
        if pk not in known:
            yield name, "no history tells who made this key"
