"""The list of schemes: one row each, told by its newest version."""

from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.lists import ListTable

from ..codes import coded, words_of
from ..models import SchemeUnit, SchemeVersion, Unit

NUMERIC = {"td": {"class": "num"}, "th": {"class": "num"}}
TITLE = (
    '<a href="{{ record.scheme.get_absolute_url }}">{{ record.title }}</a>'
    "{% if record.title_en and record.title_en != record.title %}"
    '<span class="cell-note" lang="en">{{ record.title_en }}</span>{% endif %}'
)
PACKAGING = "{{ value }}{% if record.kkni_level %} {{ record.kkni_level }}{% endif %}"


class SchemeTable(ListTable):
    """Needs the annotation `in_force_number` beside `for_list()`."""

    title = tables.TemplateColumn(
        TITLE, verbose_name=pgettext_lazy("one", "Skema"), attrs={"td": {"class": "cell-main"}}
    )
    scheme = tables.TemplateColumn(
        '<span class="code">{{ record.scheme.number }}</span>', verbose_name=_("Nomor"), order_by="scheme__number"
    )
    packaging = tables.TemplateColumn(PACKAGING, verbose_name=_("Kemasan"))
    unit_count = tables.Column(verbose_name=_("Unit"), attrs=NUMERIC)
    number = tables.Column(verbose_name=_("Versi"), attrs=NUMERIC)
    status = tables.TemplateColumn(
        template_name="assessments/schemes/_version_status.html",
        verbose_name=_("Status"),
        attrs={"td": {"class": "cell-status"}},
    )

    phone = ("title", "scheme", "status")

    class Meta(ListTable.Meta):
        model = SchemeVersion
        fields = ("title", "scheme", "packaging", "unit_count", "number", "status")
        row_attrs = {"data-href": lambda record: record.scheme.get_absolute_url()}


STATUS = SchemeVersion.Status


class SchemeFilter(django_filters.FilterSet):
    """Search by title, number or the code of a unit; narrow by status and packaging."""

    q = django_filters.CharFilter(method="search", label=_("Cari judul, nomor, atau kode unit"))
    status = django_filters.ChoiceFilter(
        method="with_status",
        choices=[(status, status.label) for status in (STATUS.IN_FORCE, STATUS.DRAFT, STATUS.WITHDRAWN)],
        label=_("Status"),
        empty_label=_("Semua"),
    )
    packaging = django_filters.ChoiceFilter(
        choices=SchemeVersion.Packaging.choices, label=_("Kemasan"), empty_label=_("Semua")
    )

    class Meta:
        model = SchemeVersion
        fields = ()

    def search(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        for word in words_of(text):
            named = Unit.objects.filter(Q(code__icontains=word) | coded("code", word))
            having = Q(pk__in=SchemeUnit.objects.filter(unit__in=named).values("version"))
            titled = Q(title__icontains=word) | Q(title_en__icontains=word)
            numbered = Q(scheme__number__icontains=word) | coded("scheme__number", word)
            rows = rows.filter(titled | numbered | having)
        return rows

    def with_status(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """A scheme in force with a new draft is both; withdrawn is one whose last word that was."""
        if value == STATUS.WITHDRAWN:
            return rows.filter(status=value)
        return rows.filter(Exists(SchemeVersion.objects.filter(scheme=OuterRef("scheme"), status=value)))
