"""Reviews, witnessed assessments, what BNSP found, and the tasks that can be looked at."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.models import Assignment
from kit.addresses import page_of
from kit.columns import Column, DayColumn, LinkColumn, StatusColumn
from kit.filters.days import DaysFilter
from kit.tables import Table

from ..models import Inspection
from .models.evaluations import BEGUN, Evaluation
from .models.reviews import MARKS


class EvaluationTable(Table):
    """Whose work, in which session, by whom, and how far it is."""

    assessor = LinkColumn(pgettext_lazy("one", "Asesor"), "assessor__person__name")
    scheme = Column(pgettext_lazy("one", "Skema"), "session__scheme_version__title")
    starts_at = DayColumn(_("Tanggal uji"), "session__starts_at")
    evaluator = Column(_("Penilai"), "evaluator_name", sort="evaluator__person__name")
    standing = StatusColumn("standing", _("Keadaan"), sort=())

    phone = ("assessor", "scheme", "starts_at", "standing")


def _fitting(review: Any) -> str:
    """How many of the marks say that the step conforms."""
    if not review.filled_at:
        return "–"
    return str(_("%(fit)s dari %(all)s") % {"fit": len(MARKS) - review.unfit, "all": len(MARKS)})


class ReviewTable(EvaluationTable):
    fit = Column(_("Sesuai"), _fitting)

    fields = ("assessor", "scheme", "starts_at", "evaluator", "fit", "standing")


class WitnessTable(EvaluationTable):
    conclusion = Column(_("Kesimpulan"))

    fields = ("assessor", "scheme", "starts_at", "evaluator", "conclusion", "standing")


class InspectionTable(Table):
    assessor = LinkColumn(pgettext_lazy("one", "Asesor"), "assessor__person__name")
    kind = Column(_("Jenis"))
    happened_on = DayColumn(_("Tanggal"))
    letter = Column(_("Nomor surat BNSP"))
    outcome = StatusColumn("outcome", _("Hasil"))
    standing = StatusColumn("standing", _("Keadaan"), sort=())

    phone = ("assessor", "kind", "happened_on", "outcome", "standing")


class TaskTable(Table):
    """Tasks of assessors."""

    assessor = LinkColumn(pgettext_lazy("one", "Asesor"), "assessor__person__name")
    scheme = Column(pgettext_lazy("one", "Skema"), "session__scheme_version__title")
    venue = Column(pgettext_lazy("one", "TUK"), "session__venue__name")
    starts_at = DayColumn(_("Tanggal uji"), "session__starts_at")

    phone = ("assessor", "scheme", "starts_at")


class ReviewTaskTable(TaskTable):
    order = ("-starts_at", "assessor")

    def address(self, record: Assignment) -> str:
        return page_of("review_ask", record.pk)


class WitnessTaskTable(TaskTable):
    def address(self, record: Assignment) -> str:
        return page_of("witness_plan", record.pk)


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
