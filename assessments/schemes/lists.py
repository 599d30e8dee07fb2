"""The list of schemes: one row each, told by its newest version."""

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.columns import NumberColumn, TemplateColumn
from kit.tables import Table

from ..codes import coded, words_of
from ..models import SchemeUnit, SchemeVersion, Unit


class SchemeTable(Table):
    """Needs the annotation `in_force_number` beside `for_list()`."""

    title = TemplateColumn(
        pgettext_lazy("one", "Skema"), "assessments/schemes/_version_title.html", "title", css="cell-main"
    )
    scheme = TemplateColumn(_("Nomor"), "assessments/schemes/_version_number.html", "scheme__number")
    packaging = TemplateColumn(_("Kemasan"), "assessments/schemes/_version_packaging.html", "packaging")
    unit_count = NumberColumn(_("Unit"))
    number = NumberColumn(_("Versi"))
    status = TemplateColumn(_("Status"), "assessments/schemes/_version_status.html", "status", css="cell-status")

    phone = ("title", "scheme", "status")

    def address(self, record: SchemeVersion) -> str:
        return record.scheme.get_absolute_url()


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
