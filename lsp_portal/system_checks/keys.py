"""System checks of keys and seals: what would be refused on the day of issuing is said before."""

from collections.abc import Sequence
from datetime import timedelta
from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as CheckWarning
from django.db import connections
from django.utils import timezone

from kit.errors import RuleError

SHORTEST_PASSPHRASE = 20
ENDING = timedelta(days=60)
DOCS = 'See docs/operations.md, "Keys and seals".'


def needed_purposes() -> list[str]:
    """What keys are needed for, by the settings."""
    wanted = {"seal": settings.SEALER != "none", "credential": settings.CREDENTIALS, "qr": settings.OFFLINE_QR}
    return [purpose for purpose, is_wanted in wanted.items() if is_wanted]


def keys_held_here() -> list[str]:
    return [purpose for purpose in needed_purposes() if purpose != "seal" or settings.SEALER == "local"]


@register(Tags.security)
def check_sealer(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Whether the settings of the sealer fit together; asks neither the database nor a provider."""
    sealer = settings.SEALER
    wrong = {
        "SEALER is not one of none, local, pkcs11 and remote.": sealer not in ("none", "local", "pkcs11", "remote"),
        "Keys are used, but SIGNING_PASSPHRASE is not set: nothing could be signed.": bool(keys_held_here())
        and not settings.SIGNING_PASSPHRASE,
        "SEALER is pkcs11, but python-pkcs11 is not installed.": sealer == "pkcs11" and find_spec("pkcs11") is None,
        "SEALER is pkcs11, but PKCS11_MODULE, PKCS11_TOKEN or PKCS11_LABEL is not set.": sealer == "pkcs11"
        and not (settings.PKCS11_MODULE and settings.PKCS11_TOKEN and settings.PKCS11_LABEL),
        "SEALER is remote, but SEAL_PROVIDER is not set.": sealer == "remote" and not settings.SEAL_PROVIDER,
    }
    found: list[CheckMessage] = [
        Error(sentence, hint=DOCS, id=f"portal.E{number:03}")
        for number, (sentence, is_wrong) in enumerate(wrong.items(), start=11)
        if is_wrong
    ]
    if 0 < len(settings.SIGNING_PASSPHRASE) < SHORTEST_PASSPHRASE:
        hint = f"Give at least {SHORTEST_PASSPHRASE} random characters."
        found.append(
            CheckWarning(
                "SIGNING_PASSPHRASE is short: a stolen database could be guessed open.", hint, id="portal.W011"
            )
        )
    return found


@register(Tags.database)
def check_keys(
    app_configs: Sequence[Any] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Whether every key that is needed is there, opens, and lasts; only with `check --database default`."""
    from certificates.keys.keys import load_private, usable_key
    from certificates.models import SigningKey

    if "default" not in (databases or ()):
        return []
    if SigningKey._meta.db_table not in connections["default"].introspection.table_names():
        return []
    now = timezone.now()
    found: list[CheckMessage] = []
    for purpose in needed_purposes():
        hint = f"Run: manage.py make_seal_key --purpose {purpose}. {DOCS}"
        try:
            key = usable_key(purpose, now)
            if purpose in keys_held_here():
                load_private(key)
        except RuleError as refusal:
            sentence = f"The {purpose} key cannot be used ({refusal.code}): no certificate can be issued."
            if refusal.code == "key_is_demo":
                found.append(Error(sentence, hint=hint, id="portal.E016"))
            else:
                found.append(CheckWarning(sentence, hint=hint, id="portal.W012"))
        else:
            if key.not_after < now + ENDING:
                found.append(
                    CheckWarning(f"The {purpose} key ends on {key.not_after:%Y-%m-%d}.", hint=hint, id="portal.W013")
                )
    return found
