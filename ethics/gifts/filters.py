"""How the register of gifts is narrowed."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from ..models import Gift


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
