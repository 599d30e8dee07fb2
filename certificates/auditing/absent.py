"""Credentials and signed codes that must be there: once they began, and while a key for them was in force.

Who stops them on purpose retires the keys.
"""

from collections.abc import Iterator

from ..models import SigningKey
from .records import Record

Purpose = SigningKey.Purpose
WORDS = {
    Purpose.CREDENTIAL: "it has no credential, although certificates before it have and a key was in force",
    Purpose.QR: "its code is not signed, although codes before it are and a key was in force",
}


class Absent:
    """Asked of one certificate after the other, in the order of issue."""

    def __init__(self) -> None:
        self._begun: set[Purpose] = set()

    def problems(self, record: Record) -> Iterator[str]:
        """What this certificate lacks that those before it have."""
        there = {
            Purpose.CREDENTIAL: record.credential is not None,
            Purpose.QR: "#" in record.certificate.said["verify_url"],
        }
        for purpose, has_it in there.items():
            if has_it:
                self._begun.add(purpose)
            elif purpose in self._begun and _could_be_signed(record, purpose):
                yield WORDS[purpose]


def _could_be_signed(record: Record, purpose: Purpose) -> bool:
    """Whether a key for it was in force at the moment of issue."""
    at = record.issued_at
    return any(
        key.not_before <= at < min(key.retired_at or key.not_after, key.not_after)
        for key in record.keys.values()
        if key.purpose == purpose
    )
