"""System checks: what this machine or this configuration lacks is said at start, not found out by a candidate."""

import ctypes
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from cryptography.fernet import Fernet
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as CheckWarning

LOCAL_MAIL = ("console", "dummy", "locmem", "filebased")


def has_library(name: str) -> bool:
    """Whether the dynamic linker finds the shared library."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


@register()
def check_pdf_libraries(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """The certificate needs Pango; without HarfBuzz's subsetter it is right but slow, and nothing would say so."""
    found: list[CheckMessage] = []
    if not has_library("libpangoft2-1.0.so.0"):
        found.append(
            Error(
                "Pango is missing: no certificate can be laid out.",
                hint="Install the Debian package libpangoft2-1.0-0.",
                id="portal.E001",
            )
        )
    if not has_library("libharfbuzz-subset.so.0"):
        found.append(
            CheckWarning(
                "libharfbuzz-subset is missing: every certificate takes 4.5 times as long.",
                hint="Install the Debian package libharfbuzz-subset0.",
                id="portal.W001",
            )
        )
    return found


@register()
def check_sqlite_options(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """SQLite keeps its promises to several writers only with WAL, IMMEDIATE, foreign keys and patience."""
    database = settings.DATABASES["default"]
    if not database["ENGINE"].endswith("sqlite3"):
        return []
    options = database.get("OPTIONS", {})
    start = str(options.get("init_command", "")).replace(" ", "").lower()
    wanted = {
        "transaction_mode=IMMEDIATE": options.get("transaction_mode") == "IMMEDIATE",
        "journal_mode=WAL": "journal_mode=wal" in start,
        "foreign_keys=ON": "foreign_keys=on" in start,
        "timeout of 5 seconds or more": float(options.get("timeout", 0)) >= 5,
    }
    return [
        Error(f"The SQLite database is opened without {option}.", hint="See docs/operations.md.", id="portal.E002")
        for option, present in wanted.items()
        if not present
    ]


@register()
def check_portal_url(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """PORTAL_URL is printed in the QR code of every certificate: it must be the bare public address."""
    address = urlsplit(settings.PORTAL_URL)
    if address.scheme in ("http", "https") and address.hostname and not (address.path or address.query):
        return []
    hint = "Give scheme and host only, without a slash at the end: https://sertifikasi.lsp.example"
    return [Error("PORTAL_URL is not the address of a site.", hint=hint, id="portal.E003")]


@register(Tags.security)
def check_personal_data_keys(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """A key that is no key would be noticed at the first NIK; the message never shows the key."""
    found: list[CheckMessage] = []
    for position, key in enumerate(settings.PERSONAL_DATA_KEYS, start=1):
        try:
            Fernet(key)
        except ValueError:
            hint = "Each is 32 random bytes in URL-safe base64, 44 characters. See docs/operations.md."
            found.append(Error(f"Key {position} of PERSONAL_DATA_KEYS is not a key.", hint=hint, id="portal.E004"))
    return found


@register(Tags.security, deploy=True)
def check_deployment(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """What a demo may do and a certification body may not."""
    local = urlsplit(settings.PORTAL_URL).hostname in ("127.0.0.1", "localhost", None)
    wrong = {
        "DEMO is on: the sign-in page shows accounts and their password.": settings.DEMO,
        "TESTING is on: passwords are hashed weakly.": settings.TESTING,
        "PORTAL_URL points at this machine: nobody could check a certificate.": local,
        "PORTAL_URL is not https: the QR codes would lead to an unprotected page.": not settings.PORTAL_URL.startswith(
            "https://"
        ),
        "EMAIL_URL is not set: invitations and password resets reach nobody.": any(
            f".{name}." in settings.EMAIL_BACKEND for name in LOCAL_MAIL
        ),
    }
    return [
        CheckWarning(sentence, hint="See docs/operations.md.", id=f"portal.W{number:03}")
        for number, (sentence, is_wrong) in enumerate(wrong.items(), start=101)
        if is_wrong
    ]
