"""The roots that must have been published: who deletes one opens the way to back-date, so its absence is told.

The first entry of a day publishes, in its own transaction, the roots of the days before it; therefore the last entry
of every day that another followed bears a root, published no later than that. The day at the end of the chain is
published by the nightly timer or by whoever looks first; two days after it, its root is missed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from kit.acts import GRACE

from ..models import DailyRoot, RegisterEntry

PATIENCE = timedelta(days=2)
ZONES = timedelta(hours=2)  # from one of Indonesia's time zones to another; an LSP may move
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Entry:
    """An entry, the moment after which another follows it, and whether that one came from before there was a chain."""

    pk: int
    at: datetime
    follows_at: datetime | None
    was_before: bool = False

    @property
    def day(self) -> date:
        return timezone.localdate(self.at)

    @property
    def closes_a_day(self) -> bool:
        """Whether no other entry of its day follows."""
        return self.follows_at is None or timezone.localdate(self.follows_at) > self.day


def root_problems() -> Iterator[str]:
    """Days whose root is missing, or was published anew. `moved`: roots of days that ended elsewhere, or never."""
    roots = {root.entry_id: root for root in DailyRoot.objects.all()}
    missing: list[Entry] = []
    moved: list[Entry] = []
    published = date.min
    for entry in _entries():
        root = roots.get(entry.pk)
        if root is None and _is_due(entry, published):
            missing.append(entry)
        if root:
            published = max(published, root.day)
            if not entry.closes_a_day or root.day != entry.day:
                moved.append(entry)
            if _is_late(root, entry):
                anew = timezone.localdate(root.published_at)
                yield f"the root of {root.day} was published anew on {anew}: one published before is gone"
    for entry in missing:
        # Where the LSP's time zone was another, days ended at another hour: each such root stands for one day.
        stand_in = next((other for other in moved if _ended_elsewhere(other, entry.day)), None)
        if stand_in:
            moved.remove(stand_in)
        else:
            yield f"the root of {entry.day} is missing"


def _entries() -> Iterator[Entry]:
    """Every entry in its order, with what is needed of the next one."""
    rows = RegisterEntry.objects.order_by("number").values_list("pk", "at", "certificate__issued_at")
    before: tuple[int, datetime] | None = None
    for pk, at, issued_at in rows.iterator(chunk_size=2000):
        if before:
            yield Entry(*before, at, was_before=at == issued_at)
        before = (pk, at)
    if before:
        yield Entry(*before, None)


def _is_due(entry: Entry, published: date) -> bool:
    """Whether a root must be there; not where the clock ran ahead and the days since were published already."""
    if entry.follows_at is None:
        return published < entry.day and entry.day + PATIENCE < timezone.localdate()
    return entry.closes_a_day and published < timezone.localdate(entry.follows_at) - DAY


def _is_late(root: DailyRoot, entry: Entry) -> bool:
    """Whether it was published after the entry that publishes it at the latest. Those from before the chain did not."""
    if entry.follows_at is None or entry.was_before or not entry.closes_a_day:
        return False
    return root.published_at > entry.follows_at + GRACE


def _ended_elsewhere(entry: Entry, day: date) -> bool:
    """Whether this entry may have been the last of that day in a neighbouring time zone."""
    after = entry.follows_at
    return timezone.localdate(entry.at - ZONES) <= day and (after is None or timezone.localdate(after + ZONES) > day)
