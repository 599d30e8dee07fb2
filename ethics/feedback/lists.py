"""The list of what candidates said."""

from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.lists import DayColumn, LinkColumn, ListTable

from ..checklists.statements import STATEMENTS
from ..models import Feedback


class FeedbackTable(ListTable):
    """Who said it, of whom, and how many of the ten statements he agreed to."""

    candidate = LinkColumn(accessor="assessment__candidate__person__name", verbose_name=pgettext_lazy("one", "Asesi"))
    assessor = tables.Column(accessor="assessment__assessor__person__name", verbose_name=pgettext_lazy("one", "Asesor"))
    scheme = tables.Column(
        accessor="assessment__session__scheme_version__title", verbose_name=pgettext_lazy("one", "Skema")
    )
    agreed = tables.Column(accessor="denied", verbose_name=_("Jawaban ya"), orderable=False)
    given_at = DayColumn(verbose_name=_("Dikirim"))

    phone = ("candidate", "assessor", "agreed", "given_at")

    class Meta(ListTable.Meta):
        model = Feedback
        fields = ("candidate", "assessor", "scheme", "agreed", "given_at")

    def render_agreed(self, value: int) -> str:
        return str(_("%(yes)s dari %(all)s") % {"yes": len(STATEMENTS) - value, "all": len(STATEMENTS)})


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
