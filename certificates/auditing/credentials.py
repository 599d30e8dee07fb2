"""The credential of a certificate: signed by a key of its time, and saying what the record says, claim by claim."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from kit.acts import GRACE

from ..credentials.badge import credential_of
from ..credentials.identity import key_address
from ..credentials.signing import ALGORITHM, claims_of
from ..models import Credential, SigningKey
from ..snapshots.snapshot import portal_of
from .records import Record, in_force

Claims = dict[str, Any]
SIGNED_OTHERWISE = "its credential is not signed by the key that is named"
# What differs, in words; everything a credential says stands under one of these, or under the last.
TOPICS: tuple[tuple[str, Callable[[Claims], Any]], ...] = (
    ("another holder", lambda said: _subject(said)["identifier"]),
    ("another number", lambda said: _subject(said)["licenseNumber"]),
    ("another scheme", lambda said: _scheme(_subject(said)["achievement"])),
    ("other units", lambda said: (_subject(said)["achievement"]["resultDescription"], _subject(said)["result"])),
    ("other standards", lambda said: _subject(said)["achievement"]["alignment"]),
    ("other dates", lambda said: [said[name] for name in ("validFrom", "validUntil", "nbf", "exp")]),
    ("another issuer", lambda said: (said["issuer"], said["iss"])),
    ("another place in the status lists", lambda said: said["credentialStatus"]),
    ("another address", lambda said: (said["id"], said["jti"], said["sub"], _subject(said)["id"])),
)
REST = "something else"


def credential_problems(record: Record) -> Iterator[str]:
    """What is wrong with the credential, where there is one."""
    credential = record.credential
    if credential is None:
        return
    key = record.key(credential.signed_with_id, SigningKey.Purpose.CREDENTIAL)
    if key is None:
        yield "its credential is signed with what is no kept key for credentials"
        return
    try:
        token = jwt.decode(credential.jwt, ECKey.import_key(key.public_jwk), algorithms=[ALGORITHM])
    except (JoseError, KeyError, TypeError, ValueError):
        yield SIGNED_OTHERWISE
        return
    if not in_force(key, record.issued_at):
        yield "its credential is signed with a key that was not in force"
    yield from _said(record, dict(token.claims))
    if token.header.get("kid") != key_address(key, portal_of(record.certificate.said)):
        yield SIGNED_OTHERWISE


def is_kept(credential: Credential | None, attached: list[bytes]) -> bool:
    """Whether what the file carries is what is kept: the same bytes, or nothing on both sides."""
    return attached == ([credential.jwt.encode()] if credential else [])


def _said(record: Record, said: Claims) -> Iterator[str]:
    """Where the signed claims are not those that the record makes."""
    certificate = record.certificate
    signed_at = said.pop("iat", 0)
    wanted = claims_of(credential_of(certificate.said, status_index=certificate.status_index))
    different = [words for words, part in TOPICS if _part(part, said) != part(wanted)]
    if {"another number", "another address"} <= set(different):
        yield "its credential speaks of another certificate"
    else:
        if not different and said != wanted:
            different = [REST]
        yield from (f"its credential says {words} than its record" for words in different)
    moment = datetime.fromtimestamp(signed_at, UTC)
    if not -GRACE <= moment - record.issued_at <= GRACE:
        yield "its credential was signed at another time than it was issued"


def _part(part: Callable[[Claims], Any], said: Claims) -> Any:
    """What is said of a topic; nothing that fits where the claims have another shape."""
    try:
        return part(said)
    except (KeyError, TypeError, IndexError):
        return None


def _subject(said: Claims) -> Any:
    return said["credentialSubject"]


def _scheme(achievement: Claims) -> Claims:
    return {name: value for name, value in achievement.items() if name not in ("resultDescription", "alignment")}
