"""The log of development as a list; officers see whose it is."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kit.addresses import page_of
from kit.columns import Column, DayColumn, LinkColumn, NumberColumn, StatusColumn
from kit.filters.days import DaysFilter
from kit.tables import Table

from ..models import Development


class OwnDevelopmentTable(Table):
    title = LinkColumn(_("Kegiatan"))
    kind = Column(_("Jenis"))
    organiser = Column(_("Penyelenggara"))
    ends_on = DayColumn(_("Selesai"))
    hours = NumberColumn(_("Jam"))
    standing = StatusColumn("standing", sort=())

    phone = ("title", "ends_on", "hours", "standing")

    def address(self, record: Development) -> str:
        return page_of("development_show", record.pk)


class DevelopmentTable(OwnDevelopmentTable):
    assessor = Column(_("Asesor"), "assessor__person__name")

    fields = ("assessor", "title", "kind", "organiser", "ends_on", "hours", "standing")
    phone = ("assessor", "title", "ends_on", "hours", "standing")


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
