"""The list of candidates."""

from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.lists import LinkColumn, ListTable

from ..models import Candidate


class CandidateTable(ListTable):
    """Identity numbers are masked; the record itself shows them to admins."""

    name = LinkColumn(accessor="person__name", verbose_name=_("Nama"))
    identity = tables.Column(accessor="person__masked_identity", verbose_name=_("NIK atau paspor"), orderable=False)
    education = tables.TemplateColumn(
        template_name="assessments/people/_candidate_school.html", verbose_name=_("Pendidikan"), orderable=False
    )
    contact = tables.TemplateColumn(
        template_name="assessments/people/_person_contact.html", verbose_name=_("Kontak"), orderable=False
    )
    assessment_count = tables.Column(
        verbose_name=pgettext_lazy("many", "Asesmen"), attrs={"td": {"class": "num"}, "th": {"class": "num"}}
    )
    account = tables.TemplateColumn(
        template_name="assessments/people/_person_account.html",
        verbose_name=pgettext_lazy("one", "Akun"),
        orderable=False,
    )

    phone = ("name", "education", "account")

    class Meta(ListTable.Meta):
        model = Candidate
        fields = ("name", "identity", "education", "contact", "assessment_count", "account")


class CandidateFilter(django_filters.FilterSet):
    """Search by name, e-mail or phone. Identity numbers are sought elsewhere: an address is no place for them."""

    q = django_filters.CharFilter(method="search", label=_("Cari nama, surel, atau telepon"))
    education = django_filters.ChoiceFilter(
        choices=Candidate.Education.choices, label=_("Pendidikan"), empty_label=_("Semua")
    )
    account = django_filters.ChoiceFilter(
        method="has_account",
        choices=[("yes", _("Punya akun")), ("no", _("Belum ada akun"))],
        label=pgettext_lazy("one", "Akun"),
        empty_label=_("Semua"),
    )

    class Meta:
        model = Candidate
        fields = ()

    def search(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        for word in text.split():
            rows = rows.filter(
                Q(person__name__icontains=word) | Q(person__email__icontains=word) | Q(person__phone__icontains=word)
            )
        return rows

    def has_account(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(person__account__isnull=value == "no")
