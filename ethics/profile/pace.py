"""How many days pass from the last day of a session to the signature, beside his peers."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, DurationField, ExpressionWrapper
from django.db.models.functions import TruncDate

from assessments.models import Assessment, Assessor

from .statistics import FEWEST, Quarter, Quartiles, quartiles
from .window import Window, quarter_of

Days = Counter[int]
ELAPSED = ExpressionWrapper(TruncDate("signed_at") - TruncDate("session__ends_at"), output_field=DurationField())


@dataclass
class Pace:
    """How often so many days passed, by quarter: his own, and his peers' on the schemes that he assesses."""

    own: dict[Quarter, Days] = field(default_factory=lambda: defaultdict(Counter))
    peers: dict[Quarter, Days] = field(default_factory=lambda: defaultdict(Counter))
    candidates: dict[tuple[Quarter, int], int] = field(default_factory=lambda: defaultdict(int))

    def of(self, quarter: Quarter) -> Quartiles | None:
        return quartiles(self.own.get(quarter, {}))

    def of_peers(self, quarter: Quarter) -> Quartiles | None:
        """None while they are too few."""
        found = quartiles(self.peers.get(quarter, {}))
        return found if found and found.count >= FEWEST else None

    @property
    def total(self) -> Quartiles | None:
        return quartiles(sum(self.own.values(), Counter()))

    @property
    def total_of_peers(self) -> Quartiles | None:
        found = quartiles(sum(self.peers.values(), Counter()))
        return found if found and found.count >= FEWEST else None


def pace_of(assessor: Assessor, window: Window) -> Pace:
    """One query. What is signed before the last day of a session took no day."""
    found = Pace()
    final: Any = Assessment.objects.filter(window.signed()).order_by()
    schemes = final.filter(assessor=assessor).values("session__scheme_version")
    rows = final.filter(session__scheme_version__in=schemes).annotate(quarter=quarter_of("signed_at"), elapsed=ELAPSED)
    counted = rows.values_list("assessor", "session__scheme_version", "quarter", "elapsed").annotate(n=Count("pk"))
    for judge, version, day, elapsed, count in counted:
        quarter, days = Quarter.of(day), max(0, elapsed.days)
        if judge == assessor.pk:
            found.own[quarter][days] += count
            found.candidates[quarter, version] += count
        else:
            found.peers[quarter][days] += count
    return found
