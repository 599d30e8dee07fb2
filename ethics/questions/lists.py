"""The list of questions."""

from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.lists import DayColumn, LinkColumn, ListTable, StatusColumn

from ..models import Question


class QuestionTable(ListTable):
    """Who asked about what, since when, and until when it is answered in time; the text is for the thread."""

    candidate = LinkColumn(accessor="assessment__candidate__person__name", verbose_name=pgettext_lazy("one", "Asesi"))
    scheme = tables.Column(
        accessor="assessment__session__scheme_version__title", verbose_name=pgettext_lazy("one", "Skema")
    )
    assessor = tables.Column(accessor="assessment__assessor__person__name", verbose_name=pgettext_lazy("one", "Asesor"))
    asked_at = DayColumn(verbose_name=_("Ditanyakan"))
    due_on = DayColumn(verbose_name=_("Dijawab paling lambat"))
    state = StatusColumn("state", orderable=False)

    phone = ("candidate", "scheme", "due_on", "state")

    class Meta(ListTable.Meta):
        model = Question
        fields = ("candidate", "scheme", "assessor", "asked_at", "due_on", "state")
        order_by = "-asked_at"


class QuestionFilter(django_filters.FilterSet):
    """Waiting, late, answered."""

    state = django_filters.ChoiceFilter(
        method="in_state", choices=Question.State.choices, label=_("Keadaan"), empty_label=_("Semua")
    )

    class Meta:
        model = Question
        fields = ()

    def in_state(self, rows: QuerySet[Any], _name: str, state: str) -> QuerySet[Any]:
        if state == Question.State.ANSWERED:
            return rows.filter(reply__isnull=False)
        late = {"due_on__lt": timezone.localdate()}
        waiting = rows.filter(reply__isnull=True)
        return waiting.filter(**late) if state == Question.State.OVERDUE else waiting.exclude(**late)
