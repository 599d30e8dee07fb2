"""The list of editions of the code."""

from django.utils.translation import gettext_lazy as _

from kit.columns import Column, DayColumn, LinkColumn, StatusColumn
from kit.tables import Table


class CodeTable(Table):
    title = LinkColumn(_("Judul"))
    decree = Column(_("Keputusan"))
    in_force_from = DayColumn(_("Berlaku sejak"))
    standing = StatusColumn("standing", sort=())

    phone = ("title", "in_force_from", "standing")
