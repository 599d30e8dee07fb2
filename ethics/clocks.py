"""The clocks of a case."""

from datetime import date, timedelta

REPLY_DAYS = 7  # working days in which a respondent may reply
APPEAL_DAYS = 10  # working days in which he may appeal
SATURDAY = 5


def working_days_after(day: date, count: int) -> date:
    """The last of so many working days, Monday to Friday, after a day."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < SATURDAY
    return day
