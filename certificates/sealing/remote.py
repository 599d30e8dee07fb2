"""A seal whose key is held by a provider (penyelenggara sertifikasi elektronik): what we ask of it."""

from typing import Protocol

from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from kit.errors import RuleError


class RemoteProvider(Protocol):
    """Signs digests over HTTPS. settings.SEAL_PROVIDER names a class of it, made without arguments.

    `certified` is the provider's own word that it is a certified one (PP 71/2019, article 60).
    """

    @property
    def certified(self) -> bool: ...

    def sign(self, digest: bytes, *, key_id: str, timeout: float) -> bytes:
        """The DER signature (ECDSA, or RSA PKCS#1 v1.5) over a SHA-256 digest, within so many seconds.

        Raises any exception when there is none; nothing is issued then.
        """
        ...


def provider(path: str) -> RemoteProvider:
    """The provider of the settings. Refuses "sealer_unavailable"."""
    try:
        return import_string(path)()
    except (ImportError, TypeError, ValueError) as fault:
        raise RuleError(
            _("Penyedia segel belum diatur dengan benar. Minta pengelola server memeriksa SEAL_PROVIDER."),
            code="sealer_unavailable",
        ) from fault
