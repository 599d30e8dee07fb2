"""The list of candidates."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.columns import Column, LinkColumn, NumberColumn, TemplateColumn
from kit.tables import Table

from ..models import Candidate


class CandidateTable(Table):
    """Identity numbers are masked; the record itself shows them to admins."""

    name = LinkColumn(_("Nama"), "person__name")
    identity = Column(_("NIK atau paspor"), "person__masked_identity", sort=())
    education = TemplateColumn(_("Pendidikan"), "assessments/people/_candidate_school.html")
    contact = TemplateColumn(_("Kontak"), "assessments/people/_person_contact.html")
    assessment_count = NumberColumn(pgettext_lazy("many", "Asesmen"))
    account = TemplateColumn(pgettext_lazy("one", "Akun"), "assessments/people/_person_account.html")

    phone = ("name", "education", "account")


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
