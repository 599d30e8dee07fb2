"""Who speaks in a credential: the LSP by its web address (did:web), with every key that ever signed for it."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.urls import reverse

from ..models import SigningKey

DID_CONTEXTS = ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/jwk/v1"]
PRIVATE_PARTS = {"d", "p", "q", "dp", "dq", "qi", "oth", "k"}


def portal_address(path: str = "", *, portal: str = "") -> str:
    """An address of this portal as strangers reach it, or of where it stood when a certificate was issued."""
    return (portal or str(settings.PORTAL_URL)).rstrip("/") + path


def did(portal: str = "") -> str:
    """The LSP's identifier. Its document lies at /.well-known/did.json of the same host (did:web)."""
    return "did:web:" + quote(urlsplit(portal_address(portal=portal)).netloc, safe="")


def key_address(key: SigningKey, portal: str = "") -> str:
    """How a signature names its key: `kid`, a DID URL."""
    return f"{did(portal)}#{key.key_id}"


def profile(*, name: str, licence_number: str, website: str, portal: str = "") -> dict[str, Any]:
    """The issuer as Open Badges describes one (Profile)."""
    return {
        "id": did(portal),
        "type": ["Profile"],
        "name": name,
        "url": website or portal_address("/", portal=portal),
        "otherIdentifier": [
            {
                "type": ["IdentifierEntry"],
                "identifier": licence_number,
                "identifierType": "ext:BNSPLicence",
            }
        ],
    }


def did_document(keys: Iterable[SigningKey]) -> dict[str, Any]:
    """The keys of credentials and seals, those first that come first. Only a credential key may assert (sign one).

    Retired keys stay, so that what they signed can still be checked.
    """
    kept = [key for key in keys if key.purpose in (SigningKey.Purpose.CREDENTIAL, SigningKey.Purpose.SEAL)]
    return {
        "@context": DID_CONTEXTS,
        "id": did(),
        "alsoKnownAs": [portal_address(reverse("issuer_profile"))],
        "verificationMethod": [
            {
                "id": key_address(key),
                "type": "JsonWebKey",
                "controller": did(),
                "publicKeyJwk": public_half(key),
            }
            for key in kept
        ],
        "assertionMethod": [key_address(key) for key in kept if key.purpose == SigningKey.Purpose.CREDENTIAL],
    }


def jwks(keys: Iterable[SigningKey]) -> dict[str, Any]:
    """The public halves of all keys, of the QR code too, as a JWK Set (RFC 7517)."""
    return {"keys": [public_half(key) for key in keys]}


def public_half(key: SigningKey) -> dict[str, Any]:
    """The key as strangers may see it, whatever was stored with it."""
    told = {name: value for name, value in key.public_jwk.items() if name not in PRIVATE_PARTS}
    return told | {"kid": key.key_id, "use": "sig", "alg": key.algorithm}
