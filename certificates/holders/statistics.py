"""What the LSP certified, in numbers that name nobody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db.models import Count, Q
from django.db.models.functions import TruncMonth

from ..models import Certificate

MONTHS = 12
SMALL = 5  # a smaller number of one scheme could tell who it is
FIRST = Certificate.Occasion.FIRST, Certificate.Occasion.RENEWAL  # a re-issue certifies nobody anew


@dataclass(frozen=True)
class Month:
    """How many certificates were issued in a month; `day` is its first day."""

    day: date
    number: int


@dataclass(frozen=True)
class SchemeNumber:
    """Certificates in force of a scheme, or of `schemes` schemes together when each alone is too few to be named."""

    title: str
    number: int
    schemes: int = 1

    @property
    def is_small(self) -> bool:
        return self.number < SMALL


def by_month(on: date) -> list[Month]:
    """The last twelve months with the running one, oldest first; a month without certificates is a zero."""
    first = on.replace(day=1) - relativedelta(months=MONTHS - 1)
    rows: Any = Certificate.objects.filter(occasion__in=FIRST, issued_on__gte=first, issued_on__lte=on).order_by()
    rows = rows.annotate(month=TruncMonth("issued_on")).values_list("month").annotate(number=Count("pk"))
    found = dict(rows)
    months = [first + relativedelta(months=n) for n in range(MONTHS)]
    return [Month(month, found.get(month, 0)) for month in months]


def standing(on: date) -> Mapping[str, int]:
    """How many certificates are in force, suspended and withdrawn today."""
    status = Certificate.Status
    return Certificate.objects.aggregate(
        in_force=Count("pk", filter=Q(status=status.ACTIVE, expires_on__gte=on)),
        suspended=Count("pk", filter=Q(status=status.SUSPENDED)),
        withdrawn=Count("pk", filter=Q(status=status.WITHDRAWN)),
    )


def by_scheme(on: date) -> list[SchemeNumber]:
    """Certificates in force by scheme, most first. Small numbers are put together, so that no sum gives one away."""
    rows: Any = Certificate.objects.valid(on).order_by()
    counted = sorted(rows.values_list("scheme_title").annotate(number=Count("pk")), key=lambda row: (-row[1], row[0]))
    return without_small([SchemeNumber(title, number) for title, number in counted])


def without_small(rows: Sequence[SchemeNumber]) -> list[SchemeNumber]:
    """Rows in falling order, with the small ones as one row at the end; a single small one takes the next with it."""
    shown = [row for row in rows if not row.is_small]
    small = [row for row in rows if row.is_small]
    if len(small) == 1 and shown:
        small.append(shown.pop())
    if not small:
        return shown
    return [*shown, SchemeNumber("", sum(row.number for row in small), len(small))]


# --- the plot ---------------------------------------------------------------------------------------
WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 720, 260, 40, 24, 32


@dataclass(frozen=True)
class Bar:
    """A bar of the plot: where it stands, how high it is, and what it counts."""

    month: Month
    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> int:
        return self.x + self.width // 2


@dataclass(frozen=True)
class Plot:
    """A bar plot in the units of its own drawing."""

    bars: list[Bar]
    lines: list[tuple[int, int]]  # (where, what number)
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT

    @property
    def foot(self) -> int:
        return self.height - BOTTOM


def plot(months: Sequence[Month]) -> Plot:
    """Bars over a scale that begins at zero and ends at a round number."""
    top = scale_of(max((month.number for month in months), default=0))
    room, step = HEIGHT - TOP - BOTTOM, (WIDTH - LEFT) // max(len(months), 1)
    bars = []
    for n, month in enumerate(months):
        height = round(room * month.number / top)
        bars.append(Bar(month, LEFT + n * step + step // 6, HEIGHT - BOTTOM - height, step * 2 // 3, height))
    marks = [0, top // 2, top] if top > 1 else [0, top]
    return Plot(bars, [(HEIGHT - BOTTOM - round(room * mark / top), mark) for mark in marks])


def scale_of(largest: int) -> int:
    """An even round number that is not smaller."""
    step = 2
    while step < largest:
        step = step * 5 // 2 if str(step).startswith("4") else step * 2
    return step
