"""How the lists of sessions are narrowed."""

from datetime import date, datetime, time
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import AssessmentSession, SchemeVersion, Venue


def scheme_choices() -> list[tuple[int, str]]:
    """Every scheme by the title of its newest version."""
    versions = SchemeVersion.objects.latest_of_each().order_by("title")
    return list(versions.values_list("scheme_id", "title"))


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


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


class SessionFilter(AssignmentFilter):
    """The whole plan of the LSP: also by scheme, place and period."""

    scheme = django_filters.ChoiceFilter(
        field_name="scheme_version__scheme", choices=scheme_choices, label=_("Skema"), empty_label=_("Semua")
    )
    venue = django_filters.ModelChoiceFilter(queryset=Venue.objects.all(), label=_("TUK"), empty_label=_("Semua"))
    since = django_filters.DateFilter(
        method="from_day", label=_("Sejak tanggal"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until = django_filters.DateFilter(
        method="to_day", label=_("Sampai tanggal"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def from_day(self, rows: QuerySet[Any], _name: str, day: date) -> QuerySet[Any]:
        """Sessions that were not over when the day began."""
        return rows.filter(ends_at__gte=midnight(day))

    def to_day(self, rows: QuerySet[Any], _name: str, day: date) -> QuerySet[Any]:
        """Sessions that begin on the day or before."""
        return rows.filter(starts_at__lte=timezone.make_aware(datetime.combine(day, time.max)))
