"""The lists of sessions: the whole plan, and what one assessor is assigned to."""

from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.addresses import page_of
from kit.filters.days import DaysFilter
from kit.filters.selects import RowFilter, RowFilterSet
from kit.lists import LinkColumn, ListTable, StatusColumn, written_day

from ..codes import coded, words_of
from ..models import AssessmentSession, Assessor, Assignment, Person, SchemeVersion, Venue

TWO_LINES = '{}<span class="cell-note">{}</span>'


class WhenColumn(tables.Column):
    """The day with its hours; of a session of several days, the days with the hour it starts."""

    def render(self, record: AssessmentSession) -> SafeString:
        start, end = timezone.localtime(record.starts_at), timezone.localtime(record.ends_at)
        if start.date() == end.date():
            hours = f"{start:%H.%M}–{end:%H.%M}"
            return format_html(TWO_LINES, written_day(start.date(), "D, j M Y"), hours)
        days = f"{written_day(start.date(), 'j M Y')} – {written_day(end.date(), 'j M Y')}"
        return format_html(TWO_LINES, days, _("mulai %(time)s") % {"time": f"{start:%H.%M}"})


class SessionTable(ListTable):
    """Every session, newest first."""

    scheme = LinkColumn(accessor="scheme_version__title", verbose_name=pgettext_lazy("one", "Skema"))
    starts_at = WhenColumn(verbose_name=_("Waktu"), attrs={"td": {"class": "cell-date"}})
    venue = tables.Column(accessor="venue__name", verbose_name=_("TUK"))
    assessors = tables.Column(accessor="pk", verbose_name=pgettext_lazy("one", "Asesor"), orderable=False)
    places = tables.Column(accessor="enrolled_count", verbose_name=_("Terisi"))
    status = StatusColumn()

    phone = ("scheme", "starts_at", "venue", "places", "status")

    class Meta(ListTable.Meta):
        model = AssessmentSession
        fields = ("scheme", "starts_at", "venue", "assessors", "places", "status")

    def render_places(self, record: AssessmentSession) -> str:
        return f"{record.enrolled_count} / {record.quota}"

    def render_assessors(self, record: AssessmentSession) -> str:
        return ", ".join(assessor.person.name for assessor in record.assessors.all()) or "–"


class AssignmentTable(ListTable):
    """The sessions one assessor is assigned to."""

    scheme = LinkColumn(accessor="scheme_version__title", verbose_name=pgettext_lazy("one", "Skema"))
    starts_at = WhenColumn(verbose_name=_("Waktu"), attrs={"td": {"class": "cell-date"}})
    venue = tables.Column(accessor="venue__name", verbose_name=_("TUK"))
    places = tables.Column(accessor="own_count", verbose_name=_("Asesi saya"))
    left = tables.TemplateColumn(
        template_name="assessments/sessions/_session_unsigned.html", accessor="own_unsigned", verbose_name=_("Sisa")
    )
    status = StatusColumn()

    phone = ("scheme", "starts_at", "venue", "left", "status")

    class Meta(ListTable.Meta):
        model = AssessmentSession
        fields = ("scheme", "starts_at", "venue", "places", "left", "status")
        row_attrs = {"data-href": lambda record: page_of("assignment_show", record.pk)}


class AssignmentFilter(django_filters.FilterSet):
    """Search and status: enough for the sessions of one assessor."""

    q = django_filters.CharFilter(method="search", label=_("Cari skema, TUK, asesor"))
    status = django_filters.ChoiceFilter(
        choices=AssessmentSession.Status.choices, label=_("Status"), empty_label=_("Semua")
    )

    class Meta:
        model = AssessmentSession
        fields = ()

    def search(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        """Every word somewhere in the plan: title, number of the scheme, place, or a name of an assessor.

        Each table is searched once for itself: joined, every session would search its scheme and its place again.
        """
        for word in words_of(text):
            numbered = Q(scheme__number__icontains=word) | coded("scheme__number", word)
            schemes = SchemeVersion.objects.filter(Q(title__icontains=word) | numbered)
            venues = Venue.objects.filter(Q(name__icontains=word) | Q(city__icontains=word))
            assessors = Assessor.objects.filter(person__in=Person.objects.filter(name__icontains=word))
            serving = Assignment.objects.filter(assessor__in=assessors).values("session")
            rows = rows.filter(Q(scheme_version__in=schemes) | Q(venue__in=venues) | Q(pk__in=serving))
        return rows


class SessionFilter(RowFilterSet, AssignmentFilter):
    """The whole plan of the LSP: also by scheme, place and period."""

    scheme = RowFilter(
        SchemeVersion.objects.latest_of_each,
        key="scheme_id",
        name="title",
        field_name="scheme_version__scheme",
        label=pgettext_lazy("one", "Skema"),
        empty_label=_("Semua"),
    )
    venue = RowFilter(Venue.objects.all, name="name", label=_("TUK"), empty_label=_("Semua"))
    period = DaysFilter(field_name="starts_at", label=_("Mulai antara"))
