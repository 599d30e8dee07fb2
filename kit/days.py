"""Days: that of an act, and how one is written."""

from datetime import date, datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kit.errors import RuleError


def refuse_future(on: date) -> None:
    """What is recorded has happened: RuleError("in_future") for a day that has not begun."""
    if on > timezone.localdate():
        raise RuleError(_("Tanggal tidak boleh di masa depan."), code="in_future")


def written_day(value: date, form: str = "j M Y") -> str:
    """The day of a date or a moment, as `form` writes days."""
    day = timezone.localtime(value).date() if isinstance(value, datetime) else value
    return _written(day, form, get_language())


@lru_cache(maxsize=4096)
def _written(day: date, form: str, _language: str | None) -> str:
    """A year has few days and a list has many rows: to write them anew is a tenth of a list with two in each row."""
    return date_format(day, form)
