"""The key figures of every assessor at once, for the list."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, Q, QuerySet, Value, When

from assessments.models import Assessment, Assessor, Verdict

from ..models import Answer
from .pace import ELAPSED
from .statistics import FEWEST, Quartiles, Tally, expected_share, quartiles, total_of
from .verdicts import VERSION, Cell, K, Rate
from .window import Window

NOBODY = -1  # sorts before everything that is known
NOTHING = Tally()


@dataclass(frozen=True)
class Figures:
    """One assessor over the whole window."""

    judged: int = 0
    rate: Rate | None = None
    days: Quartiles | None = None
    raters: int = 0
    agreed: Tally = NOTHING


Known = dict[int, Figures]


def evaluated_by(user: Any) -> QuerySet[Assessor]:
    """The assessors whose profile an officer or admin may open: all but himself, whose own page hides what it must."""
    return Assessor.objects.exclude(person__account=user).select_related("person")


def figures(window: Window) -> Known:
    """Three queries, whatever the number of assessors."""
    judged, days = _judged(window)
    rates, said = _rates(window, judged), _said(window)
    return {
        pk: Figures(sum(judged[pk].values()), rates.get(pk), quartiles(days[pk]), *said.get(pk, (0, Tally())))
        for pk in {*judged, *said}
    }


def _judged(window: Window) -> tuple[dict[int, Counter[int]], dict[int, Counter[int]]]:
    """How many candidates each judged of which scheme version, and after how many days."""
    judged: dict[int, Counter[int]] = defaultdict(Counter)
    days: dict[int, Counter[int]] = defaultdict(Counter)
    rows: Any = Assessment.objects.filter(window.signed()).order_by().annotate(elapsed=ELAPSED)
    counted = rows.values_list("assessor", "session__scheme_version", "elapsed").annotate(n=Count("pk"))
    for assessor, version, elapsed, count in counted:
        judged[assessor][version] += count
        days[assessor][max(0, elapsed.days)] += count
    return judged, days


def _rates(window: Window, judged: dict[int, Counter[int]]) -> dict[int, Rate]:
    """The share of K of each, against all others on the same units of the same scheme versions."""
    rows: Any = Verdict.objects.filter(window.signed("assessment__")).order_by()
    counted = rows.values_list("assessment__assessor", VERSION, "unit").annotate(
        total=Count("pk"), competent=Count("pk", filter=K)
    )
    own: dict[int, dict[Cell, Tally]] = defaultdict(dict)
    everybody: dict[Cell, Tally] = defaultdict(Tally)
    for assessor, version, unit, total, competent in counted:
        own[assessor][version, unit] = Tally(competent, total)
        everybody[version, unit] += own[assessor][version, unit]
    found = {}
    for assessor, cells in own.items():
        peers = {cell: everybody[cell] - tally for cell, tally in cells.items()}
        peers = {cell: tally for cell, tally in peers.items() if tally.total >= FEWEST}
        shared = {version for version, _unit in peers}
        candidates = sum(count for version, count in judged[assessor].items() if version in shared)
        tally = total_of([cells[cell] for cell in peers])
        found[assessor] = Rate(tally, candidates, expected_share(cells, peers))
    return found


def _said(window: Window) -> dict[int, tuple[int, Tally]]:
    """How many candidates rated each, and how many of their answers are yes."""
    rows: Any = Answer.objects.filter(window.contains("feedback__given_at")).order_by()
    counted = rows.values_list("feedback__assessment__assessor").annotate(
        raters=Count("feedback__assessment__candidate", distinct=True),
        total=Count("pk"),
        agreed=Count("pk", filter=Q(agrees=True)),
    )
    return {assessor: (raters, Tally(agreed, total)) for assessor, raters, total, agreed in counted}


def with_figures(rows: QuerySet[Assessor], known: Known) -> QuerySet[Assessor]:
    """Adds what a list sorts by, so that the database sorts it."""
    return rows.annotate(
        judged=_sorted_by({pk: each.judged for pk, each in known.items()}),
        share=_sorted_by({pk: each.rate.share for pk, each in known.items() if each.rate}),
        days=_sorted_by({pk: each.days.median for pk, each in known.items() if each.days}),
        raters=_sorted_by({pk: each.raters for pk, each in known.items()}),
    )


def _sorted_by(values: dict[int, float]) -> Case:
    return Case(*[When(pk=pk, then=Value(float(value))) for pk, value in values.items()], default=Value(float(NOBODY)))


def differing(known: Known, *, is_higher: bool) -> set[int]:
    """Those whose peers' verdicts lead to expect another share of K."""
    return {pk for pk, each in known.items() if each.rate and each.rate.differs and each.rate.is_higher == is_higher}
