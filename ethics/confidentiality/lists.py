"""Leaves to tell a third party."""

from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.models import Export, FileReading
from kit.filters.days import DaysFilter
from kit.lists import DayColumn, LinkColumn, ListTable, StatusColumn

from ..models import Leave


class LeaveTable(ListTable):
    """The newest first."""

    candidate = LinkColumn(accessor="candidate__person__name", verbose_name=pgettext_lazy("one", "Asesi"))
    recipient = tables.Column(verbose_name=_("Pihak yang diberi tahu"))
    asked_at = DayColumn(verbose_name=_("Diminta"))
    until = DayColumn(verbose_name=_("Sampai"))
    standing = StatusColumn("standing", orderable=False)

    phone = ("candidate", "recipient", "standing")

    class Meta(ListTable.Meta):
        model = Leave
        fields = ("candidate", "recipient", "asked_at", "until", "standing")


class ReadingTable(ListTable):
    """The newest first; a row opens nothing, for what was on the page is not kept."""

    read_at = tables.DateTimeColumn(format="j M Y, H.i", verbose_name=_("Dibaca"))
    reader = tables.Column(verbose_name=_("Pembaca"), orderable=False)
    role = tables.Column(verbose_name=_("Peran"))
    candidate = tables.Column(accessor="candidate__person__name", verbose_name=pgettext_lazy("one", "Asesi"))
    kind = tables.Column(verbose_name=_("Bagian berkas"))

    phone = ("reader", "candidate", "kind", "read_at")

    class Meta(ListTable.Meta):
        model = FileReading
        fields = ("read_at", "reader", "role", "candidate", "kind")
        row_attrs = {"data-href": lambda record: None}


class ExportTable(ListTable):
    """The newest first."""

    exported_at = tables.DateTimeColumn(format="j M Y, H.i", verbose_name=_("Diunduh"))
    exported_by = tables.Column(verbose_name=_("Oleh"), orderable=False)
    subject = tables.Column(verbose_name=_("Isi"))
    rows = tables.Column(verbose_name=_("Jumlah"), attrs={"td": {"class": "num"}, "th": {"class": "num"}})
    purpose = tables.Column(verbose_name=_("Tujuan"), orderable=False)
    identity_reason = tables.Column(verbose_name=_("NIK lengkap"), orderable=False)

    phone = ("exported_by", "subject", "rows", "purpose", "exported_at")

    class Meta(ListTable.Meta):
        model = Export
        fields = ("exported_at", "exported_by", "subject", "rows", "purpose", "identity_reason")
        row_attrs = {"data-href": lambda record: None}


class LeaveFilter(django_filters.FilterSet):
    """Those that still lack an answer."""

    state = django_filters.ChoiceFilter(
        method="stand", choices=[(Leave.Standing.PENDING.value, Leave.Standing.PENDING.label)], label=_("Keadaan"),
        empty_label=_("Semua"),
    )  # fmt: skip

    class Meta:
        model = Leave
        fields = ()

    def stand(self, rows: Any, _name: str, _state: str) -> Any:
        return rows.waiting(timezone.localdate())


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
