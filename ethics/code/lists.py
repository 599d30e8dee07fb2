"""The list of editions of the code."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from kit.lists import LinkColumn, ListTable, StatusColumn

from ..models import Code


class CodeTable(ListTable):
    title = LinkColumn(verbose_name=_("Judul"))
    decree = tables.Column(verbose_name=_("Keputusan"))
    in_force_from = tables.DateColumn(format="j M Y", verbose_name=_("Berlaku sejak"))
    standing = StatusColumn("standing", orderable=False)

    phone = ("title", "in_force_from", "standing")

    class Meta(ListTable.Meta):
        model = Code
        fields = ("title", "decree", "in_force_from", "standing")
