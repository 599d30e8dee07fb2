"""Personal data at rest: encrypted to be read, fingerprinted to be found (UU 27/2022, Art. 35)."""

import hashlib
import hmac
from functools import cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models


@cache
def _cipher(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def cipher() -> MultiFernet:
    """The cipher of settings.PERSONAL_DATA_KEYS: the first key encrypts, every key decrypts."""
    return _cipher(tuple(settings.PERSONAL_DATA_KEYS))


def fingerprint(value: str) -> str:
    """A keyed digest by which an exact value is found again; "" for "". Keyed with the oldest key, which stays."""
    if not value:
        return ""
    return hmac.new(settings.PERSONAL_DATA_KEYS[-1].encode(), value.encode(), hashlib.sha256).hexdigest()


class UnreadablePersonalData(Exception):
    """None of PERSONAL_DATA_KEYS opens a stored value: better an error than ciphertext shown as a name."""


class EncryptedTextField(models.TextField):
    """Text that the database stores as ciphertext. It cannot be searched: keep a `fingerprint` beside it."""

    def get_prep_value(self, value: str | None) -> str | None:
        if not value:
            return value
        return cipher().encrypt(value.encode()).decode()

    def from_db_value(self, value: str | None, expression: object, connection: object) -> str | None:
        if not value:
            return value
        try:
            return cipher().decrypt(value.encode()).decode()
        except InvalidToken:
            raise UnreadablePersonalData from None
