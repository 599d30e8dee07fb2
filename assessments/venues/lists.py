"""The list of TUK."""

from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kit.lists import DayColumn, LinkColumn, ListTable

from ..models import Venue

NUMERIC = {"td": {"class": "num"}, "th": {"class": "num"}}
STATE = (
    '{% if record.is_active %}{% status_badge record "verification" %}'
    '{% else %}{% badge "ended" _("Tidak dipakai") %}{% endif %}'
)


class VenueTable(ListTable):
    """Places with what their verification is today."""

    name = LinkColumn(verbose_name=_("TUK"))
    kind = tables.Column(verbose_name=_("Jenis"))
    city = tables.Column(verbose_name=_("Kota"))
    capacity = tables.Column(verbose_name=_("Daya tampung"), attrs=NUMERIC)
    verified_until = DayColumn("j F Y", verbose_name=_("Terverifikasi sampai"), default="–")
    verification = tables.TemplateColumn(
        STATE, verbose_name=_("Status"), orderable=False, attrs={"td": {"class": "cell-status"}}
    )
    session_count = tables.Column(verbose_name=_("Jadwal"), attrs=NUMERIC)

    phone = ("name", "city", "verification")

    class Meta(ListTable.Meta):
        model = Venue
        fields = ("name", "kind", "city", "capacity", "verified_until", "verification", "session_count")


class VenueFilter(django_filters.FilterSet):
    """Search by name, city or address; narrow by kind and by verification today."""

    q = django_filters.CharFilter(method="search", label=_("Cari nama, kota, atau alamat"))
    kind = django_filters.ChoiceFilter(choices=Venue.Kind.choices, label=_("Jenis"), empty_label=_("Semua"))
    verification = django_filters.ChoiceFilter(
        method="in_state", choices=Venue.Verification.choices, label=_("Verifikasi"), empty_label=_("Semua")
    )

    class Meta:
        model = Venue
        fields = ()

    def search(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        for word in text.split():
            rows = rows.filter(Q(name__icontains=word) | Q(city__icontains=word) | Q(address__icontains=word))
        return rows

    def in_state(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        today = timezone.localdate()
        return {
            Venue.Verification.VERIFIED: rows.filter(verified_until__gte=today),
            Venue.Verification.EXPIRED: rows.filter(verified_until__lt=today),
            Venue.Verification.UNVERIFIED: rows.filter(verified_until__isnull=True),
        }[Venue.Verification(value)]
