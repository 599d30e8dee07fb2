"""Replaying the chain of the register from its first entry: does each follow, and does it say what the columns say?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone

from ..models import Certificate, CertificateFile, DailyRoot, NumberCounter, RegisterEntry
from ..register import chain
from ..register.operations import SERIES
from .daily_roots import root_problems

STEP = 500


@dataclass(frozen=True)
class BrokenLink:
    """An entry (0: the register as a whole) and what does not hold there."""

    number: int
    problem: str

    def __str__(self) -> str:
        return f"entry {self.number}: {self.problem}" if self.number else self.problem


def broken_links() -> Iterator[BrokenLink]:
    """Everything that does not hold, in the order of the entries; nothing when the register can be believed.

    Reads in steps, so that its size does not matter; writes nothing.
    """
    digest, expected, closed = chain.GENESIS, 1, date.min
    roots: dict[int, DailyRoot] = {root.entry_id: root for root in DailyRoot.objects.all()}
    standing: dict[int, str] = {}
    for entry in _entries():
        if entry.number != expected:
            yield BrokenLink(expected, "it is missing")
        elif entry.previous != digest:
            yield BrokenLink(entry.number, "it does not follow the entry before it")
        for problem in _readable_problems_of(entry, first=entry.certificate_id not in standing):
            yield BrokenLink(entry.number, problem)
        if root := roots.pop(entry.pk, None):
            yield from _problems_of_root(root, entry, closed)
            closed = max(closed, root.day)
        standing[entry.certificate_id] = entry.status_after
        digest, expected = entry.digest, entry.number + 1
    for root in roots.values():
        yield BrokenLink(0, f"the root published for {root.day} belongs to no entry")
    drawn = NumberCounter.objects.filter(series=SERIES).values_list("last", flat=True).first() or 0
    if drawn != expected - 1:
        yield BrokenLink(0, f"the chain ends with entry {expected - 1}, but {drawn} were entered")
    yield from (BrokenLink(0, problem) for problem in root_problems())
    yield from _standing_apart(standing)


def clock_doubts() -> Iterator[BrokenLink]:
    """Where the clock was wrong, or somebody made entries: a root, or an entry, out of its day.

    Told, and not held against the register: roots follow the order of the entries whatever the clock did.
    """
    today, latest = timezone.localdate(), date.min
    for day in DailyRoot.objects.filter(day__gt=today).order_by("-day").values_list("day", flat=True)[:1]:
        yield BrokenLink(0, f"the newest root is of {day}, but today is {today}")
    for number, at in RegisterEntry.objects.order_by("number").values_list("number", "at").iterator(chunk_size=2000):
        day = timezone.localdate(at)
        if day < latest:
            yield BrokenLink(number, f"it was made on {day}, after one of {latest}")
        latest = day


def _entries() -> Iterator[Any]:
    """Every entry in its order, read in steps. Where a step cannot be read, each of its entries by itself."""
    numbers = RegisterEntry.objects.order_by("number")
    reached = 0
    while step := list(numbers.filter(number__gt=reached).values_list("number", flat=True)[:STEP]):
        reached = step[-1]
        try:
            yield from list(_with_certificates(step))
        except Exception:  # noqa: BLE001 - a content that is no JSON is asked for again, and told, by itself
            bare = RegisterEntry.objects.defer("content").filter(number__in=step)
            yield from bare.order_by("number")


def _with_certificates(numbers: list[int]) -> Any:
    """These entries with what they speak of. The file's digest, not the file."""
    rows = RegisterEntry.objects.select_related("certificate__replaces").filter(number__in=numbers).order_by("number")
    rows = rows.only(
        "number", "act", "status_after", "on", "at", "by", "reason", "letter_number", "salt", "content", "previous",
        "digest", "certificate__token", "certificate__snapshot", "certificate__replaces__token",
    )  # fmt: skip
    return rows.annotate(file_digest=F("certificate__file__sha256"))


def _readable_problems_of(entry: Any, *, first: bool) -> Iterator[str]:
    """What does not hold inside one entry, also where it cannot be read."""
    try:
        yield from _problems_of(entry, first=first)
    except Exception as error:  # noqa: BLE001 - whatever somebody wrote there, the entries after it are replayed
        yield f"it cannot be read ({type(error).__name__})"


def _problems_of(entry: Any, *, first: bool) -> Iterator[str]:
    """What does not hold inside one entry."""
    said, certificate = entry.content, entry.certificate
    if entry.digest != chain.digest_of(entry.previous, said):
        yield "its digest is not that of its content"
    replaced = certificate.replaces
    wanted = chain.content_of(
        number=entry.number,
        act=entry.act,
        status=entry.status_after,
        token=certificate.token,
        replaces=replaced.token if replaced else "",
        on=entry.on,
        at=entry.at,
        file=_digest_of_file(entry),
        snapshot=certificate.snapshot,
        detail=chain.detail_of(entry.salt, reason=entry.reason, letter_number=entry.letter_number, by=entry.by_id),
    )
    for name, value in wanted.items():
        if said.get(name) != value:
            yield f"{name} differs between its content and the record"
    if set(said) != set(wanted):
        yield "its content has more or fewer parts than an entry has"
    if first != (entry.act == RegisterEntry.Act.ISSUED):
        yield "a certificate's first act, and only that, is its issuing"


def _digest_of_file(entry: Any) -> str:
    """As it was read with the entry, or alone."""
    if hasattr(entry, "file_digest"):
        return entry.file_digest or ""
    files = CertificateFile.objects.filter(certificate=entry.certificate_id)
    return files.values_list("sha256", flat=True).first() or ""


def _problems_of_root(root: DailyRoot, entry: Any, closed: date) -> Iterator[BrokenLink]:
    """What does not hold of a day's root, after the day that was closed before. A day's grace: time zones change."""
    if root.digest != entry.digest:
        yield BrokenLink(entry.number, f"the root published for {root.day} is another digest")
    if root.day <= closed or root.day < timezone.localdate(entry.at) - timedelta(days=1):
        yield BrokenLink(entry.number, f"the root published for {root.day} is dated back")


def _standing_apart(standing: dict[int, str]) -> Iterator[BrokenLink]:
    """Certificates whose status is not that of their last act, or that were never entered."""
    rows = Certificate.objects.values_list("pk", "number", "status").order_by("pk")
    for pk, number, status in rows.iterator(chunk_size=2000):
        if pk not in standing:
            yield BrokenLink(0, f"certificate {number} was never entered")
        elif standing[pk] != status:
            yield BrokenLink(0, f"certificate {number} is {status}, but its last act made it {standing[pk]}")
