"""The clocks of a case."""

from datetime import date, timedelta
from functools import cache

from holidays import country_holidays

REPLY_DAYS = 7  # working days in which a respondent may reply
APPEAL_DAYS = 10  # working days in which he may appeal
SATURDAY = 5


def working_days_after(day: date, count: int) -> date:
    """The last of so many working days after a day: Monday to Friday, without public holidays and joint leave."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < SATURDAY and day not in days_off(day.year)
    return day


@cache
def days_off(year: int) -> frozenset[date]:
    """The public holidays of Indonesia in a year, and the days of joint leave (cuti bersama).

    What is not decreed yet is estimated; a clock that was started keeps the day that was told.
    """
    return frozenset(country_holidays("ID", years=year, categories=("public", "government")))
