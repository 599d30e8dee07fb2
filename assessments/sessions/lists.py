"""The lists of sessions: the whole plan, and what one assessor is assigned to."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.addresses import page_of
from kit.columns import Column, LinkColumn, StatusColumn, TemplateColumn
from kit.days import written_day
from kit.filters.days import DaysFilter
from kit.filters.selects import RowFilter, RowFilterSet
from kit.tables import Intro, Table

from ..codes import coded, words_of
from ..models import AssessmentSession, Assessor, Assignment, Person, SchemeVersion, Venue

TWO_LINES = '{}<span class="cell-note">{}</span>'


def written_time(session: AssessmentSession) -> SafeString:
    """The day with its hours; of a session of several days, the days with the hour it starts."""
    start, end = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    if start.date() == end.date():
        return format_html(TWO_LINES, written_day(start, "D, j M Y"), f"{start:%H.%M}–{end:%H.%M}")
    days = f"{written_day(start)} – {written_day(end)}"
    return format_html(TWO_LINES, days, _("mulai %(time)s") % {"time": f"{start:%H.%M}"})


def _assessors(session: AssessmentSession) -> str:
    return ", ".join(assessor.person.name for assessor in session.assessors.all()) or "–"


def _places(session: Any) -> str:
    return f"{session.enrolled_count} / {session.quota}"


def when() -> Column:
    """The column that says when a session is."""
    return Column(_("Waktu"), written_time, sort="starts_at", css="cell-date")


class SessionTable(Table):
    """Every session, newest first."""

    scheme = LinkColumn(pgettext_lazy("one", "Skema"), "scheme_version__title")
    starts_at = when()
    venue = Column(_("TUK"), "venue__name")
    assessors = Column(pgettext_lazy("one", "Asesor"), _assessors)
    places = Column(_("Terisi"), _places, sort="enrolled_count")
    status = StatusColumn()

    phone = ("scheme", "starts_at", "venue", "places", "status")


class AssignmentTable(Table):
    """The sessions one assessor is assigned to."""

    intro = Intro(
        _("Jadwal saya"),
        icon="calendar-event",
        empty=_("Belum ada tugas"),
        text=_("Jadwal uji muncul di sini setelah LSP menugaskan Anda."),
    )

    scheme = LinkColumn(pgettext_lazy("one", "Skema"), "scheme_version__title")
    starts_at = when()
    venue = Column(_("TUK"), "venue__name")
    places = Column(_("Asesi saya"), "own_count")
    left = TemplateColumn(_("Sisa"), "assessments/sessions/_session_unsigned.html", "own_unsigned")
    status = StatusColumn()

    phone = ("scheme", "starts_at", "venue", "left", "status")

    def address(self, record: AssessmentSession) -> str:
        return page_of("assignment_show", record.pk)


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
