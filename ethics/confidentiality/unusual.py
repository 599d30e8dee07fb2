"""Who read many candidates' files on one day without a task that asked for it (code of ethics, clause 10)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.urls import reverse
from django.utils import timezone

from assessments.models import FileReading

from .counting import busy_days
from .models import ReadingReview

DAYS_BACK = 365
MOST_UTC_DAYS = 3  # that a day of the LSP may touch, with the hour that a clock is put back
ASKED_AT_ONCE = 100  # SQLite reads no condition of a thousand parts

Day = tuple[int, date]


@dataclass(frozen=True)
class UnusualDay:
    """One account read this many candidates' files on one day without a task that would have asked for it."""

    reader: Any
    day: date
    files: int
    explanation: ReadingReview | None

    @property
    def address(self) -> str:
        return reverse("reading_explain", args=[self.reader.pk, self.day.isoformat()])


def unusual_days(today: date, *, days: int = DAYS_BACK, reader: Any = None) -> list[UnusualDay]:
    """The days on which somebody read UNUSUAL_READING_FILES candidates or more outside his tasks.

    Unexplained ones first, the oldest on top; then the explained, the newest on top. Which days were busy is kept
    (`ReadingDay`); what of them was outside a task is asked anew each time: what makes a reading usual (an act
    recorded later that day) counts from the moment it is there.
    """
    first = today - timedelta(days=days - 1)
    share = -(-settings.UNUSUAL_READING_FILES // MOST_UTC_DAYS)  # of one day of UTC, where a day of the LSP has so many
    busy = busy_days(first - timedelta(days=MOST_UTC_DAYS), share)
    if reader is not None:
        busy = busy.filter(reader=reader)
    wanted = sorted({day for row in busy for day in _local_days(*row) if day[1] >= first})
    found = [row for n in range(0, len(wanted), ASKED_AT_ONCE) for row in _outside(wanted[n : n + ASKED_AT_ONCE])]
    if not found:
        return []
    readers = get_user_model().objects.select_related("person").in_bulk({row["reader"] for row in found})
    explanations = {
        (explanation.reader_id, explanation.day): explanation
        for explanation in ReadingReview.objects.filter(reader__in=readers).select_related("reviewed_by")
    }
    flagged = [
        UnusualDay(readers[row["reader"]], row["day"], row["files"], explanations.get((row["reader"], row["day"])))
        for row in found
    ]
    waiting = sorted(
        (flag for flag in flagged if flag.explanation is None), key=lambda flag: (flag.day, flag.reader.pk)
    )
    explained = [flag for flag in flagged if flag.explanation]
    return waiting + sorted(explained, key=lambda flag: (flag.day, flag.reader.pk), reverse=True)


def _local_days(reader: int, day: date) -> Iterator[Day]:
    """The days of the LSP that this day of UTC touches."""
    begins = datetime.combine(day, time.min, UTC)
    first = timezone.localdate(begins)
    last = timezone.localdate(begins + timedelta(days=1, microseconds=-1))
    yield from ((reader, first + timedelta(days=n)) for n in range((last - first).days + 1))


def _outside(days: list[Day]) -> Any:
    """Of these days, those with many candidates outside a task."""
    wanted = models.Q()
    for reader, day in days:
        begins, ends = (timezone.make_aware(datetime.combine(day + timedelta(days=n), time.min)) for n in (0, 1))
        wanted |= models.Q(reader=reader, read_at__gte=begins, read_at__lt=ends)
    rows: Any = FileReading.objects.filter(wanted).outside().order_by()
    return (
        rows.values("reader", "day")
        .annotate(files=models.Count("candidate", distinct=True))
        .filter(files__gte=settings.UNUSUAL_READING_FILES)
    )
