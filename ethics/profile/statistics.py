"""The arithmetic of an assessor's profile: no database, no words.

Two rules stand here because the rest relies on them. What raters said is published in batches of closed quarters that
hold FEWEST of them or more, so that two readings of a page never differ by fewer; and a share is published as a third,
so coarse that all of them together leave open what anybody said (test_statistics.py tries every case).
"""

import math
import statistics
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

FEWEST = 5  # fewer raters would tell an assessor who said what
SETTLING = timedelta(days=1)  # what is being sent at midnight belongs to the quarter that ends then
NORMAL_95 = statistics.NormalDist().inv_cdf(0.975)


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter of a calendar year."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def last_closed(cls, on: date) -> "Quarter":
        """The newest quarter to which nothing can be added any more."""
        return cls.of(on - SETTLING).plus(-1)

    def plus(self, count: int) -> "Quarter":
        years, place = divmod(self.number - 1 + count, 4)
        return Quarter(self.year + years, place + 1)

    @property
    def first_day(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last_day(self) -> date:
        return self.plus(1).first_day - timedelta(days=1)


@dataclass(frozen=True)
class Interval:
    """From low to high, as shares of one."""

    low: float
    high: float

    def contains(self, share: float) -> bool:
        return self.low <= share <= self.high


def wilson(successes: float, trials: float) -> Interval:
    """The 95 % score interval of Wilson (1927) for a share; nothing tried, nothing known.

    It reaches to the very end where all or none succeeded, which rounded arithmetic misses by a hair.
    """
    if not trials:
        return Interval(0.0, 1.0)
    share, z = successes / trials, NORMAL_95
    centre = share + z * z / (2 * trials)
    reach = z * math.sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    scale = 1 + z * z / trials
    low, high = (centre - reach) / scale, (centre + reach) / scale
    return Interval(low if successes > 0 else 0.0, high if successes < trials else 1.0)


@dataclass(frozen=True)
class Quartiles:
    """The middle of some numbers, and where their middle half begins and ends."""

    low: float
    median: float
    high: float
    count: int


def quartiles(counted: Mapping[int, int]) -> Quartiles | None:
    """Of whole numbers that occurred so often each; the ends of the data count as ends (R-7). None for none."""
    values = sorted(value for value, times in counted.items() for _each in range(times))
    if len(values) < 2:
        return Quartiles(values[0], values[0], values[0], 1) if values else None
    low, median, high = statistics.quantiles(values, method="inclusive")
    return Quartiles(low, median, high, len(values))


@dataclass(frozen=True)
class Tally:
    """How many of some verdicts are K, or of some answers yes."""

    competent: int = 0
    total: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.competent + other.competent, self.total + other.total)

    def __sub__(self, other: "Tally") -> "Tally":
        return Tally(self.competent - other.competent, self.total - other.total)

    @property
    def share(self) -> float:
        return self.competent / self.total if self.total else 0.0


def expected_share(own: Mapping[Any, Tally], peers: Mapping[Any, Tally]) -> float | None:
    """The share of K if each verdict of his had fallen as his peers' did on the same thing (indirect standardisation).

    Only over what the peers judged too; None when that is nothing.
    """
    common = {cell: tally.total for cell, tally in own.items() if cell in peers}
    total = sum(common.values())
    return sum(count * peers[cell].share for cell, count in common.items()) / total if total else None


# --- what raters said -------------------------------------------------------------------------------
LOW, MIDDLE, HIGH = range(3)


@dataclass(frozen=True)
class Batch:
    """What the raters of some closed quarters answered together; never fewer than FEWEST of them."""

    first: Quarter
    last: Quarter
    raters: int
    agreed: int
    answers: int

    @property
    def share(self) -> float:
        return self.agreed / self.answers

    @property
    def third(self) -> int:
        """LOW up to a third of yes, HIGH from two thirds on: each end is unanimity and dissent alike."""
        if 3 * self.agreed <= self.answers:
            return LOW
        return HIGH if 3 * self.agreed >= 2 * self.answers else MIDDLE

    @property
    def raters_at_least(self) -> int:
        """Their number down to the next five: whether all of the candidates rated is not told."""
        return self.raters // FEWEST * FEWEST


def batches(answers: Iterable[tuple[Quarter, int, bool]], upto: Quarter) -> list[Batch]:
    """Answers (when, by whom, yes or no) by closed quarters; a quarter with fewer than FEWEST raters is joined with the
    following ones until they are there. What follows the last whole batch is not told.

    `answers` are all that ever were: what is published once never changes, whatever comes later.
    """
    rows = sorted(row for row in answers if row[0] <= upto)
    found: list[Batch] = []
    waiting: list[tuple[Quarter, int, bool]] = []
    for place, row in enumerate(rows):
        waiting.append(row)
        ends_quarter = place + 1 == len(rows) or rows[place + 1][0] != row[0]
        raters = {person for _when, person, _agrees in waiting} if ends_quarter else set()
        if len(raters) >= FEWEST:
            first = found[-1].last.plus(1) if found else waiting[0][0]
            agreed = sum(agrees for _when, _person, agrees in waiting)
            found.append(Batch(first, row[0], len(raters), agreed, len(waiting)))
            waiting = []
    return found


# --- two verdicts on one thing ----------------------------------------------------------------------
@dataclass(frozen=True)
class Agreement:
    """Verdicts on the same unit of the same candidate by him and by another: how often they are the same."""

    candidates: int = 0
    same: int = 0
    only_he: int = 0  # K by him, BK by the other
    only_other: int = 0

    @property
    def total(self) -> int:
        return self.same + self.only_he + self.only_other

    @property
    def is_telling(self) -> bool:
        return self.candidates >= FEWEST


def agreement(pairs: Sequence[tuple[int, bool, bool]]) -> Agreement:
    """Of pairs (candidate, K by him, K by the other)."""
    return Agreement(
        candidates=len({candidate for candidate, _his, _other in pairs}),
        same=sum(his == other for _candidate, his, other in pairs),
        only_he=sum(his and not other for _candidate, his, other in pairs),
        only_other=sum(other and not his for _candidate, his, other in pairs),
    )


def total_of(tallies: Collection[Tally]) -> Tally:
    return sum(tallies, Tally())


def percent(share: float) -> int:
    """A share as a whole percentage, halves up."""
    return math.floor(100 * share + 0.5)
