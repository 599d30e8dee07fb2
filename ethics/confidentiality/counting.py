"""Counting the reading log: a row for each account and day, brought up to date with what was written since."""

import logging
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db import OperationalError, connection, models, transaction

from assessments.models import FileReading

from .models import ReadingDay

log = logging.getLogger(__name__)
AT_ONCE = 500
# One statement, so that both numbers are of one moment.
COMPLETE = (
    "SELECT (SELECT COALESCE(SUM(lines), 0) FROM ethics_readingday) = (SELECT COUNT(*) FROM assessments_filereading)"
)
UTC_DAY = models.Func(models.F("read_at"), function="DATE", output_field=models.DateField())


def busy_days(after: date, files: int) -> models.QuerySet[Any, Any]:
    """Each account and day of UTC, later than a day, on which so many candidates were read or more."""
    if bring_up_to_date():
        return ReadingDay.objects.filter(day__gt=after, files__gte=files).order_by().values_list("reader", "day")
    begins = datetime.combine(after + timedelta(days=1), time.min, UTC)
    return (
        _counted(FileReading.objects.filter(read_at__gte=begins)).filter(files__gte=files).values_list("reader", "day")
    )


def bring_up_to_date() -> bool:
    """Count the days of which the log has more lines than were counted. One query where nothing was written since.

    Lines since the last that was counted come first: mostly these are all. Where still some are missing (on
    PostgreSQL a line may be seen after one with a higher number), the whole log is counted. False where the database
    is locked for longer than anybody waits: then the log itself is asked, and counted the next time.
    """
    try:
        if not is_complete():
            _count(FileReading.objects.filter(pk__gt=_last_counted()))
            if not is_complete():
                _count(FileReading.objects.all())
    except OperationalError:
        log.exception("The reading log was not counted")
        return False
    return True


def is_complete() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(COMPLETE)
        return bool(cursor.fetchone()[0])


def _last_counted() -> int:
    return ReadingDay.objects.aggregate(last=models.Max("newest"))["last"] or 0


def _count(lines: models.QuerySet[FileReading]) -> None:
    """Count anew every account and day that one of these lines is of."""
    touched: set[tuple[int, date]] = set(lines.order_by().values_list("reader", UTC_DAY).distinct())
    if not touched:
        return
    begins = datetime.combine(min(day for _reader, day in touched), time.min, UTC)
    rows = FileReading.objects.filter(reader__in={reader for reader, _day in touched}, read_at__gte=begins)
    found = [row for row in _counted(rows).order_by("reader", "day") if (row["reader"], row["day"]) in touched]
    with transaction.atomic():
        ReadingDay.objects.bulk_create(
            [ReadingDay(reader_id=row.pop("reader"), **row) for row in found], AT_ONCE, update_conflicts=True,
            unique_fields=["reader", "day"], update_fields=["lines", "files", "newest"],
        )  # fmt: skip


def _counted(rows: models.QuerySet[FileReading]) -> models.QuerySet[Any, Any]:
    return (
        rows.order_by()
        .values("reader", day=UTC_DAY)
        .annotate(lines=models.Count("pk"), files=models.Count("candidate", distinct=True), newest=models.Max("pk"))
    )
