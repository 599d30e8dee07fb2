"""The list of cases; who reported is in none of its columns."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from kit.lists import DayColumn, LinkColumn, ListTable, StatusColumn

from ..models import EthicsCase


class CaseTable(ListTable):
    """Every case, newest first."""

    number = LinkColumn(verbose_name=_("Nomor"))
    respondent = tables.Column(
        accessor="respondent__person__name", verbose_name=_("Teradu"), default=_("belum ditetapkan")
    )
    received_on = DayColumn(verbose_name=_("Diterima"))
    reply_until = DayColumn(verbose_name=_("Jawaban sampai"))
    status = StatusColumn()

    phone = ("number", "respondent", "status")

    class Meta(ListTable.Meta):
        model = EthicsCase
        fields = ("number", "respondent", "received_on", "reply_until", "status")
