"""How the list of questions is narrowed."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import Question


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
