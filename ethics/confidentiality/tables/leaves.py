"""Leaves to tell a third party."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.lists import DayColumn, LinkColumn, ListTable, StatusColumn

from ...models import Leave


class LeaveTable(ListTable):
    """The newest first."""

    candidate = LinkColumn(accessor="candidate__person__name", verbose_name=pgettext_lazy("one", "Asesi"))
    recipient = tables.Column(verbose_name=_("Pihak yang diberi tahu"))
    asked_at = DayColumn(verbose_name=_("Diminta"))
    until = DayColumn(verbose_name=_("Sampai"))
    standing = StatusColumn("standing", orderable=False)

    phone = ("candidate", "recipient", "standing")

    class Meta(ListTable.Meta):
        model = Leave
        fields = ("candidate", "recipient", "asked_at", "until", "standing")
