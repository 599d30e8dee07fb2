"""Which certificates are withdrawn or suspended, as signed lists of bits (W3C Bitstring Status List v1.0).

A reader fetches a list of 131,072 places, so that nobody learns which certificate he asked about.
"""

import base64
import gzip
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.urls import reverse

from ..models import Certificate
from .identity import did, portal_address

PLACES = 131_072  # of one list; the least that the standard allows
LIFETIME = timedelta(hours=6)  # an old copy that somebody kept is worth nothing after that
KEPT_BY_READERS = timedelta(minutes=1)
REVOCATION, SUSPENSION = "revocation", "suspension"
MEANING = {
    REVOCATION: [Certificate.Status.WITHDRAWN, Certificate.Status.REPLACED],
    SUSPENSION: [Certificate.Status.SUSPENDED],
}


def entries_for(index: int, *, portal: str = "") -> list[dict[str, Any]]:
    """Where the status of the certificate with this index is found: one entry for each purpose."""
    number, place = divmod(index, PLACES)
    return [
        {
            "id": f"{address_of(purpose, number, portal=portal)}#{place}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": purpose,
            "statusListIndex": str(place),
            "statusListCredential": address_of(purpose, number, portal=portal),
        }
        for purpose in MEANING
    ]


def address_of(purpose: str, number: int, *, portal: str = "") -> str:
    return portal_address(reverse("status_list", args=[purpose, number]), portal=portal)


def encoded(places: Iterable[int]) -> str:
    """The bitstring with these places set: first place leftmost, GZIP, base64url without padding, multibase "u"."""
    bits = bytearray(PLACES // 8)
    for place in places:
        bits[place >> 3] |= 0x80 >> (place & 7)
    return "u" + base64.urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).decode().rstrip("=")


def list_credential(purpose: str, number: int, places: Iterable[int], *, at: datetime) -> dict[str, Any]:
    """The list as a credential, dated and short-lived."""
    address, begin = address_of(purpose, number), at.astimezone(UTC).replace(microsecond=0)
    return {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": did(),
        "validFrom": begin.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "validUntil": (begin + LIFETIME).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": purpose,
            "encodedList": encoded(places),
            "ttl": int(KEPT_BY_READERS.total_seconds() * 1000),
        },
    }


def places_set(purpose: str, number: int) -> list[int]:
    """The places of this list whose certificates stand so today; one query over those not active."""
    rows = Certificate.objects.exclude(status=Certificate.Status.ACTIVE).filter(
        status_index__gte=number * PLACES, status_index__lt=(number + 1) * PLACES
    )
    kept = rows.order_by().values_list("status", "status_index")
    return [index % PLACES for status, index in kept if Certificate.Status.read(status) in MEANING[purpose]]
