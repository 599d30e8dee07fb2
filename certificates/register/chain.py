"""The chain of the register as plain rules over plain values: what an entry says, and the digest that binds it.

Anybody can recompute it: digest = SHA-256(previous digest, then the content as canonical JSON: keys sorted, no spaces,
UTF-8). The content says nothing that a stranger may not read: a certificate is named by the SHA-256 of the token in its
QR code, so that only who can check it, by code or by number, finds its entries; reason, letter and actor are bound by a
salted digest.
"""

from datetime import UTC, date, datetime
from typing import Any, TypedDict

from kit.canonical import canonical, sha256

GENESIS = "0" * 64  # what the first entry follows


class Content(TypedDict):
    """What the digest of an entry covers. `at` is UTC, ISO 8601; `file` and `snapshot` are SHA-256 digests."""

    number: int
    act: str
    status: str
    certificate: str
    replaces: str
    on: str
    at: str
    file: str
    snapshot: str
    detail: str


def digest_of(previous: str, content: Content) -> str:
    """The digest of an entry that follows `previous`."""
    return sha256(previous.encode() + canonical(content))


def name_of(token: str) -> str:
    """How an entry names a certificate; "" for none."""
    return sha256(token.encode()) if token else ""


def detail_of(salt: str, *, reason: str, letter_number: str, by: int) -> str:
    """The digest of what is not for strangers. The salt keeps a short reason from being guessed."""
    return sha256(canonical([salt, reason, letter_number, by]))


def content_of(
    *,
    number: int,
    act: str,
    status: str,
    token: str,
    replaces: str,
    on: date,
    at: datetime,
    file: str,
    snapshot: Any,
    detail: str,
) -> Content:
    """The content of an entry. `file` is the digest of the stored file, "" for none; `replaces` a token or ""."""
    return Content(
        number=number,
        act=act,
        status=status,
        certificate=name_of(token),
        replaces=name_of(replaces),
        on=on.isoformat(),
        at=at.astimezone(UTC).isoformat(timespec="microseconds"),
        file=file,
        snapshot=sha256(canonical(snapshot)),
        detail=detail,
    )
