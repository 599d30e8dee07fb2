"""The list of cases; who reported is in none of its columns."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.codes import coded, words_of
from kit.columns import Column, DayColumn, LinkColumn, StatusColumn
from kit.tables import Intro, Table

from ..code.operations import MOST_CLAUSES
from ..models import EthicsCase


class EthicsCaseTable(Table):
    """Every case, newest first."""

    intro = Intro(
        _("Perkara etik"),
        lead=_("Perkara yang melibatkan Anda sendiri tidak tampil di sini; petugas lain menanganinya."),
        icon="shield-check",
        empty=_("Belum ada perkara etik"),
        text=_("Laporan dari siapa pun muncul di sini."),
    )

    number = LinkColumn(_("Nomor"))
    respondent = Column(_("Teradu"), "respondent__person__name", empty=_("belum ditetapkan"))
    received_on = DayColumn(_("Diterima"))
    reply_until = DayColumn(_("Jawaban sampai"))
    status = StatusColumn()

    phone = ("number", "respondent", "status")


GOING_ON = "going_on"
CLAUSES = [(str(number), str(number)) for number in range(1, MOST_CLAUSES + 1)]


class EthicsCaseFilter(django_filters.FilterSet):
    """Search by number or respondent; one step of a case, or whatever is not closed; a clause that it names."""

    q = django_filters.CharFilter(method="search", label=_("Cari nomor atau teradu"))
    status = django_filters.ChoiceFilter(
        method="stand", choices=[(GOING_ON, _("Belum selesai")), *EthicsCase.Status.choices], label=_("Keadaan"),
        empty_label=_("Semua"),
    )  # fmt: skip
    clause = django_filters.ChoiceFilter(
        method="naming", choices=CLAUSES, label=pgettext_lazy("one", "Butir"), empty_label=_("Semua")
    )

    class Meta:
        model = EthicsCase
        fields = ()

    def search(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        """Every word somewhere in the row."""
        for word in words_of(text):
            numbered = Q(number__icontains=word) | coded("number", word)
            rows = rows.filter(numbered | Q(respondent__person__name__icontains=word))
        return rows

    def stand(self, rows: Any, _name: str, state: str) -> Any:
        return rows.going_on() if state == GOING_ON else rows.filter(status=state)

    def naming(self, rows: Any, _name: str, number: str) -> Any:
        return rows.about_clause(int(number))
