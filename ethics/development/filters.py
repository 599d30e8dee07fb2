"""How the log of development is narrowed."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kit.filters.days import DaysFilter

from ..models import Development


class DevelopmentFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="search", label=_("Cari asesor, kegiatan, atau penyelenggara"))
    kind = django_filters.ChoiceFilter(choices=Development.Kind.choices, label=_("Jenis"), empty_label=_("Semua"))
    ends_on = DaysFilter(label=_("Selesai"))

    class Meta:
        model = Development
        fields = ()

    def search(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        for word in text.split():
            rows = rows.filter(
                Q(assessor__person__name__icontains=word) | Q(title__icontains=word) | Q(organiser__icontains=word)
            )
        return rows
