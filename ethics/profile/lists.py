"""The list of profiles."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from assessments.codes import coded, words_of
from assessments.models import Assessor
from kit.addresses import page_of
from kit.columns import Column, LinkColumn, NumberColumn
from kit.tables import Table

from ..templatetags.profile import days, percent
from .figures import Figures, Known, differing
from .statistics import FEWEST

DASH = "–"


def _share(assessor: Any) -> str:
    rate = assessor.figures.rate
    return percent(rate.share) if rate and rate.candidates else DASH


def _expected(assessor: Any) -> str:
    rate = assessor.figures.rate
    return percent(rate.expected) if rate else DASH


def _standing(assessor: Any) -> str:
    return render_to_string("ethics/evaluations/_evaluation_standing.html", {"rate": assessor.figures.rate})


def _median(assessor: Any) -> str:
    found = assessor.figures.days
    return days(found.median) if found else DASH


def _agreed(assessor: Any) -> str:
    known = assessor.figures
    if not known.raters:
        return DASH
    people = ngettext("%(count)s asesi", "%(count)s asesi", known.raters) % {"count": known.raters}
    share = percent(known.agreed.share) if known.raters >= FEWEST else DASH
    return f"{share} · {people}"


class ProfileTable(Table):
    """One row for each assessor, with what is known of him (`figures`); it opens his profile."""

    name = LinkColumn(_("Nama"), "person__name")
    judged = NumberColumn(_("Asesi dinilai"), lambda row: row.figures.judged, sort="judged")
    share = NumberColumn(_("Bagian K"), _share, sort="share")
    expected = NumberColumn(_("Perkiraan"), _expected)
    standing = Column(_("Dibanding asesor lain"), _standing)
    days = NumberColumn(_("Waktu menilai"), _median, sort="days")
    raters = NumberColumn(_("Jawaban ya"), _agreed, sort="raters")

    phone = ("name", "judged", "standing", "raters")

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in self.page:
            row.figures = known.get(row.pk) or Figures()

    def address(self, record: Assessor) -> str:
        return page_of("evaluation_show", record.pk)


LOWER, HIGHER = "lower", "higher"


class ProfileFilter(django_filters.FilterSet):
    """Search by name or number; those whose share of K lies beside what their peers' verdicts lead to expect."""

    q = django_filters.CharFilter(method="search", label=_("Cari nama atau nomor MET"))
    share = django_filters.ChoiceFilter(
        method="differs",
        choices=[(LOWER, _("Di bawah perkiraan")), (HIGHER, _("Di atas perkiraan"))],
        label=_("Bagian K"),
        empty_label=_("Semua"),
    )

    class Meta:
        model = Assessor
        fields = ()

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known

    def search(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        for word in words_of(text):
            numbered = Q(met_number__icontains=word) | coded("met_number", word)
            rows = rows.filter(Q(person__name__icontains=word) | numbered)
        return rows

    def differs(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(pk__in=differing(self.known, is_higher=value == HIGHER))
