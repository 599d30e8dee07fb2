"""The list of TUK."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kit.columns import Column, DayColumn, LinkColumn, NumberColumn, TemplateColumn
from kit.tables import Table

from ..models import Venue


class VenueTable(Table):
    """Places with what their verification is today."""

    name = LinkColumn(_("TUK"))
    kind = Column(_("Jenis"))
    city = Column(_("Kota"))
    capacity = NumberColumn(_("Daya tampung"))
    verified_until = DayColumn(_("Terverifikasi sampai"), form="j F Y", empty="–")
    verification = TemplateColumn(_("Status"), "assessments/venues/_venue_state.html", css="cell-status")
    session_count = NumberColumn(_("Jadwal"))

    phone = ("name", "city", "verification")


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
