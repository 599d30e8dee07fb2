"""A year of the code of ethics as evidence for an audit by BNSP: what each clause left, and nobody's secrets.

Always in the LSP's own language, whoever asks for it; only what that reader may know of goes into it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone, translation

from assessments.models import CertificationBody
from kit.accounts import Account

from ..mechanisms import Line
from .clause_book import Row, rows_of


@dataclass(frozen=True)
class Chapter:
    """One clause with its evidence."""

    row: Row
    lines: Sequence[Line]


@dataclass(frozen=True)
class Audit:
    """The file before it has a form."""

    body: Any
    year: int
    made_at: datetime
    made_by: str
    purpose: str
    chapters: Sequence[Chapter]

    @property
    def lines(self) -> int:
        return sum(len(chapter.lines) for chapter in self.chapters)


def gather(*, by: Account, on: date, year: int, purpose: str) -> Audit:
    """Everything of a year, read in a bounded number of queries: one for all counts, one or two for each kind."""
    with translation.override(settings.LANGUAGE_CODE):
        chapters = [Chapter(row, _lines(row, by, year)) for row in rows_of(by, year, on)]
    return Audit(CertificationBody.current(), year, timezone.now(), str(by), purpose, chapters)


def _lines(row: Row, by: Account, year: int) -> list[Line]:
    return [line for each in row.records if each.number for line in each.record.lines(by, year, each.number)]
