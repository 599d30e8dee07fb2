"""What the credential says: Open Badges 3.0 on the W3C Verifiable Credentials Data Model 2.0, from the snapshot alone.

Plain values in, plain values out: no query, so that a thousand certificates are made as fast as one.
"""

import hashlib
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from ..snapshots.snapshot import Snapshot, check_address, portal_of
from .achievements import achievement_of, urn
from .identity import profile
from .status_lists import entries_for

CONTEXTS = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]


def credential_of(snapshot: Snapshot, *, status_index: int) -> dict[str, Any]:
    """The credential that belongs to the certificate of this snapshot.

    It is named by the address where the certificate is checked, and its subject by a name of its own, so that two
    credentials do not tell that they are one person's. Of the holder it has the name, and that only as a salted digest.
    The audit makes it again, years later: who changes what it says keeps what it said of the snapshots before.
    """
    address, portal, body = check_address(snapshot), portal_of(snapshot), snapshot["body"]
    achievement, results = achievement_of(snapshot)
    return {
        "@context": CONTEXTS,
        "id": address,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": snapshot["scheme"]["title"],
        "issuer": profile(
            name=body["name"], licence_number=body["licence_number"], website=body["website"], portal=portal
        ),
        "validFrom": _written(_begin_of(snapshot["issued_on"])),
        "validUntil": _written(_begin_of(snapshot["expires_on"], days=1) - timedelta(seconds=1)),
        "credentialSubject": {
            "id": urn(address),
            "type": ["AchievementSubject"],
            "identifier": [name_digest(snapshot["holder_name"], salt=_salt(address))],
            "licenseNumber": snapshot["certificate_number"],
            "achievement": achievement,
            "result": results,
        },
        "credentialStatus": entries_for(status_index, portal=portal),
    }


def name_digest(name: str, *, salt: str) -> dict[str, Any]:
    """The holder's name so that only who knows it can recognise it: SHA-256 of name and salt (Open Badges)."""
    digest = hashlib.sha256((name + salt).encode()).hexdigest()
    return {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": f"sha256${digest}",
        "identityType": "name",
        "salt": salt,
    }


def _salt(address: str) -> str:
    """Another for each credential, and the same again for the same one."""
    return hashlib.sha256(address.encode()).hexdigest()[:32]


def _begin_of(day: str, *, days: int = 0) -> datetime:
    """Midnight where the LSP is; the last day of validity counts."""
    moment = datetime.combine(date.fromisoformat(day) + timedelta(days=days), time())
    return timezone.make_aware(moment, timezone.get_default_timezone())


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
