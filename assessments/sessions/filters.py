"""How the lists of sessions are narrowed."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.filters.days import DaysFilter
from kit.filters.selects import RowFilter, RowFilterSet

from ..codes import coded, words_of
from ..models import AssessmentSession, Assessor, Assignment, Person, SchemeVersion, Venue


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
        """Every word somewhere in the plan: title, number of the scheme, place, or a name of an assessor.

        Each table is searched once for itself: joined, every session would search its scheme and its place again.
        """
        for word in words_of(text):
            numbered = Q(scheme__number__icontains=word) | coded("scheme__number", word)
            schemes = SchemeVersion.objects.filter(Q(title__icontains=word) | numbered)
            venues = Venue.objects.filter(Q(name__icontains=word) | Q(city__icontains=word))
            assessors = Assessor.objects.filter(person__in=Person.objects.filter(name__icontains=word))
            serving = Assignment.objects.filter(assessor__in=assessors).values("session")
            rows = rows.filter(Q(scheme_version__in=schemes) | Q(venue__in=venues) | Q(pk__in=serving))
        return rows


class SessionFilter(RowFilterSet, AssignmentFilter):
    """The whole plan of the LSP: also by scheme, place and period."""

    scheme = RowFilter(
        SchemeVersion.objects.latest_of_each,
        key="scheme_id",
        name="title",
        field_name="scheme_version__scheme",
        label=pgettext_lazy("one", "Skema"),
        empty_label=_("Semua"),
    )
    venue = RowFilter(Venue.objects.all, name="name", label=_("TUK"), empty_label=_("Semua"))
    period = DaysFilter(field_name="starts_at", label=_("Mulai antara"))
