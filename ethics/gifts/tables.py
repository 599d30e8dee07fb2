"""The register of gifts, what no officer has looked at on top."""

from typing import Any

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.lists import DayColumn, LinkColumn, ListTable

from ..models import Gift


class GiftTable(ListTable):
    """When, to whom, from whom, what, and what was done with it."""

    what = LinkColumn(verbose_name=_("Berupa apa"))
    assessor = tables.Column(accessor="assessor__person__name", verbose_name=pgettext_lazy("one", "Asesor"))
    giver = tables.Column(verbose_name=_("Dari siapa"))
    happened_on = DayColumn(verbose_name=_("Tanggal kejadian"))
    handling = tables.Column(verbose_name=_("Tindakan"))
    reviewed = tables.TemplateColumn(
        template_name="ethics/_gift_reviewed.html", verbose_name=_("Keadaan"), orderable=False, empty_values=(),
        attrs={"td": {"class": "cell-status"}},
    )  # fmt: skip

    phone = ("what", "assessor", "happened_on", "reviewed")

    class Meta(ListTable.Meta):
        model = Gift
        fields = ("what", "assessor", "giver", "happened_on", "handling", "reviewed")

    def render_giver(self, record: Any) -> str:
        return str(record.get_giver_display())

    def render_handling(self, record: Any) -> str:
        return str(record.get_handling_display())
