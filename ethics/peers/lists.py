"""What assessors said of each other, what nobody has seen to on top."""

from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kit.lists import DayColumn, LinkColumn, ListTable

from ..models import PeerRemark
from .models import ALL_AGREED


class PeerTable(ListTable):
    """Of whom, from whom, in which session, and how it stands."""

    about = LinkColumn(accessor="about__person__name", verbose_name=_("Tentang"))
    rater = tables.Column(accessor="rater__person__name", verbose_name=_("Dari"))
    session = tables.Column(accessor="session__scheme_version__title", verbose_name=_("Jadwal"))
    given_at = DayColumn(verbose_name=_("Dikirim"))
    seen_to = tables.TemplateColumn(
        template_name="ethics/peers/_peer_state.html", verbose_name=_("Keadaan"), orderable=False, empty_values=(),
        attrs={"td": {"class": "cell-status"}},
    )  # fmt: skip

    phone = ("about", "rater", "given_at", "seen_to")

    class Meta(ListTable.Meta):
        model = PeerRemark
        fields = ("about", "rater", "session", "given_at", "seen_to")


class PeerFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="search", label=_("Cari nama asesor"))
    state = django_filters.ChoiceFilter(
        method="stands",
        choices=[("open", _("Perlu ditindaklanjuti")), ("done", _("Sudah ditindaklanjuti")), ("good", _("Semua “Ya”"))],
        label=_("Keadaan"),
        empty_label=_("Semua"),
    )

    class Meta:
        model = PeerRemark
        fields = ()

    def search(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        for word in text.split():
            rows = rows.filter(Q(about__person__name__icontains=word) | Q(rater__person__name__icontains=word))
        return rows

    def stands(self, rows: QuerySet[Any], _name: str, state: str) -> QuerySet[Any]:
        if state == "good":
            return rows.filter(ALL_AGREED)
        return rows.filter(~ALL_AGREED, reviewed_at__isnull=state == "open")
