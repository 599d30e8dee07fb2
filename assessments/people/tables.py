"""The list of candidates."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.lists import LinkColumn, ListTable

from ..models import Candidate


class CandidateTable(ListTable):
    """Identity numbers are masked; the record itself shows them to admins."""

    name = LinkColumn(accessor="person__name", verbose_name=_("Nama"))
    identity = tables.Column(accessor="person__masked_identity", verbose_name=_("NIK atau paspor"), orderable=False)
    education = tables.TemplateColumn(
        template_name="assessments/_candidate_school.html", verbose_name=_("Pendidikan"), orderable=False
    )
    contact = tables.TemplateColumn(
        template_name="assessments/_person_contact.html", verbose_name=_("Kontak"), orderable=False
    )
    assessment_count = tables.Column(
        verbose_name=pgettext_lazy("many", "Asesmen"), attrs={"td": {"class": "num"}, "th": {"class": "num"}}
    )
    account = tables.TemplateColumn(
        template_name="assessments/_person_account.html", verbose_name=pgettext_lazy("one", "Akun"), orderable=False
    )

    phone = ("name", "education", "account")

    class Meta(ListTable.Meta):
        model = Candidate
        fields = ("name", "identity", "education", "contact", "assessment_count", "account")
