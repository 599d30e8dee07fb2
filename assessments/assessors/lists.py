"""The list of assessors."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kit.columns import Column, LinkColumn, NumberColumn, TemplateColumn
from kit.tables import Table

from ..codes import coded, words_of
from ..models import Assessor
from .models import Validity

CERTIFICATE = "assessments/assessors/_assessor_certificate.html"


class AssessorTable(Table):
    name = LinkColumn(_("Nama"), "person__name")
    met_number = Column(_("Nomor MET"), css="code")
    licence = TemplateColumn(_("Lisensi asesor"), CERTIFICATE, "licence_expires_on", field="licence_validity")
    technical = TemplateColumn(_("Kompetensi teknis"), CERTIFICATE, "technical_expires_on", field="technical_validity")
    scheme_count = NumberColumn(_("Skema"))
    duty = TemplateColumn(_("Tugas"), "assessments/assessors/_assessor_duty.html")

    phone = ("name", "licence", "technical")


class AssessorFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="search", label=_("Cari nama, nomor MET, atau surel"))
    validity = django_filters.ChoiceFilter(
        method="stands", choices=Validity.choices, label=_("Lisensi dan kompetensi"), empty_label=_("Semua")
    )
    duty = django_filters.ChoiceFilter(
        method="on_duty",
        choices=[("yes", _("Bertugas")), ("no", _("Tidak bertugas"))],
        label=_("Tugas"),
        empty_label=_("Semua"),
    )

    class Meta:
        model = Assessor
        fields = ()

    def search(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        for word in words_of(text):
            named = Q(person__name__icontains=word) | Q(person__email__icontains=word)
            rows = rows.filter(named | Q(met_number__icontains=word) | coded("met_number", word))
        return rows

    def stands(self, rows: Any, _name: str, value: str) -> Any:
        return rows.with_validity(value, timezone.localdate())

    def on_duty(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(is_active=value == "yes")
