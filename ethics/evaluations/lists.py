"""Reviews, witnessed assessments, what BNSP found, and the tasks that can be looked at."""

from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.models import Assignment
from kit.addresses import page_of
from kit.filters.days import DaysFilter
from kit.lists import DayColumn, LinkColumn, ListTable, StatusColumn

from ..models import Inspection, Review, Witnessing
from .models.evaluations import BEGUN, Evaluation
from .models.reviews import MARKS


class EvaluationTable(ListTable):
    """Whose work, in which session, by whom, and how far it is."""

    assessor = LinkColumn(accessor="assessor__person__name", verbose_name=pgettext_lazy("one", "Asesor"))
    scheme = tables.Column(accessor="session__scheme_version__title", verbose_name=pgettext_lazy("one", "Skema"))
    starts_at = DayColumn(accessor="session__starts_at", verbose_name=_("Tanggal uji"))
    evaluator = tables.Column(
        accessor="evaluator_name", verbose_name=_("Penilai"), order_by=("evaluator__person__name",)
    )
    standing = StatusColumn("standing", verbose_name=_("Keadaan"), orderable=False)

    phone = ("assessor", "scheme", "starts_at", "standing")


class ReviewTable(EvaluationTable):
    fit = tables.Column(accessor="unfit", verbose_name=_("Sesuai"), orderable=False)

    class Meta(ListTable.Meta):
        model = Review
        fields = ("assessor", "scheme", "starts_at", "evaluator", "fit", "standing")
        sequence = fields

    def render_fit(self, record: Any, value: int) -> str:
        if not record.filled_at:
            return "–"
        return str(_("%(fit)s dari %(all)s") % {"fit": len(MARKS) - value, "all": len(MARKS)})


class WitnessTable(EvaluationTable):
    conclusion = tables.Column(verbose_name=_("Kesimpulan"), order_by=("conclusion",))

    class Meta(ListTable.Meta):
        model = Witnessing
        fields = ("assessor", "scheme", "starts_at", "evaluator", "conclusion", "standing")
        sequence = fields


class InspectionTable(ListTable):
    assessor = LinkColumn(accessor="assessor__person__name", verbose_name=pgettext_lazy("one", "Asesor"))
    happened_on = DayColumn(verbose_name=_("Tanggal"))
    outcome = StatusColumn("outcome", verbose_name=_("Hasil"))
    standing = StatusColumn("standing", verbose_name=_("Keadaan"), orderable=False)

    phone = ("assessor", "kind", "happened_on", "outcome", "standing")

    class Meta(ListTable.Meta):
        model = Inspection
        fields = ("assessor", "kind", "happened_on", "letter", "outcome", "standing")


class TaskTable(ListTable):
    """Tasks of assessors."""

    assessor = LinkColumn(accessor="assessor__person__name", verbose_name=pgettext_lazy("one", "Asesor"))
    scheme = tables.Column(accessor="session__scheme_version__title", verbose_name=pgettext_lazy("one", "Skema"))
    venue = tables.Column(accessor="session__venue__name", verbose_name=pgettext_lazy("one", "TUK"))
    starts_at = DayColumn(accessor="session__starts_at", verbose_name=_("Tanggal uji"))

    phone = ("assessor", "scheme", "starts_at")

    class Meta(ListTable.Meta):
        model = Assignment
        fields = ("assessor", "scheme", "venue", "starts_at")


class ReviewTaskTable(TaskTable):
    class Meta(TaskTable.Meta):
        row_attrs = {"data-href": lambda record: page_of("review_ask", record.pk)}


class WitnessTaskTable(TaskTable):
    class Meta(TaskTable.Meta):
        row_attrs = {"data-href": lambda record: page_of("witness_plan", record.pk)}


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
