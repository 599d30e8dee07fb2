"""Signing what the QR code carries, and reading it again with the keys of the portal."""

import hashlib
from datetime import date, datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from joserfc.util import urlsafe_b64decode

from kit.errors import RuleError

from ..keys.keys import load_private, usable_key
from ..models import SigningKey
from . import payload as form
from .payload import Payload

LONGEST_ADDRESS = 420  # longer ones make a code that cheap telephones no longer read at 25 mm
SHORTEST_NAME = 24  # bytes a name keeps, however long the other texts are
TOKEN_LENGTH = 32


def signed_payload(
    *,
    number: str,
    holder_name: str,
    scheme_number: str,
    issued_on: date,
    expires_on: date,
    status_index: int,
    at: datetime,
) -> str:
    """What stands behind the "#" of the address in the QR code; "" when settings.OFFLINE_QR is off.

    The name is shortened when the whole address would pass LONGEST_ADDRESS. Refuses what `usable_key` and
    `load_private` refuse.
    """
    if not settings.OFFLINE_QR:
        return ""
    key = usable_key(SigningKey.Purpose.QR, at)
    name = form.shortened(holder_name, room_for_name(number, scheme_number))
    data = form.encode(
        Payload(
            key_mark=mark_of(key),
            number=number,
            holder_name=name,
            scheme_number=scheme_number,
            issued_on=issued_on,
            expires_on=expires_on,
            status_index=status_index,
            name_shortened=name != holder_name,
        )
    )
    return form.to_text(data + load_private(key).sign(data))


def read_payload(text: str) -> Payload:
    """The claims of a payload, or of an address with one, if a key of this portal signed them.

    Refuses "payload_broken", "payload_unknown_key" and "payload_forged". A retired key's signatures stay good.
    """
    data = form.from_text(text.strip().rpartition("#")[2])
    claims, signature = form.decode(data[: -form.SIGNATURE]), data[-form.SIGNATURE :]
    keys = [key for key in SigningKey.objects.filter(purpose=SigningKey.Purpose.QR) if mark_of(key) == claims.key_mark]
    if not keys:
        raise RuleError(_("Kode ini ditandatangani dengan kunci yang tidak dikenal."), code="payload_unknown_key")
    if not any(signed_by(key, data[: -form.SIGNATURE], signature, claims.issued_on) for key in keys):
        raise RuleError(_("Tanda tangan kode ini tidak cocok: isinya diubah atau dipalsukan."), code="payload_forged")
    return claims


def room_for_name(number: str, scheme_number: str) -> int:
    """Bytes that the name may take, so that the whole address keeps to LONGEST_ADDRESS."""
    address = settings.PORTAL_URL.rstrip("/") + reverse("verify_show", args=["x" * TOKEN_LENGTH]) + "#"
    total = (LONGEST_ADDRESS - len(address)) * 3 // 4 - form.SIGNATURE - form.HEAD
    room = total - 3 - len(number.encode()) - len(scheme_number.encode())
    return min(max(room, SHORTEST_NAME), form.LONGEST_TEXT)


def mark_of(key: SigningKey) -> bytes:
    """How a payload names its key: the first bytes of the SHA-256 of the public key's 32 bytes."""
    return hashlib.sha256(raw_public(key)).digest()[: form.KEY_MARK]


def raw_public(key: SigningKey) -> bytes:
    return urlsafe_b64decode(key.public_jwk["x"].encode())


def last_day(key: SigningKey) -> date:
    """No certificate issued later was signed with this key."""
    return timezone.localdate(min(key.retired_at or key.not_after, key.not_after))


def signed_by(key: SigningKey, data: bytes, signature: bytes, issued_on: date) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(raw_public(key)).verify(signature, data)
    except InvalidSignature:
        return False
    return issued_on <= last_day(key)
