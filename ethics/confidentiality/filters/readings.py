"""How the log of readings and the list of exports are narrowed."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from assessments.models import Export, FileReading
from kit.filters.days import DaysFilter


class _ByWords(django_filters.FilterSet):
    """Every word somewhere in one of `sought`."""

    sought: tuple[str, ...] = ()

    def search(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        for word in text.split():
            found = Q()
            for field in self.sought:
                found |= Q(**{f"{field}__icontains": word})
            rows = rows.filter(found)
        return rows


class ReadingFilter(_ByWords):
    """By reader or candidate, role, part of the file, and days."""

    sought = ("reader__username", "reader__first_name", "reader__person__name", "candidate__person__name")
    q = django_filters.CharFilter(method="search", label=_("Cari pembaca atau asesi"))
    role = django_filters.ChoiceFilter(choices=FileReading.Role.choices, label=_("Peran"), empty_label=_("Semua"))
    kind = django_filters.ChoiceFilter(
        choices=FileReading.Kind.choices, label=_("Bagian berkas"), empty_label=_("Semua")
    )
    read_at = DaysFilter(label=_("Dibaca"))

    class Meta:
        model = FileReading
        fields = ()


class ExportFilter(_ByWords):
    """By account or purpose, and by what was taken."""

    sought = ("exported_by__username", "exported_by__first_name", "exported_by__person__name", "purpose")
    q = django_filters.CharFilter(method="search", label=_("Cari akun atau tujuan"))
    subject = django_filters.ChoiceFilter(choices=Export.Subject.choices, label=_("Isi"), empty_label=_("Semua"))

    class Meta:
        model = Export
        fields = ()
