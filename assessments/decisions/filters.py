"""How the list of decisions is narrowed."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from ..models import Assessment

STATES = [
    (Assessment.Status.SIGNED, _("Menunggu keputusan")),
    (Assessment.Status.GRANTED, _("Diberikan")),
    (Assessment.Status.REFUSED, _("Ditolak")),
]


class DecisionFilter(django_filters.FilterSet):
    """Search by candidate, scheme or assessor; waiting, granted, refused."""

    q = django_filters.CharFilter(method="search", label=_("Cari asesi, skema, asesor"))
    status = django_filters.ChoiceFilter(choices=STATES, label=_("Keadaan"), empty_label=_("Semua"))

    class Meta:
        model = Assessment
        fields = ()

    def search(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        """Every word somewhere in the row."""
        for word in text.split():
            rows = rows.filter(
                Q(candidate__person__name__icontains=word)
                | Q(assessor__person__name__icontains=word)
                | Q(session__scheme_version__title__icontains=word)
            )
        return rows
