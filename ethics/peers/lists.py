"""What assessors said of each other, what nobody has seen to on top."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kit.columns import Column, DayColumn, LinkColumn, TemplateColumn
from kit.tables import Intro, Table

from ..models import PeerRemark
from .models import ALL_AGREED


class PeerTable(Table):
    """Of whom, from whom, in which session, and how it stands."""

    intro = Intro(
        _("Penilaian rekan asesor"),
        lead=_(
            "Kata asesor tentang rekannya setelah satu jadwal (butir 10, 11, dan 12). Asesor yang dinilai "
            "tidak melihatnya."
        ),
        icon="people",
        empty=_("Belum ada penilaian rekan"),
        text=_("Penilaian muncul di sini setelah asesor mengisinya pada jadwal yang selesai."),
    )

    about = LinkColumn(_("Tentang"), "about__person__name")
    rater = Column(_("Dari"), "rater__person__name")
    session = Column(_("Jadwal"), "session__scheme_version__title")
    given_at = DayColumn(_("Dikirim"))
    seen_to = TemplateColumn(_("Keadaan"), "ethics/peers/_peer_state.html", css="cell-status")

    phone = ("about", "rater", "given_at", "seen_to")


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
