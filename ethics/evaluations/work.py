"""What a reviewer has before his eyes: one assessor's work in one session, counted, without any candidate's name."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from assessments.models import Assessment, AssessmentSession, Assessor, Verdict

from ..models import Checklist


@dataclass
class UnitCount:
    """How one unit was judged."""

    code: str
    title: str
    competent: int = 0
    not_yet: int = 0


@dataclass
class Work:
    """An assessor's signed assessments in a session. `followed_up` of the `not_yet` verdicts say what comes next."""

    candidates: int = 0
    competent: int = 0
    units: list[UnitCount] = field(default_factory=list)
    methods: list[tuple[Any, int]] = field(default_factory=list)
    not_yet: int = 0
    followed_up: int = 0
    checklist: Checklist | None = None

    @property
    def not_competent(self) -> int:
        return self.candidates - self.competent


def work_of(session: AssessmentSession, assessor: Assessor) -> Work:
    """Three queries, whatever the number of candidates and units."""
    signed = Assessment.objects.filter(session=session, assessor=assessor, signed_at__isnull=False).order_by()
    statuses = list(signed.values_list("status", flat=True))
    work = Work(candidates=len(statuses), competent=len(statuses) - statuses.count(Assessment.Status.NOT_COMPETENT))
    work.checklist = Checklist.objects.filter(session=session, assessor=assessor).first()
    rows = Verdict.objects.filter(assessment__in=signed).order_by("position", "unit__code")
    methods: Counter[str] = Counter()
    units: dict[str, UnitCount] = {}
    for code, title, outcome, used, follow_up in rows.values_list(
        "unit__code", "unit__title", "outcome", "methods", "follow_up"
    ):
        unit = units.setdefault(code, UnitCount(code, title))
        methods.update(used)
        if outcome == Verdict.Outcome.COMPETENT:
            unit.competent += 1
        else:
            unit.not_yet += 1
            work.followed_up += bool(follow_up)
    work.units, work.not_yet = list(units.values()), sum(unit.not_yet for unit in units.values())
    labels = dict(Verdict.Method.choices)
    work.methods = [(labels.get(name, name), count) for name, count in methods.most_common()]
    return work
