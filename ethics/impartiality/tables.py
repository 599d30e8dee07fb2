"""Conflicts of interest, what waits on top."""

from typing import Any

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.lists import DayColumn, LinkColumn, ListTable, StatusColumn

from ..models import Conflict


class ConflictTable(ListTable):
    """Who, what tie, how it came up and how it stands."""

    assessor = LinkColumn(accessor="assessor__person__name", verbose_name=pgettext_lazy("one", "Asesor"))
    candidate = tables.Column(
        accessor="assessment__candidate__person__name", verbose_name=pgettext_lazy("one", "Asesi")
    )
    tie = tables.Column(verbose_name=_("Hubungan"), orderable=False)
    source = tables.Column(verbose_name=_("Asal"))
    raised_at = DayColumn(verbose_name=_("Dicatat"))
    status = StatusColumn("state", verbose_name=_("Keadaan"), orderable=False)

    phone = ("assessor", "candidate", "tie", "status")

    class Meta(ListTable.Meta):
        model = Conflict
        fields = ("assessor", "candidate", "tie", "source", "raised_at", "status")

    def render_tie(self, record: Any) -> str:
        return str(record.tie_shown)

    def render_source(self, record: Any) -> str:
        return str(record.get_source_display())
