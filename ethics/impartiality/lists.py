"""Conflicts of interest, what waits on top."""

from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.lists import DayColumn, LinkColumn, ListTable, StatusColumn

from ..models import Conflict, Tie


class ConflictTable(ListTable):
    """Who, what tie, how it came up and how it stands."""

    assessor = LinkColumn(accessor="assessor__person__name", verbose_name=pgettext_lazy("one", "Asesor"))
    candidate = tables.Column(
        accessor="assessment__candidate__person__name", verbose_name=pgettext_lazy("one", "Asesi")
    )
    tie = tables.Column(verbose_name=_("Hubungan"), orderable=False)
    source = tables.Column(verbose_name=_("Asal"))
    raised_at = DayColumn(verbose_name=_("Dicatat"))
    status = StatusColumn("state", verbose_name=_("Keadaan"), orderable=False)

    phone = ("assessor", "candidate", "tie", "status")

    class Meta(ListTable.Meta):
        model = Conflict
        fields = ("assessor", "candidate", "tie", "source", "raised_at", "status")

    def render_tie(self, record: Any) -> str:
        return str(record.tie_shown)

    def render_source(self, record: Any) -> str:
        return str(record.get_source_display())


OPEN = "open"


class ConflictFilter(django_filters.FilterSet):
    """Search by assessor, candidate or scheme; open or decided how; kind of tie; declared or found."""

    q = django_filters.CharFilter(method="search", label=_("Cari asesor, asesi, skema"))
    outcome = django_filters.ChoiceFilter(
        method="stand", choices=[(OPEN, _("Menunggu putusan")), *Conflict.Outcome.choices], label=_("Keadaan"),
        empty_label=_("Semua"),
    )  # fmt: skip
    tie = django_filters.ChoiceFilter(
        method="tied", choices=Tie.choices[1:], label=_("Hubungan"), empty_label=_("Semua")
    )
    source = django_filters.ChoiceFilter(choices=Conflict.Source.choices, label=_("Asal"), empty_label=_("Semua"))

    class Meta:
        model = Conflict
        fields = ()

    def search(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        """Every word somewhere in the row."""
        for word in text.split():
            rows = rows.filter(
                Q(assessor__person__name__icontains=word)
                | Q(assessment__candidate__person__name__icontains=word)
                | Q(assessment__session__scheme_version__title__icontains=word)
            )
        return rows

    def tied(self, rows: QuerySet[Any], _name: str, tie: str) -> QuerySet[Any]:
        """By the tie as it is shown: a dispute that the portal found is not told apart here."""
        return rows.filter(tie=tie).exclude(tie=Tie.DISPUTE, source=Conflict.Source.FOUND)

    def stand(self, rows: QuerySet[Any], _name: str, state: str) -> QuerySet[Any]:
        return rows.filter(outcome="" if state == OPEN else state)
