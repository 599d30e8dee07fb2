"""What is public of the chain: the root of each day, the entries, and how anybody recomputes them."""

from datetime import date, datetime, time
from typing import Any, TypedDict

from django.db.models import QuerySet
from django.utils import timezone

from certificates.register.operations import publish_roots

from ..models import DailyRoot, RegisterEntry
from . import chain

ENTRIES = 500  # in one answer
LARGEST = 2**63 - 1
HOW = (
    "digest = hex SHA-256 of (previous digest as text, then the entry's content as JSON: keys sorted, no spaces, "
    "UTF-8, letters not escaped). The first entry follows 64 zeros. A certificate is named by the SHA-256 of the token "
    "in its QR code. The root of a day is the digest of its last entry; a day without entries has the root of the day "
    "before."
)


class RootData(TypedDict):
    date: str
    entry: int
    digest: str


class EntryData(TypedDict):
    number: int
    previous: str
    digest: str
    content: chain.Content


def published() -> QuerySet[DailyRoot]:
    """The roots of all days that are over, newest first; those that nobody published yet are published now."""
    today = timezone.localdate()
    newest = DailyRoot.objects.order_by("-day").values_list("entry__number", flat=True).first() or 0
    if RegisterEntry.objects.filter(number__gt=newest, at__lt=_start_of(today)).exists():
        publish_roots(before=today)
    return DailyRoot.objects.select_related("entry").only("day", "digest", "entry__number").order_by("-day")


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def newest_entry() -> RegisterEntry | None:
    """How far the register has come today."""
    return RegisterEntry.objects.only("number", "digest", "on").order_by("-number").first()


def as_data() -> dict[str, Any]:
    """All roots, oldest first, as they are published in JSON."""
    rows = [RootData(date=r.day.isoformat(), entry=r.entry.number, digest=r.digest) for r in published()]
    return {"algorithm": "SHA-256", "genesis": chain.GENESIS, "how": HOW, "roots": rows[::-1]}


def entries_as_data(*, after: int) -> dict[str, Any]:
    """Up to ENTRIES entries that follow a number; `next` is the number to go on with, None at the end."""
    rows = RegisterEntry.objects.filter(number__gt=after).order_by("number")[:ENTRIES]
    entries = [
        EntryData(number=n, previous=previous, digest=digest, content=content)
        for n, previous, digest, content in rows.values_list("number", "previous", "digest", "content")
    ]
    return {"entries": entries, "next": entries[-1]["number"] if len(entries) == ENTRIES else None}


def number_in(text: str) -> int:
    """The number in the address; 0 for anything else."""
    return min(int(text), LARGEST) if text.isascii() and text.isdigit() and len(text) < 20 else 0
