"""What assessors said of each other, what nobody has seen to on top."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from kit.lists import DayColumn, LinkColumn, ListTable

from ..models import PeerRemark


class PeerTable(ListTable):
    """Of whom, from whom, in which session, and how it stands."""

    about = LinkColumn(accessor="about__person__name", verbose_name=_("Tentang"))
    rater = tables.Column(accessor="rater__person__name", verbose_name=_("Dari"))
    session = tables.Column(accessor="session__scheme_version__title", verbose_name=_("Jadwal"))
    given_at = DayColumn(verbose_name=_("Dikirim"))
    seen_to = tables.TemplateColumn(
        template_name="ethics/_peer_state.html", verbose_name=_("Keadaan"), orderable=False, empty_values=(),
        attrs={"td": {"class": "cell-status"}},
    )  # fmt: skip

    phone = ("about", "rater", "given_at", "seen_to")

    class Meta(ListTable.Meta):
        model = PeerRemark
        fields = ("about", "rater", "session", "given_at", "seen_to")
