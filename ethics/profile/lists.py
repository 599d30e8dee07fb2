"""The list of profiles."""

from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from assessments.codes import coded, words_of
from assessments.models import Assessor
from kit.addresses import page_of
from kit.lists import LinkColumn, ListTable

from ..templatetags.profile import days, percent
from .figures import Figures, Known, differing
from .statistics import FEWEST

DASH = "–"
NUMBER = {"td": {"class": "num"}, "th": {"class": "num"}}


class ProfileTable(ListTable):
    """One row for each assessor, with what is known of him; it opens his profile."""

    name = LinkColumn(accessor="person__name", verbose_name=_("Nama"))
    judged = tables.Column(verbose_name=_("Asesi dinilai"), attrs=NUMBER)
    share = tables.Column(verbose_name=_("Bagian K"), attrs=NUMBER)
    expected = tables.Column(accessor="pk", verbose_name=_("Perkiraan"), attrs=NUMBER, orderable=False)
    standing = tables.Column(accessor="pk", verbose_name=_("Dibanding asesor lain"), orderable=False)
    days = tables.Column(verbose_name=_("Waktu menilai"), attrs=NUMBER)
    raters = tables.Column(verbose_name=_("Jawaban ya"), attrs=NUMBER)

    phone = ("name", "judged", "standing", "raters")

    class Meta(ListTable.Meta):
        model = Assessor
        fields = ("name", "judged", "share", "expected", "standing", "days", "raters")
        row_attrs = {"data-href": lambda record: page_of("evaluation_show", record.pk)}

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known

    def _figures(self, record: Assessor) -> Figures:
        return self.known.get(record.pk) or Figures()

    def render_judged(self, record: Assessor) -> str:
        return str(self._figures(record).judged)

    def render_share(self, record: Assessor) -> str:
        rate = self._figures(record).rate
        return percent(rate.share) if rate and rate.candidates else DASH

    def render_expected(self, record: Assessor) -> str:
        rate = self._figures(record).rate
        return percent(rate.expected) if rate else DASH

    def render_standing(self, record: Assessor) -> str:
        return render_to_string("ethics/evaluations/_evaluation_standing.html", {"rate": self._figures(record).rate})

    def render_days(self, record: Assessor) -> str:
        found = self._figures(record).days
        return days(found.median) if found else DASH

    def render_raters(self, record: Assessor) -> str:
        known = self._figures(record)
        if not known.raters:
            return DASH
        people = ngettext("%(count)s asesi", "%(count)s asesi", known.raters) % {"count": known.raters}
        share = percent(known.agreed.share) if known.raters >= FEWEST else DASH
        return f"{share} · {people}"


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
