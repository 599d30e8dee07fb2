"""How the lists of standards and units are narrowed."""

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.filters.selects import RowFilter, RowFilterSet

from ..codes import coded, words_of
from ..models import Element, Standard, Unit


class StandardFilter(django_filters.FilterSet):
    """Search by number, year or title; narrow by kind."""

    q = django_filters.CharFilter(method="search", label=_("Cari nomor, tahun, atau judul"))
    kind = django_filters.ChoiceFilter(choices=Standard.Kind.choices, label=_("Jenis"), empty_label=_("Semua"))

    class Meta:
        model = Standard
        fields = ()

    def search(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        for word in words_of(text):
            wanted = Q(number__icontains=word) | Q(title__icontains=word) | Q(issuer__icontains=word)
            cited = Q(kind__icontains=word) | Q(year__icontains=word) | coded("number", word)
            rows = rows.filter(wanted | cited)
        return rows


class UnitFilter(RowFilterSet):
    """Search by code or title; narrow by standard, or to the units that still lack something."""

    q = django_filters.CharFilter(method="search", label=_("Cari kode atau judul"))
    standard = RowFilter(Standard.objects.all, label=pgettext_lazy("one", "Standar"), empty_label=_("Semua"))
    lacks = django_filters.ChoiceFilter(
        method="lacking",
        choices=[("title_en", _("Judul bahasa Inggris")), ("elements", _("Elemen dan kriteria"))],
        label=_("Belum ada"),
        empty_label=_("Semua"),
    )

    class Meta:
        model = Unit
        fields = ()

    def search(self, rows: Any, _name: str, text: str) -> QuerySet[Any]:
        return rows.matching(text)

    def lacking(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        if value == "title_en":
            return rows.filter(title_en="")
        return rows.filter(~Exists(Element.objects.filter(unit=OuterRef("pk"))))
