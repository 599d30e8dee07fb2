"""The dated, signed list of certificates not in force, which a checker without a connection asks.

A JWS in the flattened JSON form (RFC 7515), Ed25519 with the newest "qr" key, so that any JOSE library reads it.
"""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.cache import cache

from ..keys.keys import load_private, usable_key
from ..models import Certificate, RegisterEntry, SigningKey
from .payload import to_text
from .signing import last_day, mark_of

FORMAT = 1
GOOD_FOR = timedelta(days=7)  # what an older list says of "in force" is no longer worth showing
MADE_ANEW = timedelta(hours=1)
STATUS = Certificate.Status


def offline_list(at: datetime) -> bytes:
    """The list as JSON: fresh after every act, and made anew each hour so that its date tells how fresh it is.

    Refuses what `usable_key` and `load_private` refuse.
    """
    key = usable_key(SigningKey.Purpose.QR, at)
    keys = published_keys()
    newest = RegisterEntry.objects.order_by("-number").values_list("number", flat=True).first() or 0
    hour = int(at.timestamp() // MADE_ANEW.total_seconds())
    known = hashlib.sha256(json.dumps(keys).encode()).hexdigest()[:16]
    name = f"offline-list:{FORMAT}:{newest}:{hour}:{key.key_id}:{known}"
    data = cache.get(name)
    if data is None:
        data = _signed(statement(newest=newest, keys=keys, at=at), key)
        cache.set(name, data, MADE_ANEW.total_seconds())
    return bytes(data)


def statement(*, newest: int, keys: list[dict[str, str]], at: datetime) -> dict[str, Any]:
    """What the list says. `issued`: places taken on the status list; a later one is newer than this list."""
    not_in_force: dict[str, list[int]] = {STATUS.SUSPENDED: [], STATUS.WITHDRAWN: [], STATUS.REPLACED: []}
    rows = Certificate.objects.exclude(status=STATUS.ACTIVE).order_by("status_index")
    for status, index in rows.values_list("status", "status_index").iterator():
        not_in_force[STATUS.read(status)].append(index)
    last = Certificate.objects.order_by("-status_index").values_list("status_index", flat=True).first()
    return {
        "format": FORMAT,
        "issuer": settings.PORTAL_URL.rstrip("/"),
        "made_at": _moment(at),
        "good_until": _moment(at + GOOD_FOR),
        "register_entry": newest,
        "issued": 0 if last is None else last + 1,
        "keys": keys,
        **{str(status): indexes for status, indexes in not_in_force.items()},
    }


def published_keys() -> list[dict[str, str]]:
    """Every key that ever signed a code, newest first; `last_day` is the last day of issue it may vouch for."""
    keys = SigningKey.objects.filter(purpose=SigningKey.Purpose.QR).order_by("-not_before", "-pk")
    return [
        {
            "kid": key.key_id,
            "mark": mark_of(key).hex(),
            "kty": "OKP",
            "crv": "Ed25519",
            "x": key.public_jwk["x"],
            "last_day": last_day(key).isoformat(),
        }
        for key in keys
    ]


def _signed(said: dict[str, Any], key: SigningKey) -> bytes:
    protected = to_text(_json({"alg": "Ed25519", "kid": key.key_id}))
    payload = to_text(_json(said))
    signature = to_text(load_private(key).sign(f"{protected}.{payload}".encode()))
    return _json({"payload": payload, "protected": protected, "signature": signature})


def _json(value: Any) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
