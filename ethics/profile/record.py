"""What else stands on record of an assessor: tasks and upkeep by year, and for an officer what is open."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Sum
from django.db.models.functions import ExtractYear

from assessments.models import AssessmentSession, Assessor

from ..models import Conflict, Development, EthicsCase


@dataclass(frozen=True)
class Year:
    """Finished sessions and hours of development of a calendar year."""

    year: int
    sessions: int
    hours: int


def years_of(assessor: Assessor, first: int, last: int) -> list[Year]:
    """Every year from first to last, the newest first."""
    finished: Any = AssessmentSession.objects.filter(
        assignments__assessor=assessor, status=AssessmentSession.Status.FINISHED
    ).order_by()
    sessions = dict(finished.values_list(ExtractYear("starts_at")).annotate(Count("pk")))
    upkeep: Any = Development.objects.in_force().filter(assessor=assessor).order_by()
    hours = dict(upkeep.values_list("ends_on__year").annotate(Sum("hours")))
    return [Year(year, sessions.get(year, 0), hours.get(year, 0)) for year in range(last, first - 1, -1)]


def open_conflicts(user: Any, assessor: Assessor) -> int:
    """Those this officer may decide: none in which he has a part."""
    rows: Any = Conflict.objects.open().visible_to(user).filter(assessor=assessor)
    return rows.with_involvement_of(user).filter(is_involved=False).count()


def open_cases(user: Any, assessor: Assessor) -> int:
    """Those this officer may handle."""
    return EthicsCase.objects.visible_to(user).going_on().filter(respondent=assessor).count()
