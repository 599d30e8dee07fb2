"""The lists of standards and units."""

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.columns import Column, LinkColumn, NumberColumn, TemplateColumn
from kit.filters.selects import RowFilter, RowFilterSet
from kit.tables import Table

from ..codes import coded, words_of
from ..models import Element, Standard, Unit


class StandardTable(Table):
    """Standards with how many units each has here."""

    citation = LinkColumn(pgettext_lazy("one", "Standar"), sort=("kind", "number", "year"))
    title = Column(_("Judul"))
    year = NumberColumn(_("Tahun"))
    unit_count = NumberColumn(_("Unit"))

    phone = ("citation", "title", "unit_count")


class UnitTable(Table):
    """Units by code."""

    code = TemplateColumn(_("Kode"), "assessments/standards/_unit_code.html", "code")
    title = TemplateColumn(_("Judul"), "assessments/standards/_unit_title.html", "title", css="cell-main")
    standard = Column(pgettext_lazy("one", "Standar"), sort=("standard__kind", "standard__number", "standard__year"))
    element_count = NumberColumn(_("Elemen"))

    phone = ("title", "code", "element_count")


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
