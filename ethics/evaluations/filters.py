"""How evaluations, and the tasks that can be evaluated, are narrowed."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kit.filters.days import DaysFilter

from ..models import Inspection
from .models.evaluations import BEGUN, Evaluation

Standing = Evaluation.Standing


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
        method="stands", choices=Standing.choices, label=_("Keadaan"), empty_label=_("Semua")
    )

    def stands(self, rows: Any, _name: str, standing: str) -> Any:
        awaited = rows.model.objects.open().order_by()
        if standing == Standing.FILLED:
            return rows.filter(filled_at__isnull=False)
        if standing == Standing.CALLED_OFF:
            return rows.filter(filled_at__isnull=True).exclude(pk__in=awaited.values("pk"))
        begun = Q(session__status__in=BEGUN)
        return rows.filter(begun if standing == Standing.OPEN else ~begun, pk__in=awaited.values("pk"))


class InspectionFilter(django_filters.FilterSet):
    """Search by assessor or letter; by kind, outcome and day."""

    q = django_filters.CharFilter(method="search", label=_("Cari asesor, nomor surat"))
    kind = django_filters.ChoiceFilter(choices=Inspection.Kind.choices, label=_("Jenis"), empty_label=_("Semua"))
    outcome = django_filters.ChoiceFilter(choices=Inspection.Outcome.choices, label=_("Hasil"), empty_label=_("Semua"))
    happened_on = DaysFilter(label=_("Tanggal"))

    class Meta:
        model = Inspection
        fields = ()

    def search(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        for word in text.split():
            rows = rows.filter(Q(assessor__person__name__icontains=word) | Q(letter__icontains=word))
        return rows
