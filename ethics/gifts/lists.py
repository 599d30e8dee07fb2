"""The register of gifts, what no officer has looked at on top."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.columns import Column, DayColumn, LinkColumn, TemplateColumn
from kit.tables import Table

from ..models import Gift


class GiftTable(Table):
    """When, to whom, from whom, what, and what was done with it."""

    what = LinkColumn(_("Berupa apa"))
    assessor = Column(pgettext_lazy("one", "Asesor"), "assessor__person__name")
    giver = Column(_("Dari siapa"))
    happened_on = DayColumn(_("Tanggal kejadian"))
    handling = Column(_("Tindakan"))
    reviewed = TemplateColumn(_("Keadaan"), "ethics/gifts/_gift_examined.html", css="cell-status")

    phone = ("what", "assessor", "happened_on", "reviewed")


class GiftFilter(django_filters.FilterSet):
    """Search by assessor, giver or thing; by giver; looked at or not."""

    q = django_filters.CharFilter(method="search", label=_("Cari asesor, pemberi, barang"))
    giver = django_filters.ChoiceFilter(choices=Gift.Giver.choices, label=_("Dari siapa"), empty_label=_("Semua"))
    reviewed = django_filters.ChoiceFilter(
        method="look", choices=[("no", _("Belum diperiksa")), ("yes", _("Sudah diperiksa"))], label=_("Keadaan"),
        empty_label=_("Semua"),
    )  # fmt: skip

    class Meta:
        model = Gift
        fields = ()

    def search(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        """Every word somewhere in the row."""
        for word in text.split():
            rows = rows.filter(
                Q(assessor__person__name__icontains=word) | Q(giver_name__icontains=word) | Q(what__icontains=word)
            )
        return rows

    def look(self, rows: QuerySet[Any], _name: str, state: str) -> QuerySet[Any]:
        return rows.filter(reviewed_at__isnull=state == "no")
