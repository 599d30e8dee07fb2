"""Days as the home pages speak of them."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.formats import date_format

WEEK = 7


def begin_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def after(today: date, days: int) -> datetime:
    """The moment when so many days, today included, are over."""
    return begin_of(today + timedelta(days=days))


def spoken(moment: datetime) -> str:
    """A day and an hour: Senin, 23 November 2026, 08.00."""
    return date_format(timezone.localtime(moment), "l, j F Y, H.i")
