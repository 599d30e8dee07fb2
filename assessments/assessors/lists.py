"""The list of assessors."""

from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kit.lists import LinkColumn, ListTable

from ..codes import coded, words_of
from ..models import Assessor
from .models import Validity


class CertificateColumn(tables.TemplateColumn):
    """One of the assessor's own certificates: how it stands, and its last day."""

    def __init__(self, name: str, **extra: Any) -> None:
        context = {"field": f"{name}_validity"}
        super().__init__(
            template_name="assessments/assessors/_assessor_certificate.html",
            accessor=f"{name}_expires_on",
            extra_context=context,
            **extra,
        )


class AssessorTable(ListTable):
    name = LinkColumn(accessor="person__name", verbose_name=_("Nama"))
    met_number = tables.Column(attrs={"td": {"class": "code"}}, verbose_name=_("Nomor MET"))
    licence = CertificateColumn("licence", verbose_name=_("Lisensi asesor"))
    technical = CertificateColumn("technical", verbose_name=_("Kompetensi teknis"))
    scheme_count = tables.Column(verbose_name=_("Skema"), attrs={"td": {"class": "num"}, "th": {"class": "num"}})
    duty = tables.TemplateColumn(
        template_name="assessments/assessors/_assessor_duty.html", verbose_name=_("Tugas"), orderable=False
    )

    phone = ("name", "licence", "technical")

    class Meta(ListTable.Meta):
        model = Assessor
        fields = ("name", "met_number", "licence", "technical", "scheme_count", "duty")


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
