"""Which sealer the settings ask for."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from certificates.keys.keys import Purpose, usable_key
from certificates.models import SigningKey
from kit.errors import RuleError

from . import sealers
from .protocol import Sealer

KINDS: dict[str, Callable[[SigningKey], Sealer]] = {
    "local": sealers.local_sealer,
    "pkcs11": sealers.pkcs11_sealer,
    "remote": sealers.remote_sealer,
}


def current_sealer(at: datetime) -> Sealer | None:
    """Who seals at that moment; None when certificates are not sealed (SEALER=none).

    Refuses "key_missing", "key_is_demo", "key_expired", "passphrase_missing", "passphrase_wrong" and
    "sealer_unavailable".
    """
    if settings.SEALER == "none":
        return None
    if settings.SEALER not in KINDS:
        raise RuleError(
            _("Cara menyegel tidak dikenal. Minta pengelola server memeriksa SEALER."), code="sealer_unavailable"
        )
    return KINDS[settings.SEALER](usable_key(Purpose.SEAL, at))
