"""The list of questions."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.columns import Column, DayColumn, LinkColumn, StatusColumn
from kit.tables import Intro, Table

from ..models import Question


class QuestionTable(Table):
    """Who asked about what, since when, and until when it is answered in time; the text is for the thread."""

    intro = Intro(
        _("Pertanyaan asesi"),
        lead=_("Asesor atau LSP menjawab dalam beberapa hari kerja; yang lewat harinya ditandai."),
        icon="question-circle",
        empty=_("Belum ada pertanyaan"),
        text=_("Pertanyaan muncul di sini begitu asesi mengajukannya."),
    )

    candidate = LinkColumn(pgettext_lazy("one", "Asesi"), "assessment__candidate__person__name")
    scheme = Column(pgettext_lazy("one", "Skema"), "assessment__session__scheme_version__title")
    assessor = Column(pgettext_lazy("one", "Asesor"), "assessment__assessor__person__name")
    asked_at = DayColumn(_("Ditanyakan"))
    due_on = DayColumn(_("Dijawab paling lambat"))
    state = StatusColumn("state", sort=())

    order = ("-asked_at",)
    phone = ("candidate", "scheme", "due_on", "state")


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
