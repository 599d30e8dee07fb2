"""What the portal publishes about its credentials: its keys, and the status lists as they stand now."""

from datetime import datetime, timedelta

from django.core.cache import cache

from ..keys.keys import usable_key
from ..models import Certificate, RegisterEntry, SigningKey
from .signing import sign
from .status_lists import LIFETIME, MEANING, PLACES, list_credential, places_set


def published_keys(at: datetime) -> list[SigningKey]:
    """Every key there ever was; first the one that signs credentials now, for readers that take the first."""
    current = SigningKey.objects.current(SigningKey.Purpose.CREDENTIAL, at)
    keys = SigningKey.objects.order_by("-not_before", "-pk")
    return sorted(keys, key=lambda key: key != current)


def there_is_list(purpose: str, number: int) -> bool:
    """Whether a certificate could point to this list. The first one is always there."""
    if purpose not in MEANING:
        return False
    newest = Certificate.objects.order_by("-status_index").values_list("status_index", flat=True).first()
    return number <= (newest or 0) // PLACES


def status_list(purpose: str, number: int, at: datetime) -> str:
    """The list as a signed VC-JWT, right after an act too: it is signed anew when the register or the key moved on.

    Refuses as `usable_key` and `sign` do.
    """
    # The number of the last act is read before the rows: a list may know more than its mark says, never less.
    entry = RegisterEntry.objects.order_by("-number").values_list("number", flat=True).first() or 0
    key = usable_key(SigningKey.Purpose.CREDENTIAL, at)
    name, mark = f"status-list:{purpose}:{number}", [entry, key.key_id]
    kept = cache.get(name)
    if kept and kept["mark"] == mark and timedelta(0) <= at - kept["signed_at"] < LIFETIME / 2:
        return str(kept["jwt"])
    signed = sign(list_credential(purpose, number, places_set(purpose, number), at=at), key, at)
    cache.set(name, {"mark": mark, "signed_at": at, "jwt": signed}, LIFETIME.total_seconds() / 2)
    return signed
