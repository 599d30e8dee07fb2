"""The assessors and their pledges."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.assessors.models import PledgeState
from assessments.codes import coded, words_of
from assessments.models import Assessor
from kit.addresses import page_of
from kit.columns import Column, DayColumn, StatusColumn, TemplateColumn
from kit.tables import Table


class PledgeTable(Table):
    """One row for each assessor on duty; it opens his newest pledge."""

    name = TemplateColumn(_("Nama"), "ethics/pledges/_pledge_name.html", "person__name", css="cell-main")
    met_number = Column(_("Nomor MET"), css="code")
    pledged_until = DayColumn(_("Ikrar berlaku sampai"))
    pledge_state = StatusColumn("pledge_state", _("Ikrar"), sort=())

    phone = ("name", "pledged_until", "pledge_state")

    def address(self, record: Any) -> str:
        return page_of("pledge_show", record.newest) if record.newest else ""


LACKING = "none"


class PledgeFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="search", label=_("Cari nama atau nomor MET"))
    state = django_filters.ChoiceFilter(
        method="stands", choices=[(LACKING, _("Tanpa ikrar")), *PledgeState.choices], label=_("Ikrar"),
        empty_label=_("Semua"),
    )  # fmt: skip

    class Meta:
        model = Assessor
        fields = ()

    def search(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        for word in words_of(text):
            numbered = Q(met_number__icontains=word) | coded("met_number", word)
            rows = rows.filter(Q(person__name__icontains=word) | numbered)
        return rows

    def stands(self, rows: Any, _name: str, value: str) -> Any:
        today = timezone.localdate()
        return rows.without_pledge(today) if value == LACKING else rows.with_pledge(value, today)
