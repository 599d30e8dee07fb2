"""The lists of standards and units."""

from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.filters.selects import RowFilter, RowFilterSet
from kit.lists import LinkColumn, ListTable

from ..codes import coded, words_of
from ..models import Element, Standard, Unit

NUMERIC = {"td": {"class": "num"}, "th": {"class": "num"}}
TITLE = (
    '<a href="{{ record.get_absolute_url }}">{{ record.title }}</a>'
    '{% if record.title_en %}<span class="cell-note" lang="en">{{ record.title_en }}</span>{% endif %}'
)


class StandardTable(ListTable):
    """Standards with how many units each has here."""

    citation = LinkColumn(verbose_name=pgettext_lazy("one", "Standar"), order_by=("kind", "number", "year"))
    title = tables.Column(verbose_name=_("Judul"))
    year = tables.TemplateColumn("{{ record.year }}", verbose_name=_("Tahun"), attrs=NUMERIC)
    unit_count = tables.Column(verbose_name=_("Unit"), attrs=NUMERIC)

    phone = ("citation", "title", "unit_count")

    class Meta(ListTable.Meta):
        model = Standard
        fields = ("citation", "title", "year", "unit_count")


class UnitTable(ListTable):
    """Units by code."""

    code = tables.TemplateColumn(template_name="assessments/standards/_unit_code.html", verbose_name=_("Kode"))
    title = tables.TemplateColumn(TITLE, verbose_name=_("Judul"), attrs={"td": {"class": "cell-main"}})
    standard = tables.Column(
        verbose_name=pgettext_lazy("one", "Standar"), order_by=("standard__kind", "standard__number", "standard__year")
    )
    element_count = tables.Column(verbose_name=_("Elemen"), attrs=NUMERIC)

    phone = ("title", "code", "element_count")

    class Meta(ListTable.Meta):
        model = Unit
        fields = ("code", "title", "standard", "element_count")


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
