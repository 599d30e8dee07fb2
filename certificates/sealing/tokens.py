"""A key in a hardware token or its like (PKCS#11). Needs the optional extra python-pkcs11 (docs/operations.md)."""

import logging
from contextlib import suppress
from functools import lru_cache
from threading import Lock
from typing import Any

from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kit.errors import RuleError

logger = logging.getLogger(__name__)
SHA256_INFO = bytes.fromhex("3031300d060960864801650304020105000420")  # DigestInfo, RFC 8017, 9.2


def token_key() -> "TokenKey":
    """The key that the settings name. Refuses "sealer_unavailable" when the library is not installed."""
    try:
        import pkcs11
    except ImportError:
        raise _unavailable(_("Pustaka python-pkcs11 belum dipasang, jadi token segel tidak dapat dipakai.")) from None
    return _key(pkcs11, settings.PKCS11_MODULE, settings.PKCS11_TOKEN, settings.PKCS11_LABEL)


class TokenKey:
    """One session with the token, opened when first needed and again after a fault. A lock: sessions are not shared."""

    def __init__(self, library: Any, module: str, token: str, label: str) -> None:
        self._library, self._module, self._token, self._label = library, module, token, label
        self._lock = Lock()
        self._session: Any = None
        self._key: Any = None
        self._refused = False

    def sign(self, digest: bytes) -> bytes:
        """The DER signature over a SHA-256 digest. Refuses "sealer_unavailable"."""
        with self._lock:
            try:
                if self._refused:  # asking again with the same PIN locks the token for good
                    raise PermissionError("the PIN was wrong; the portal asks again after a restart")
                self._key = self._key or self._open()
                return self._sign(digest)
            except Exception as fault:  # a token taken out, a wrong PIN, no driver: each has its own class
                self._close()
                self._refused = self._refused or type(fault).__name__.startswith("Pin")
                logger.warning("The seal token did not sign: %s %s", type(fault).__name__, fault)
                raise _unavailable(
                    _("Token segel tidak dapat dipakai, jadi belum ada yang diterbitkan. Hubungi pengelola server.")
                ) from fault

    def _open(self) -> Any:
        token = self._library.lib(self._module).get_token(token_label=self._token)
        self._session = token.open(user_pin=settings.PKCS11_PIN)
        return self._session.get_key(object_class=self._library.ObjectClass.PRIVATE_KEY, label=self._label)

    def _close(self) -> None:
        # A session that stays open keeps its login, and the next one is refused for being logged in already.
        session, self._session, self._key = self._session, None, None
        if session is not None:
            with suppress(Exception):
                session.close()

    def _sign(self, digest: bytes) -> bytes:
        mechanisms = self._library.Mechanism
        if self._key.key_type == self._library.KeyType.RSA:
            return bytes(self._key.sign(SHA256_INFO + digest, mechanism=mechanisms.RSA_PKCS))
        plain = bytes(self._key.sign(digest, mechanism=mechanisms.ECDSA))
        half = len(plain) // 2
        return encode_dss_signature(int.from_bytes(plain[:half], "big"), int.from_bytes(plain[half:], "big"))


@lru_cache(maxsize=4)
def _key(library: Any, module: str, token: str, label: str) -> TokenKey:
    return TokenKey(library, module, token, label)


def _unavailable(message: Any) -> RuleError:
    return RuleError(message, code="sealer_unavailable")
