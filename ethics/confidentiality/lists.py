"""Leaves to tell a third party."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.models import Export, FileReading
from kit.columns import Column, DayColumn, LinkColumn, MomentColumn, NumberColumn, StatusColumn
from kit.filters.days import DaysFilter
from kit.tables import Intro, Table

from ..models import Leave


class DisclosureConsentTable(Table):
    """The newest first."""

    intro = Intro(
        _("Izin memberi tahu pihak ketiga"),
        lead=_(
            "Hasil asesmen hanya diberitahukan kepada pihak lain bila asesi dan LSP sama-sama mengizinkan (butir 10)."
        ),
        icon="shield-lock",
        empty=_("Belum ada permintaan izin"),
        text=_("Permintaan izin muncul di sini. Tanpa izin, tidak ada yang diberitahukan kepada pihak ketiga."),
    )

    candidate = LinkColumn(pgettext_lazy("one", "Asesi"), "candidate__person__name")
    recipient = Column(_("Pihak yang diberi tahu"))
    asked_at = DayColumn(_("Diminta"))
    until = DayColumn(_("Sampai"))
    standing = StatusColumn("standing", sort=())

    phone = ("candidate", "recipient", "standing")


class ReadingTable(Table):
    """The newest first; a row opens nothing, for what was on the page is not kept."""

    intro = Intro(
        _("Pembacaan berkas asesi"),
        lead=_(
            "Siapa membuka berkas siapa, kapan, dan bagian mana. Isi halaman tidak dicatat; asesi melihat "
            "peran dan harinya."
        ),
        icon="eye",
        empty=_("Belum ada pembacaan"),
        text=_("Setiap kali petugas membuka berkas seorang asesi, barisnya muncul di sini."),
    )

    read_at = MomentColumn(_("Dibaca"))
    reader = Column(_("Pembaca"), sort=())
    role = Column(_("Peran"))
    candidate = Column(pgettext_lazy("one", "Asesi"), "candidate__person__name")
    kind = Column(_("Bagian berkas"))

    phone = ("reader", "candidate", "kind", "read_at")

    def address(self, record: FileReading) -> str:
        return ""


class ExportTable(Table):
    """The newest first."""

    intro = Intro(
        _("Ekspor data"),
        lead=_("Setiap berkas berisi data banyak orang yang diunduh, dengan tujuannya."),
        icon="download",
        empty=_("Belum ada ekspor"),
        text=_("Daftar asesi atau berkas sertifikat yang diunduh sekaligus muncul di sini."),
    )

    exported_at = MomentColumn(_("Diunduh"))
    exported_by = Column(_("Oleh"), sort=())
    subject = Column(_("Isi"))
    rows = NumberColumn(_("Jumlah"))
    purpose = Column(_("Tujuan"), sort=())
    identity_reason = Column(_("NIK lengkap"), sort=())

    phone = ("exported_by", "subject", "rows", "purpose", "exported_at")

    def address(self, record: Export) -> str:
        return ""


class DisclosureConsentFilter(django_filters.FilterSet):
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
