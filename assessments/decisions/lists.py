"""The decision maker's queue and what was decided."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.addresses import page_of
from kit.columns import Column, DayColumn, LinkColumn, StatusColumn
from kit.days import written_day
from kit.tables import Intro, Table

from ..models import Assessment
from .operations import objection_to


def note_on(assessment: Any) -> Any:
    """Why the reader may not decide, or nobody may grant it now; when it is decided, the day."""
    if assessment.status in Assessment.DECIDED:
        return _("Diputuskan %(day)s") % {"day": written_day(assessment.decision.decided_on)}
    objection = objection_to(assessment.involvement)
    if objection:
        return objection.messages[0]
    return _("Ditahan: kemungkinan benturan kepentingan") if assessment.is_held else "–"


class DecisionTable(Table):
    """Signed assessments. Where the reader himself had a part, the reason stands in place of the work."""

    intro = Intro(
        _("Keputusan sertifikasi"),
        lead=_(
            "Yang paling lama menunggu ada di atas. Anda tidak dapat memutuskan asesmen yang Anda ases "
            "sendiri, atau asesi yang pernah Anda latih atau terkait dengan Anda."
        ),
        icon="clipboard-check",
        empty=_("Tidak ada yang menunggu keputusan"),
        text=_("Begitu asesor menandatangani penilaian yang semua unitnya kompeten, asesmennya muncul di sini."),
    )

    candidate = LinkColumn(pgettext_lazy("one", "Asesi"), "candidate__person__name")
    scheme = Column(pgettext_lazy("one", "Skema"), "session__scheme_version__title")
    assessor = Column(pgettext_lazy("one", "Asesor"), "assessor__person__name")
    signed_at = DayColumn(_("Ditandatangani"))
    status = StatusColumn()
    note = Column(_("Catatan"), note_on, css="cell-reason")

    phone = ("candidate", "scheme", "signed_at", "status", "note")

    def address(self, record: Assessment) -> str:
        return page_of("assessment_decide", record.pk)


STATES = [
    (Assessment.Status.SIGNED, _("Menunggu keputusan")),
    (Assessment.Status.GRANTED, _("Diberikan")),
    (Assessment.Status.REFUSED, _("Ditolak")),
]


class DecisionFilter(django_filters.FilterSet):
    """Search by candidate, scheme or assessor; waiting, granted, refused."""

    q = django_filters.CharFilter(method="search", label=_("Cari asesi, skema, asesor"))
    status = django_filters.ChoiceFilter(choices=STATES, label=_("Keadaan"), empty_label=_("Semua"))

    class Meta:
        model = Assessment
        fields = ()

    def search(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        """Every word somewhere in the row."""
        for word in text.split():
            rows = rows.filter(
                Q(candidate__person__name__icontains=word)
                | Q(assessor__person__name__icontains=word)
                | Q(session__scheme_version__title__icontains=word)
            )
        return rows
