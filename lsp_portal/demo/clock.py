"""Living through the past: the demo's history is made by the operations, each on its own day."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from unittest.mock import patch

from django.utils import timezone


@contextmanager
def standing_on(day: date, hour: int = 9) -> Iterator[date]:
    """Let the portal's clock stand on this day, at this hour of local time or a little later each time it is read."""
    moment = timezone.make_aware(datetime.combine(day, time(hour)))
    ticks = iter(range(10**9))

    def now() -> datetime:
        return moment + timedelta(seconds=7 * next(ticks))

    with patch.object(timezone, "now", now):
        yield day
