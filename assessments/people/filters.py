"""How the list of candidates is narrowed."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..models import Candidate


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
