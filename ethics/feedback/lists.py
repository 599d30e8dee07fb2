"""The list of what candidates said."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.columns import Column, DayColumn, LinkColumn
from kit.tables import Intro, Table

from ..checklists.statements import STATEMENTS
from ..models import Feedback


def _agreed(feedback: Any) -> str:
    return str(_("%(yes)s dari %(all)s") % {"yes": len(STATEMENTS) - feedback.denied, "all": len(STATEMENTS)})


class FeedbackTable(Table):
    """Who said it, of whom, and how many of the ten statements he agreed to."""

    intro = Intro(
        _("Umpan balik asesi"),
        lead=_("FR.AK-03 yang diisi asesi setelah hasilnya diumumkan. Asesor tidak melihat halaman ini."),
        icon="clipboard-data",
        empty=_("Belum ada umpan balik"),
        text=_("Umpan balik muncul di sini setelah asesi mengisinya."),
    )

    candidate = LinkColumn(pgettext_lazy("one", "Asesi"), "assessment__candidate__person__name")
    assessor = Column(pgettext_lazy("one", "Asesor"), "assessment__assessor__person__name")
    scheme = Column(pgettext_lazy("one", "Skema"), "assessment__session__scheme_version__title")
    agreed = Column(_("Jawaban ya"), _agreed)
    given_at = DayColumn(_("Dikirim"))

    phone = ("candidate", "assessor", "agreed", "given_at")


class FeedbackFilter(django_filters.FilterSet):
    """Search by candidate, scheme or assessor."""

    q = django_filters.CharFilter(method="search", label=_("Cari asesi, skema, asesor"))

    class Meta:
        model = Feedback
        fields = ()

    def search(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        """Every word somewhere in the row."""
        for word in text.split():
            rows = rows.filter(
                Q(assessment__candidate__person__name__icontains=word)
                | Q(assessment__assessor__person__name__icontains=word)
                | Q(assessment__session__scheme_version__title__icontains=word)
            )
        return rows
