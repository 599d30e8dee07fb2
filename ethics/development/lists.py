"""The log of development as a list; officers see whose it is."""

from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kit.addresses import page_of
from kit.filters.days import DaysFilter
from kit.lists import LinkColumn, ListTable, StatusColumn

from ..models import Development


class OwnDevelopmentTable(ListTable):
    title = LinkColumn(verbose_name=_("Kegiatan"))
    kind = tables.Column(verbose_name=_("Jenis"))
    organiser = tables.Column(verbose_name=_("Penyelenggara"))
    ends_on = tables.DateColumn(format="j M Y", verbose_name=_("Selesai"))
    hours = tables.Column(verbose_name=_("Jam"), attrs={"td": {"class": "num"}, "th": {"class": "num"}})
    standing = StatusColumn("standing", orderable=False)

    phone = ("title", "ends_on", "hours", "standing")

    class Meta(ListTable.Meta):
        model = Development
        fields = ("title", "kind", "organiser", "ends_on", "hours", "standing")
        row_attrs = {"data-href": lambda record: page_of("development_show", record.pk)}


class DevelopmentTable(OwnDevelopmentTable):
    assessor = tables.Column(accessor="assessor__person__name", verbose_name=_("Asesor"))

    phone = ("assessor", "title", "ends_on", "hours", "standing")

    class Meta(OwnDevelopmentTable.Meta):
        fields = ("assessor", "title", "kind", "organiser", "ends_on", "hours", "standing")
        sequence = fields


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
