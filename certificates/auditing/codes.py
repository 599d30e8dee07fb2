"""The QR code of a certificate: its address leads to it, and the payload behind the "#" says what the record says."""

from collections.abc import Iterator

from kit.errors import RuleError

from .. import offline
from ..models import SigningKey
from ..offline import payload as form
from ..offline.signing import mark_of, signed_by
from ..snapshots.snapshot import token_in
from .records import Record, in_force


def code_problems(record: Record) -> Iterator[str]:
    """Where the address in the code leads, and what the payload says, if there is one."""
    certificate = record.certificate
    if token_in(certificate.said) != certificate.token:
        yield "the printed address does not lead to it"
    text = certificate.said["verify_url"].partition("#")[2]
    if not text:
        return
    try:
        data = form.from_text(text)
        claims = form.decode(data[: -form.SIGNATURE])
    except RuleError:
        yield "its code carries a payload that is broken"
        return
    keys = [key for key in record.keys.values() if key.purpose == SigningKey.Purpose.QR]
    signers = [
        key
        for key in keys
        if mark_of(key) == claims.key_mark
        and signed_by(key, data[: -form.SIGNATURE], data[-form.SIGNATURE :], claims.issued_on)
    ]
    if not signers:
        yield "its code is not signed by a kept key for codes"
        return
    if not any(in_force(key, record.issued_at) for key in signers):
        yield "its code is signed with a key that was not in force"
    yield from _differences(record, claims)


def _differences(record: Record, claims: offline.Payload) -> Iterator[str]:
    """Where the signed payload says otherwise than the record."""
    said, certificate = record.certificate.said, record.certificate
    parts = {
        "another holder": claims.holder_name == _as_coded(said["holder_name"], claims),
        "another number": claims.number == said["certificate_number"],
        "another scheme": claims.scheme_number == said["scheme"]["number"],
        "other dates": (claims.issued_on.isoformat(), claims.expires_on.isoformat())
        == (said["issued_on"], said["expires_on"]),
        "another place in the status lists": claims.status_index == certificate.status_index,
    }
    yield from (f"its code says {words} than its record" for words, same in parts.items() if not same)


def _as_coded(name: str, claims: offline.Payload) -> str:
    """The holder's name as the code has it: whole, or shortened to the room that it took there."""
    return form.shortened(name, len(claims.holder_name.encode())) if claims.name_shortened else name
