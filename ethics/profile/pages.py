"""A profile put together for its page: figures, and the plots of them."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from assessments.models import Assessor
from certificates.holders.statistics import scale_of

from .opinions import Opinion, opinions_of
from .pace import Pace, pace_of
from .plots import Entry, Plot, plot
from .statistics import FEWEST, Agreement, Batch, Quarter, Quartiles
from .verdicts import Rate, UnitRate, Verdicts, agreement_of, verdicts_of
from .window import Window

ALL = 100  # percent
COLUMNS = 12  # more would be too thin on a phone


@dataclass(frozen=True)
class Row:
    """A quarter in which he judged somebody."""

    quarter: Quarter
    rate: Rate
    days: Quartiles | None
    days_of_peers: Quartiles | None


@dataclass(frozen=True)
class Profile:
    """Three years of one assessor. With `exact`, numbers that only officers and admins see."""

    assessor: Assessor
    window: Window
    opinions: list[Opinion]
    verdicts: Verdicts
    agreement: Agreement
    pace: Pace
    exact: bool
    fewest: int = FEWEST

    @property
    def candidates(self) -> int:
        return sum(self.pace.candidates.values())

    @cached_property
    def rate(self) -> Rate:
        return self.verdicts.rate(self.window.quarters)

    @cached_property
    def rows(self) -> list[Row]:
        return [
            Row(quarter, self.verdicts.rate([quarter]), self.pace.of(quarter), self.pace.of_peers(quarter))
            for quarter in self.window.quarters
            if self.pace.of(quarter)
        ]

    @property
    def rate_plot(self) -> Plot:
        entries = []
        for row in self.rows:
            if row.rate.candidates:
                ends, expected = row.rate.interval, row.rate.expected
                reference = None if expected is None else ALL * expected
                entry = Entry(row.quarter, ALL * ends.low, ALL * ends.high, ALL * row.rate.share, reference)
                entries.append(entry)
        return plot(self.window.quarters, entries, top=ALL, marks=[0, 25, 50, 75, ALL])

    @cached_property
    def units(self) -> list[UnitRate]:
        return self.verdicts.by_unit()

    @property
    def unit_plot(self) -> Plot:
        """The first rows of the table of units, each by its number."""
        rows = self.units[:COLUMNS]
        entries = [
            Entry(
                row.number, ALL * row.interval.low, ALL * row.interval.high, ALL * row.own.share, ALL * row.peers.share
            )
            for row in rows
        ]
        return plot([row.number for row in rows], entries, top=ALL, marks=[0, 25, 50, 75, ALL])

    @property
    def pace_plot(self) -> Plot:
        entries, largest = [], 0.0
        for row in self.rows:
            if row.days:
                peers = row.days_of_peers.median if row.days_of_peers else None
                entries.append(Entry(row.quarter, row.days.low, row.days.high, row.days.median, peers))
                largest = max(largest, row.days.high, peers or 0)
        top = scale_of(round(largest + 0.5))
        return plot(self.window.quarters, entries, top=top, marks=[0, top // 2, top])

    @property
    def opinion_plots(self) -> list[tuple[Opinion, Plot]]:
        return [(opinion, self._opinion_plot(opinion)) for opinion in self.opinions]

    def _opinion_plot(self, opinion: Opinion) -> Plot:
        entries = [self._entry(batch) for batch in opinion.batches]
        return plot(self.window.quarters, entries, top=ALL, marks=[0, 33, 67, ALL])

    def _entry(self, batch: Batch) -> Entry:
        """A batch that began before the window is drawn from where the window begins."""
        third = ALL / 3
        first = max(batch.first, self.window.first)
        value = ALL * batch.share if self.exact else None
        return Entry(first, batch.third * third, (batch.third + 1) * third, value, last=batch.last)


def profile_of(assessor: Assessor, *, on: date, exact: bool) -> Profile:
    """Everything of one assessor that the page of that day shows; six queries."""
    window = Window.before(on)
    pace = pace_of(assessor, window)
    return Profile(
        assessor=assessor,
        window=window,
        opinions=opinions_of(assessor, window),
        verdicts=verdicts_of(assessor, window, pace.candidates),
        agreement=agreement_of(assessor, window),
        pace=pace,
        exact=exact,
    )
