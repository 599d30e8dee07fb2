"""How evaluations, and the tasks that can be evaluated, are narrowed."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from ..models import Inspection
from ..models.evaluations import Evaluation


class TaskFilter(django_filters.FilterSet):
    """Search by assessor, scheme or venue."""

    q = django_filters.CharFilter(method="search", label=_("Cari asesor, skema, TUK"))

    def search(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        """Every word somewhere in the row."""
        for word in text.split():
            rows = rows.filter(
                Q(assessor__person__name__icontains=word)
                | Q(session__scheme_version__title__icontains=word)
                | Q(session__venue__name__icontains=word)
            )
        return rows


class EvaluationFilter(TaskFilter):
    """The same, and how far it is."""

    standing = django_filters.ChoiceFilter(
        method="stands", choices=Evaluation.Standing.choices, label=_("Keadaan"), empty_label=_("Semua")
    )

    def stands(self, rows: Any, _name: str, standing: str) -> Any:
        if standing == Evaluation.Standing.OPEN:
            return rows.filter(pk__in=rows.model.objects.open().order_by().values("pk"))
        if standing == Evaluation.Standing.FILLED:
            return rows.filter(filled_at__isnull=False)
        return rows.filter(filled_at__isnull=True).exclude(pk__in=rows.model.objects.open().order_by().values("pk"))


class InspectionFilter(django_filters.FilterSet):
    """Search by assessor or letter; by kind, outcome and day."""

    q = django_filters.CharFilter(method="search", label=_("Cari asesor, nomor surat"))
    kind = django_filters.ChoiceFilter(choices=Inspection.Kind.choices, label=_("Jenis"), empty_label=_("Semua"))
    outcome = django_filters.ChoiceFilter(choices=Inspection.Outcome.choices, label=_("Hasil"), empty_label=_("Semua"))
    happened_on = django_filters.DateFromToRangeFilter(label=_("Tanggal"))

    class Meta:
        model = Inspection
        fields = ()

    def search(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        for word in text.split():
            rows = rows.filter(Q(assessor__person__name__icontains=word) | Q(letter__icontains=word))
        return rows
