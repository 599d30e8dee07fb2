"""What the address in the QR code carries behind its "#": the certificate in bytes, small enough to stay scannable.

docs/offline.md has the format for whoever writes a checker. Nothing here knows keys, database or settings.
"""

import base64
import binascii
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from kit.errors import RuleError

FORMAT = 1
NAME_SHORTENED = 1  # the one flag there is
EPOCH = date(2000, 1, 1)  # two bytes of days reach to 2179
KEY_MARK, SIGNATURE = 4, 64
HEAD = 2 + KEY_MARK + 2 + 2 + 4
LONGEST_TEXT = 255  # its length is one byte
JOINERS = "\u200c\u200d\ufe0e\ufe0f"


@dataclass(frozen=True)
class Payload:
    """The claims. `name_shortened`: the holder's name was too long for the code and ends with "…"."""

    key_mark: bytes
    number: str
    holder_name: str
    scheme_number: str
    issued_on: date
    expires_on: date
    status_index: int
    name_shortened: bool = False


def encode(payload: Payload) -> bytes:
    """The bytes that are signed: the same claims give the same bytes."""
    return b"".join(
        [
            bytes([FORMAT, NAME_SHORTENED if payload.name_shortened else 0]),
            payload.key_mark,
            (payload.issued_on - EPOCH).days.to_bytes(2),
            (payload.expires_on - EPOCH).days.to_bytes(2),
            payload.status_index.to_bytes(4),
            *(_text(text) for text in (payload.number, payload.scheme_number, payload.holder_name)),
        ]
    )


def decode(data: bytes) -> Payload:
    """The claims in these bytes; refuses "payload_broken" for anything `encode` does not write."""
    try:
        number, rest = _read_text(data[HEAD:])
        scheme_number, rest = _read_text(rest)
        holder_name, rest = _read_text(rest)
        payload = Payload(
            key_mark=data[2 : 2 + KEY_MARK],
            number=number,
            holder_name=holder_name,
            scheme_number=scheme_number,
            issued_on=_day(data[6:8]),
            expires_on=_day(data[8:10]),
            status_index=int.from_bytes(data[10:14]),
            name_shortened=data[1] == NAME_SHORTENED,
        )
    except (ValueError, IndexError):
        raise broken() from None
    if rest or encode(payload) != data:
        raise broken()
    return payload


def to_text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def from_text(text: str) -> bytes:
    """The bytes; refuses "payload_broken", also for a second spelling of the same bytes."""
    try:
        data = base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except (ValueError, binascii.Error):
        raise broken() from None
    if to_text(data) != text:
        raise broken()
    return data


def shortened(name: str, room: int) -> str:
    """The name in at most `room` bytes: whole, or cut between two letters as a reader sees them, with "…"."""
    if len(name.encode()) <= room:
        return name
    room -= len("…".encode())
    end, used = 0, 0
    while (used := used + len(name[end].encode())) <= room:
        end += 1
    while end and _belongs_to_the_letter_before(name, end):
        end -= 1
    return name[:end].rstrip() + "…"


def broken() -> RuleError:
    return RuleError(_("Kode ini rusak atau bukan kode sertifikat."), code="payload_broken")


def _belongs_to_the_letter_before(name: str, at: int) -> bool:
    """Vowel signs and accents, and what a joiner binds: cutting there would make another letter."""
    return unicodedata.category(name[at])[0] == "M" or name[at] in JOINERS or name[at - 1] in JOINERS


def _text(text: str) -> bytes:
    data = text.encode()
    if len(data) > LONGEST_TEXT:
        raise ValueError("too long for one byte of length")
    return bytes([len(data)]) + data


def _read_text(data: bytes) -> tuple[str, bytes]:
    end = 1 + data[0]
    if len(data) < end:
        raise IndexError
    return data[1:end].decode(), data[end:]


def _day(data: bytes) -> date:
    return EPOCH + timedelta(days=int.from_bytes(data))
