"""How the list of profiles is narrowed."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from assessments.codes import coded, words_of
from assessments.models import Assessor

from .figures import Known, differing

LOWER, HIGHER = "lower", "higher"


class ProfileFilter(django_filters.FilterSet):
    """Search by name or number; those whose share of K lies beside what their peers' verdicts lead to expect."""

    q = django_filters.CharFilter(method="search", label=_("Cari nama atau nomor MET"))
    share = django_filters.ChoiceFilter(
        method="differs",
        choices=[(LOWER, _("Di bawah perkiraan")), (HIGHER, _("Di atas perkiraan"))],
        label=_("Bagian K"),
        empty_label=_("Semua"),
    )

    class Meta:
        model = Assessor
        fields = ()

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known

    def search(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        for word in words_of(text):
            numbered = Q(met_number__icontains=word) | coded("met_number", word)
            rows = rows.filter(Q(person__name__icontains=word) | numbered)
        return rows

    def differs(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(pk__in=differing(self.known, is_higher=value == HIGHER))
