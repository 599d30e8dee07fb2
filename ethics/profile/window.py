"""The time that a profile looks at, and the assessments in it."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import DateField, Q
from django.db.models.functions import TruncQuarter
from django.utils import timezone

from assessments.models import Assessment

from .statistics import Quarter

QUARTERS = 12
FINAL = (
    Assessment.Status.SIGNED,
    Assessment.Status.NOT_COMPETENT,
    Assessment.Status.GRANTED,
    Assessment.Status.REFUSED,
)


@dataclass(frozen=True)
class Window:
    """From the first to the last quarter, both whole."""

    first: Quarter
    last: Quarter

    @classmethod
    def before(cls, on: date) -> "Window":
        """The last three years of closed quarters."""
        last = Quarter.last_closed(on)
        return cls(last.plus(1 - QUARTERS), last)

    @property
    def quarters(self) -> list[Quarter]:
        return [self.first.plus(n) for n in range(QUARTERS)]

    def contains(self, moment: str) -> Q:
        """Whether the moment of this name lies in this time."""
        begins, ends = (_midnight(day) for day in (self.first.first_day, self.last.plus(1).first_day))
        return Q(**{f"{moment}__gte": begins, f"{moment}__lt": ends})

    def signed(self, path: str = "") -> Q:
        """Signed in this time; `path` leads to the assessment."""
        return Q(**{f"{path}status__in": FINAL}) & self.contains(f"{path}signed_at")


def quarter_of(moment: str) -> TruncQuarter:
    """The first day of its quarter, in local time."""
    return TruncQuarter(moment, output_field=DateField())


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
