"""How the figures of an assessor's profile are written."""

from datetime import date

from django import template
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ethics.profile.statistics import SETTLING, Batch, Interval, Quarter
from ethics.profile.statistics import percent as whole_percent
from ethics.profile.window import Window

register = template.Library()
FEW_DIGITS = 1


@register.filter
def percent(share: float | None) -> str:
    """A share of one, as people say it."""
    return "–" if share is None else f"{whole_percent(share)}%"


@register.filter
def percents(interval: Interval) -> str:
    return f"{whole_percent(interval.low)}–{whole_percent(interval.high)}%"


@register.filter
def days(count: float) -> str:
    """A number of days; the middle of two is written with one digit."""
    said = number_format(count, 0 if count == int(count) else FEW_DIGITS)
    return ngettext("%(days)s hari", "%(days)s hari", 1 if count == 1 else 2) % {"days": said}


@register.filter
def quarter(which: Quarter) -> str:
    return _("triwulan %(number)s %(year)s") % {"number": which.number, "year": which.year}


@register.filter
def span(batch: Batch) -> str:
    """The quarters of a batch."""
    if batch.first == batch.last:
        return quarter(batch.last)
    return _("%(first)s sampai %(last)s") % {"first": quarter(batch.first), "last": quarter(batch.last)}


@register.filter
def months(window: Window) -> str:
    """The time a profile looks at."""
    first, last = (date_format(day, "F Y") for day in (window.first.first_day, window.last.last_day))
    return _("%(first)s sampai %(last)s") % {"first": first, "last": last}


@register.filter
def next_day(window: Window) -> date:
    """When the running quarter is added."""
    return window.last.plus(2).first_day + SETTLING
