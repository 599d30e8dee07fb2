"""The list of TUK."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from kit.lists import DayColumn, LinkColumn, ListTable

from ..models import Venue

NUMERIC = {"td": {"class": "num"}, "th": {"class": "num"}}
STATE = (
    '{% if record.is_active %}{% status_badge record "verification" %}'
    '{% else %}{% badge "ended" _("Tidak dipakai") %}{% endif %}'
)


class VenueTable(ListTable):
    """Places with what their verification is today."""

    name = LinkColumn(verbose_name=_("TUK"))
    kind = tables.Column(verbose_name=_("Jenis"))
    city = tables.Column(verbose_name=_("Kota"))
    capacity = tables.Column(verbose_name=_("Daya tampung"), attrs=NUMERIC)
    verified_until = DayColumn("j F Y", verbose_name=_("Terverifikasi sampai"), default="–")
    verification = tables.TemplateColumn(
        STATE, verbose_name=_("Status"), orderable=False, attrs={"td": {"class": "cell-status"}}
    )
    session_count = tables.Column(verbose_name=_("Jadwal"), attrs=NUMERIC)

    phone = ("name", "city", "verification")

    class Meta(ListTable.Meta):
        model = Venue
        fields = ("name", "kind", "city", "capacity", "verified_until", "verification", "session_count")
