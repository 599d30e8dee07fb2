"""How the list of feedback is narrowed."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from ..models import Feedback


class FeedbackFilter(django_filters.FilterSet):
    """Search by candidate, scheme or assessor."""

    q = django_filters.CharFilter(method="search", label=_("Cari asesi, skema, asesor"))

    class Meta:
        model = Feedback
        fields = ()

    def search(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        """Every word somewhere in the row."""
        for word in text.split():
            rows = rows.filter(
                Q(assessment__candidate__person__name__icontains=word)
                | Q(assessment__assessor__person__name__icontains=word)
                | Q(assessment__session__scheme_version__title__icontains=word)
            )
        return rows
