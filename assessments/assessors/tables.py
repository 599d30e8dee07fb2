"""The list of assessors."""

from typing import Any

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from kit.lists import LinkColumn, ListTable

from ..models import Assessor


class CertificateColumn(tables.TemplateColumn):
    """One of the assessor's own certificates: how it stands, and its last day."""

    def __init__(self, name: str, **extra: Any) -> None:
        context = {"field": f"{name}_validity"}
        super().__init__(
            template_name="assessments/_assessor_certificate.html",
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
        template_name="assessments/_assessor_duty.html", verbose_name=_("Tugas"), orderable=False
    )

    phone = ("name", "licence", "technical")

    class Meta(ListTable.Meta):
        model = Assessor
        fields = ("name", "met_number", "licence", "technical", "scheme_count", "duty")
