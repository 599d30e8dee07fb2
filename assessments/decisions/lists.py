"""The decision maker's queue and what was decided."""

from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.addresses import page_of
from kit.lists import DayColumn, LinkColumn, ListTable, StatusColumn

from ..models import Assessment
from .operations import objection_to


class DecisionTable(ListTable):
    """Signed assessments. Where the reader himself had a part, the reason stands in place of the work."""

    candidate = LinkColumn(accessor="candidate__person__name", verbose_name=pgettext_lazy("one", "Asesi"))
    scheme = tables.Column(accessor="session__scheme_version__title", verbose_name=pgettext_lazy("one", "Skema"))
    assessor = tables.Column(accessor="assessor__person__name", verbose_name=pgettext_lazy("one", "Asesor"))
    signed_at = DayColumn(verbose_name=_("Ditandatangani"))
    status = StatusColumn()
    remark = tables.Column(
        accessor="part",
        verbose_name=_("Catatan"),
        orderable=False,
        empty_values=(),
        attrs={"td": {"class": "cell-remark"}},
    )

    phone = ("candidate", "scheme", "signed_at", "status", "remark")

    class Meta(ListTable.Meta):
        model = Assessment
        fields = ("candidate", "scheme", "assessor", "signed_at", "status", "remark")
        row_attrs = {"data-href": lambda record: page_of("assessment_decide", record.pk)}

    def render_remark(self, record: Any) -> Any:
        """Why the reader may not decide, or nobody may grant it now; when it is decided, the day."""
        if record.status in Assessment.DECIDED:
            return _("Diputuskan %(day)s") % {"day": date_format(record.decision.decided_on, "j M Y")}
        objection = objection_to(record.part)
        if objection:
            return objection.messages[0]
        return _("Ditahan: kemungkinan benturan kepentingan") if record.is_held else "–"


STATES = [
    (Assessment.Status.SIGNED, _("Menunggu keputusan")),
    (Assessment.Status.GRANTED, _("Diberikan")),
    (Assessment.Status.REFUSED, _("Ditolak")),
]


class DecisionFilter(django_filters.FilterSet):
    """Search by candidate, scheme or assessor; waiting, granted, refused."""

    q = django_filters.CharFilter(method="search", label=_("Cari asesi, skema, asesor"))
    status = django_filters.ChoiceFilter(choices=STATES, label=_("Keadaan"), empty_label=_("Semua"))

    class Meta:
        model = Assessment
        fields = ()

    def search(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        """Every word somewhere in the row."""
        for word in text.split():
            rows = rows.filter(
                Q(candidate__person__name__icontains=word)
                | Q(assessor__person__name__icontains=word)
                | Q(session__scheme_version__title__icontains=word)
            )
        return rows
