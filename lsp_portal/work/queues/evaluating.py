"""What somebody was asked to say of an assessor's work: reviews and reports of witnessed assessments."""

from typing import Any

from django.db.models import QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from ethics.models import Review, Witnessing

from .days import spoken
from .tasks import Queue, Row, Task, queue

SHOWN = ("pk", "asked_at", "assessor__person__name", "session__scheme_version__title", "session__starts_at", "kind")


def to_fill(user: Any) -> Queue:
    """Both kinds in one query, the longest waiting first; a session that has not begun waits for nobody."""
    rows = _rows(Review.objects.all(), user, "review").union(_rows(Witnessing.objects.all(), user, "witness"))
    return queue(_("Evaluasi asesor untuk diisi"), rows.order_by("asked_at", "pk"), _fill)


def _rows(evaluations: Any, user: Any, kind: str) -> QuerySet[Any, dict[str, Any]]:
    asked: Any = evaluations.asked_of(user).fillable().order_by()
    return asked.annotate(kind=Value(kind)).values(*SHOWN)


def _fill(row: Row) -> Task:
    page, action = ("review_fill", _("Tinjau")) if row["kind"] == "review" else ("witness_report", _("Laporkan"))
    text = f"{row['session__scheme_version__title']}, {spoken(row['session__starts_at'])}"
    return Task(row["assessor__person__name"], text, reverse(page, args=[row["pk"]]), action)
