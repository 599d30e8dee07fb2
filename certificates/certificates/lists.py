"""The register as a list: its columns and its filters."""

from typing import Any

import django_filters
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.columns import Column, DayColumn, LinkColumn, StatusColumn
from kit.tables import Table

from ..models import Certificate, CertificateQuerySet, Standing
from .models.certificates import numbered


class CertificateTable(Table):
    holder_name = LinkColumn(_("Pemegang"))
    number = Column(_("Nomor sertifikat"), css="code")
    scheme_title = Column(pgettext_lazy("one", "Skema"))
    issued_on = DayColumn(_("Terbit"))
    expires_on = DayColumn(_("Berlaku sampai"))
    standing = StatusColumn("standing", sort=())

    order = ("-issued_on",)
    phone = ("holder_name", "scheme_title", "expires_on", "standing")


class CertificateFilter(django_filters.FilterSet):
    """Search by holder, number or scheme; filter by standing and by year of issue."""

    q = django_filters.CharFilter(method="search", label=_("Cari nama, nomor, atau skema"))
    standing = django_filters.ChoiceFilter(
        choices=Standing.choices, method="stands", label=_("Status"), empty_label=_("Semua status")
    )
    issued_on = django_filters.DateFromToRangeFilter(label=_("Tanggal terbit"))

    class Meta:
        model = Certificate
        fields: list[str] = []

    def search(self, rows: CertificateQuerySet, _name: str, value: str) -> CertificateQuerySet:
        text = " ".join(value.split())
        return rows.filter(Q(holder_name__icontains=text) | numbered(text) | Q(scheme_title__icontains=text))

    def stands(self, rows: CertificateQuerySet, _name: str, value: str) -> CertificateQuerySet:
        today = timezone.localdate()
        found: dict[str, Any] = {
            Standing.VALID: rows.valid(today).exclude(pk__in=rows.expiring(today).values("pk")),
            Standing.EXPIRING: rows.expiring(today),
            Standing.EXPIRED: rows.expired(today),
        }
        return found[value] if value in found else rows.filter(status=value)
