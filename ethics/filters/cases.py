"""How the list of cases is narrowed."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from ..models import EthicsCase


class CaseFilter(django_filters.FilterSet):
    """Search by number or respondent; one step of a case."""

    q = django_filters.CharFilter(method="search", label=_("Cari nomor atau teradu"))
    status = django_filters.ChoiceFilter(choices=EthicsCase.Status.choices, label=_("Keadaan"), empty_label=_("Semua"))

    class Meta:
        model = EthicsCase
        fields = ()

    def search(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        """Every word somewhere in the row."""
        for word in text.split():
            rows = rows.filter(Q(number__icontains=word) | Q(respondent__person__name__icontains=word))
        return rows
