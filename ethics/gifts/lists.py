"""The register of gifts, what no officer has looked at on top."""

from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.lists import DayColumn, LinkColumn, ListTable

from ..models import Gift


class GiftTable(ListTable):
    """When, to whom, from whom, what, and what was done with it."""

    what = LinkColumn(verbose_name=_("Berupa apa"))
    assessor = tables.Column(accessor="assessor__person__name", verbose_name=pgettext_lazy("one", "Asesor"))
    giver = tables.Column(verbose_name=_("Dari siapa"))
    happened_on = DayColumn(verbose_name=_("Tanggal kejadian"))
    handling = tables.Column(verbose_name=_("Tindakan"))
    reviewed = tables.TemplateColumn(
        template_name="ethics/gifts/_gift_reviewed.html", verbose_name=_("Keadaan"), orderable=False, empty_values=(),
        attrs={"td": {"class": "cell-status"}},
    )  # fmt: skip

    phone = ("what", "assessor", "happened_on", "reviewed")

    class Meta(ListTable.Meta):
        model = Gift
        fields = ("what", "assessor", "giver", "happened_on", "handling", "reviewed")

    def render_giver(self, record: Any) -> str:
        return str(record.get_giver_display())

    def render_handling(self, record: Any) -> str:
        return str(record.get_handling_display())


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
