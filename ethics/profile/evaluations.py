"""What the LSP and BNSP said of an assessor, side by side: reviews, witnessed assessments, evaluations by BNSP."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.models import Assessor

from ..evaluations.models.reviews import MARKS
from ..models import Inspection, Review, Witnessing


@dataclass(frozen=True)
class Said:
    """One finished evaluation; its badge shows `field` of the record, a review says its marks in `words`."""

    day: date
    kind: Any
    record: Model
    field: str = ""
    words: str = ""
    is_replied: bool = False


def said_of(user: Any, assessor: Assessor) -> list[Said]:
    """Every finished evaluation of the assessor that this reader may open, the newest first. Three queries."""
    found = [
        *(_review(row) for row in Review.objects.visible_to(user).of(assessor).finished().for_list()),
        *(_witnessing(row) for row in Witnessing.objects.visible_to(user).of(assessor).finished().for_list()),
        *(_inspection(row) for row in Inspection.objects.visible_to(user).of(assessor).finished().for_list()),
    ]
    return sorted(found, key=lambda said: said.day, reverse=True)


def _review(row: Any) -> Said:
    words = _("%(fit)s dari %(all)s sesuai") % {"fit": len(MARKS) - row.unfit, "all": len(MARKS)}
    day = timezone.localtime(row.filled_at).date()
    return Said(day, _("Tinjauan (FR.AK-06)"), row, words=words, is_replied=bool(row.replied_at))


def _witnessing(row: Any) -> Said:
    return Said(row.happened_on, _("Asesmen disaksikan"), row, "conclusion", is_replied=bool(row.replied_at))


def _inspection(row: Any) -> Said:
    return Said(row.happened_on, f"BNSP: {row.get_kind_display()}", row, "outcome")
