"""The lists of sessions: the whole plan, and what one assessor is assigned to."""

import django_tables2 as tables
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.addresses import page_of
from kit.lists import LinkColumn, ListTable, StatusColumn, written_day

from ..models import AssessmentSession

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
        template_name="assessments/_session_unsigned.html", accessor="own_unsigned", verbose_name=_("Sisa")
    )
    status = StatusColumn()

    phone = ("scheme", "starts_at", "venue", "left", "status")

    class Meta(ListTable.Meta):
        model = AssessmentSession
        fields = ("scheme", "starts_at", "venue", "places", "left", "status")
        row_attrs = {"data-href": lambda record: page_of("assignment_show", record.pk)}
