"""The assessors and their pledges."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessor
from kit.addresses import page_of
from kit.lists import DayColumn, ListTable, StatusColumn


class PledgeTable(ListTable):
    """One row for each assessor on duty; it opens his newest pledge."""

    name = tables.TemplateColumn(
        template_name="ethics/_pledge_name.html",
        accessor="person__name",
        verbose_name=_("Nama"),
        attrs={"td": {"class": "cell-main"}},
    )
    met_number = tables.Column(attrs={"td": {"class": "code"}}, verbose_name=_("Nomor MET"))
    pledged_until = DayColumn(verbose_name=_("Ikrar berlaku sampai"))
    pledge_state = StatusColumn("pledge_state", verbose_name=_("Ikrar"), orderable=False)

    phone = ("name", "pledged_until", "pledge_state")

    class Meta(ListTable.Meta):
        model = Assessor
        fields = ("name", "met_number", "pledged_until", "pledge_state")
        row_attrs = {"data-href": lambda record: page_of("pledge_show", record.newest) if record.newest else None}
