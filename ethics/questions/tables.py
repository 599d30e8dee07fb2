"""The list of questions."""

import django_tables2 as tables
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
