"""Signing: a credential as a VC-JWT, with ES256 and the LSP's credential key (VC-JOSE-COSE; Open Badges 3.0, 8.2)."""

from datetime import datetime
from typing import Any

from django.conf import settings
from joserfc import jwt
from joserfc.jwk import ECKey

from ..keys.keys import load_private, usable_key
from ..models import SigningKey
from ..snapshots.snapshot import Snapshot
from .badge import credential_of
from .identity import key_address

ALGORITHM, TYPE = "ES256", "vc+jwt"


def make_credential(snapshot: Snapshot, *, status_index: int, at: datetime) -> tuple[str, SigningKey] | None:
    """The credential of a certificate being issued, as VC-JWT, and the key it was signed with.

    None when the portal issues none (settings.CREDENTIALS). Refuses with RuleError when it should and has no key to
    do so: "key_missing", "key_expired", "passphrase_missing", "passphrase_wrong".
    """
    if not settings.CREDENTIALS:
        return None
    key = usable_key(SigningKey.Purpose.CREDENTIAL, at)
    return sign(credential_of(snapshot, status_index=status_index), key, at), key


def sign(credential: dict[str, Any], key: SigningKey, at: datetime) -> str:
    """The credential as a compact JWT; its registered claims repeat what it says itself. Refuses as `load_private`."""
    header = {"alg": ALGORITHM, "typ": TYPE, "kid": key_address(key)}
    claims = claims_of(credential) | {"iat": int(at.timestamp())}
    return jwt.encode(header, claims, ECKey.import_key(load_private(key)), algorithms=[ALGORITHM])


def claims_of(credential: dict[str, Any]) -> dict[str, Any]:
    """All that is signed of a credential but the moment."""
    return credential | {
        "iss": _id_of(credential["issuer"]),
        "jti": credential["id"],
        "sub": _id_of(credential["credentialSubject"]),
        "nbf": _seconds(credential["validFrom"]),
        "exp": _seconds(credential["validUntil"]),
    }


def _id_of(thing: Any) -> str:
    return str(thing if isinstance(thing, str) else thing["id"])


def _seconds(written: str) -> int:
    return int(datetime.fromisoformat(written).timestamp())
