"""How often an assessor judges K, beside what his peers judged on the same units of the same scheme versions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from assessments.models import Assessment, Assessor, Verdict

from .statistics import FEWEST, Agreement, Interval, Quarter, Tally, agreement, expected_share, total_of, wilson
from .window import Window, quarter_of

Cell = tuple[int, int]  # scheme version and unit: what is judged alike
K = Q(outcome=Verdict.Outcome.COMPETENT)
VERSION = "assessment__session__scheme_version"


@dataclass(frozen=True)
class Rate:
    """His share of K over some time, and what is expected of it by his peers' verdicts.

    The verdicts of one candidate hang together, so the interval counts candidates, not units.
    """

    tally: Tally
    candidates: int
    expected: float | None

    @property
    def share(self) -> float:
        return self.tally.share

    @property
    def interval(self) -> Interval:
        return wilson(self.share * self.candidates, self.candidates)

    @property
    def is_telling(self) -> bool:
        """Whether there are enough candidates to say how it stands to the expectation."""
        return self.candidates >= FEWEST and self.expected is not None

    @property
    def differs(self) -> bool:
        """Whether the expectation lies outside of the interval: a reason to look, no judgement."""
        return self.is_telling and not self.interval.contains(self.expected or 0)

    @property
    def is_higher(self) -> bool:
        return self.expected is not None and self.share > self.expected


@dataclass(frozen=True)
class UnitRate:
    """One unit, by him and by his peers."""

    code: str
    title: str
    own: Tally
    peers: Tally
    number: int = 0  # its place among the rows

    @property
    def interval(self) -> Interval:
        return wilson(self.own.competent, self.own.total)


@dataclass
class Verdicts:
    """What he judged: each tally by quarter and cell, his peers' by cell, and how many candidates of each version."""

    own: dict[Quarter, dict[Cell, Tally]] = field(default_factory=lambda: defaultdict(dict))
    peers: dict[Cell, Tally] = field(default_factory=dict)
    units: dict[int, tuple[str, str]] = field(default_factory=dict)
    candidates: Mapping[tuple[Quarter, int], int] = field(default_factory=dict)

    @property
    def versions(self) -> set[int]:
        return {version for cells in self.own.values() for version, _unit in cells}

    @property
    def total(self) -> Tally:
        return total_of([tally for cells in self.own.values() for tally in cells.values()])

    def rate(self, quarters: Sequence[Quarter]) -> Rate:
        """Of these quarters, over what peers judged as well."""
        cells = _together(
            (cell, tally)
            for quarter in quarters
            for cell, tally in self.own.get(quarter, {}).items()
            if cell in self.peers
        )
        shared = {version for version, _unit in cells}
        candidates = sum(
            count for (quarter, version), count in self.candidates.items() if quarter in quarters and version in shared
        )
        return Rate(total_of(list(cells.values())), candidates, expected_share(cells, self.peers))

    def by_unit(self) -> list[UnitRate]:
        """Units with enough verdicts of both sides; those that differ most first."""
        cells = [(cell, tally) for own in self.own.values() for cell, tally in own.items() if cell in self.peers]
        own = _together((unit, tally) for (_version, unit), tally in cells)
        peers = _together((unit, self.peers[version, unit]) for version, unit in {cell for cell, _tally in cells})
        rows = [UnitRate(*self.units[unit], own[unit], peers[unit]) for unit in own if own[unit].total >= FEWEST]
        rows.sort(key=lambda row: (-abs(row.own.share - row.peers.share), row.code))
        return [replace(row, number=number) for number, row in enumerate(rows, start=1)]


def _together(rows: Iterable[tuple[Any, Tally]]) -> dict[Any, Tally]:
    found: dict[Any, Tally] = defaultdict(Tally)
    for key, tally in rows:
        found[key] += tally
    return dict(found)


def verdicts_of(assessor: Assessor, window: Window, candidates: Mapping[tuple[Quarter, int], int]) -> Verdicts:
    """Two queries: his verdicts, and those of others on the same scheme versions where they are enough."""
    found = Verdicts(candidates=candidates)
    final: Any = Verdict.objects.filter(window.signed("assessment__")).order_by()
    count = {"total": Count("pk"), "competent": Count("pk", filter=K)}
    own = final.filter(assessment__assessor=assessor).annotate(quarter=quarter_of("assessment__signed_at"))
    own = own.values_list("quarter", VERSION, "unit", "unit__code", "unit__title").annotate(**count)
    for quarter, version, unit, code, title, total, competent in own:
        found.own[Quarter.of(quarter)][version, unit] = Tally(competent, total)
        found.units[unit] = (code, title)
    peers = final.filter(**{f"{VERSION}__in": found.versions}).exclude(assessment__assessor=assessor)
    for version, unit, total, competent in peers.values_list(VERSION, "unit").annotate(**count):
        if total >= FEWEST:
            found.peers[version, unit] = Tally(competent, total)
    return found


def agreement_of(assessor: Assessor, window: Window) -> Agreement:
    """Candidates whom he and another judged on the same unit (a second attempt), by the latest verdict of each."""
    final = Assessment.objects.filter(window.signed())
    by_him = final.filter(candidate=OuterRef("assessment__candidate"), assessor=assessor)
    by_other = final.filter(candidate=OuterRef("assessment__candidate")).exclude(assessor=assessor)
    rows: Any = Verdict.objects.filter(window.signed("assessment__")).filter(Exists(by_him), Exists(by_other))
    rows = rows.order_by("assessment__signed_at").values_list(
        "assessment__candidate", "unit", "assessment__assessor", "outcome"
    )
    his: dict[tuple[int, int], bool] = {}
    others: dict[tuple[int, int], bool] = {}
    for candidate, unit, judge, outcome in rows:
        (his if judge == assessor.pk else others)[candidate, unit] = outcome == Verdict.Outcome.COMPETENT
    return agreement([(key[0], his[key], others[key]) for key in his if key in others])
