"""Conflicts of interest, what waits on top."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.columns import Column, DayColumn, LinkColumn, StatusColumn
from kit.tables import Table

from ..models import Conflict, Tie


class ConflictTable(Table):
    """Who, what tie, how it came up and how it stands."""

    assessor = LinkColumn(pgettext_lazy("one", "Asesor"), "assessor__person__name")
    candidate = Column(pgettext_lazy("one", "Asesi"), "assessment__candidate__person__name")
    tie = Column(_("Hubungan"), "tie_shown", sort=())
    source = Column(_("Asal"))
    raised_at = DayColumn(_("Dicatat"))
    status = StatusColumn("state", _("Keadaan"), sort=())

    phone = ("assessor", "candidate", "tie", "status")


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
