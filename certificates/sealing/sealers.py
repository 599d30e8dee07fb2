"""The sealers: one shape of seal, and three places where its key may live."""

import hashlib
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from certificates.keys import keys, x509
from certificates.models import SigningKey
from kit.errors import RuleError

from .cms import Form
from .remote import provider

logger = logging.getLogger(__name__)
Sign = Callable[[bytes], bytes]  # a SHA-256 digest to a DER signature
Stamp = Callable[[bytes, float], bytes]  # the digest of a signature to a token, within so many seconds
PREHASHED = ec.ECDSA(Prehashed(hashes.SHA256()))
LEAST = 0.5  # seconds for a time stamp after a signature that took all of its own
ROOM_FOR_TIME_STAMP = 12 * 1024  # a token brings the provider's certificates along


@dataclass(frozen=True)
class KeySealer:
    """Seals with one key, wherever `sign` reaches it. Safe to share between threads when `sign` is."""

    kind: str
    key: SigningKey
    form: Form
    name: str
    sign: Sign
    certified: bool = False
    time_stamp: Stamp | None = None

    @property
    def room(self) -> int:
        return self.form.longest + (ROOM_FOR_TIME_STAMP if self.time_stamp else 0)

    def cms(self, digest: bytes, at: datetime) -> bytes:
        """The seal over a digest. Refuses "sealer_unreachable" or "sealer_unavailable" when the key cannot be used."""
        attributes = self.form.attributes(digest)
        ends = time.monotonic() + settings.SEAL_TIMEOUT
        signature = self.sign(hashlib.sha256(attributes).digest())
        left = max(LEAST, ends - time.monotonic())  # signature and time stamp share the time: the counters are locked
        stamp = self.time_stamp(hashlib.sha256(signature).digest(), left) if self.time_stamp else b""
        sealed = self.form.signed(attributes, signature, stamp)
        if len(sealed) > self.room:
            raise RuleError(_("Segel ini lebih besar daripada tempatnya pada berkas."), code="sealer_unavailable")
        return sealed


def local_sealer(key: SigningKey) -> KeySealer:
    """With a key of ours, stored encrypted, open in this process's memory. Refuses what `keys.load_private` does."""
    private = keys.load_private(key)
    return _sealer("local", key, lambda digest: private.sign(digest, PREHASHED))


def pkcs11_sealer(key: SigningKey) -> KeySealer:
    """With a key that never leaves its token. Refuses "sealer_unavailable"."""
    from .tokens import token_key  # the library is an optional extra

    return _sealer("pkcs11", key, token_key().sign)


def remote_sealer(key: SigningKey) -> KeySealer:
    """With a key held by a provider, asked over HTTPS. Refuses "sealer_unavailable"; its seal "sealer_unreachable"."""
    holder = provider(settings.SEAL_PROVIDER)

    def sign(digest: bytes) -> bytes:
        try:
            return holder.sign(digest, key_id=key.key_id, timeout=settings.SEAL_TIMEOUT)
        except Exception as fault:  # whatever happens at somebody else's, ours is one answer
            logger.warning("The seal provider did not sign: %s", fault)
            raise RuleError(
                _("Penyedia segel tidak menjawab, jadi belum ada yang diterbitkan. Coba lagi beberapa saat lagi."),
                code="sealer_unreachable",
            ) from fault

    return _sealer("remote", key, sign, certified=bool(holder.certified))


def _sealer(kind: str, key: SigningKey, sign: Sign, *, certified: bool = False) -> KeySealer:
    form, name = _form(key.certificate_pem)
    return KeySealer(kind, key, form, name, sign, certified, _time_stamp())


@lru_cache(maxsize=32)
def _form(certificate_pem: str) -> tuple[Form, str]:
    try:
        chain = x509.read_chain(certificate_pem)
    except ValueError:
        raise RuleError(_("Sertifikat kunci segel tidak dapat dibaca."), code="sealer_unavailable") from None
    return Form(chain), x509.holder(chain[0])


def _time_stamp() -> Stamp | None:
    if not settings.SEAL_TIMESTAMP_URL:
        return None
    from .timestamps import time_stamp

    return time_stamp
