"""How the lists of sessions are narrowed."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..models import AssessmentSession, SchemeVersion, Venue
from .selects import RowFilter, RowFilterSet


class AssignmentFilter(django_filters.FilterSet):
    """Search and status: enough for the sessions of one assessor."""

    q = django_filters.CharFilter(method="search", label=_("Cari skema, TUK, asesor"))
    status = django_filters.ChoiceFilter(
        choices=AssessmentSession.Status.choices, label=_("Status"), empty_label=_("Semua")
    )

    class Meta:
        model = AssessmentSession
        fields = ()

    def search(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        """Every word somewhere in the plan: title, number of the scheme, place, or a name of an assessor."""
        for word in text.split():
            serving = AssessmentSession.assessors.through.objects.filter(assessor__person__name__icontains=word)
            rows = rows.filter(
                Q(scheme_version__title__icontains=word)
                | Q(scheme_version__scheme__number__icontains=word)
                | Q(venue__name__icontains=word)
                | Q(venue__city__icontains=word)
                | Q(pk__in=serving.values("session"))
            )
        return rows


class SessionFilter(RowFilterSet, AssignmentFilter):
    """The whole plan of the LSP: also by scheme, place and period."""

    scheme = RowFilter(
        SchemeVersion.objects.latest_of_each,
        key="scheme_id",
        name=lambda version: version.title,
        field_name="scheme_version__scheme",
        label=pgettext_lazy("one", "Skema"),
        empty_label=_("Semua"),
    )
    venue = RowFilter(Venue.objects.all, label=_("TUK"), empty_label=_("Semua"))
    period = django_filters.DateFromToRangeFilter(field_name="starts_at", label=_("Mulai antara"))
