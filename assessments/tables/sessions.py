"""The lists of sessions: the whole plan, and what one assessor is assigned to."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..lists import LinkColumn, ListTable, StatusColumn
from ..models import AssessmentSession

WHEN = '{% include "assessments/_session_when.html" with session=record short=True %}'
PLACES = "{{ record.enrolled_count }} / {{ record.quota }}"
PEOPLE = (
    "{% for assessor in record.assessors.all %}{{ assessor.person.name }}{% if not forloop.last %}, {% endif %}"
    "{% empty %}–{% endfor %}"
)


class SessionTable(ListTable):
    """Every session, newest first."""

    scheme = LinkColumn(accessor="scheme_version__title", verbose_name=pgettext_lazy("one", "Skema"))
    starts_at = tables.TemplateColumn(WHEN, verbose_name=_("Waktu"), attrs={"td": {"class": "cell-date"}})
    venue = tables.Column(accessor="venue__name", verbose_name=_("TUK"))
    assessors = tables.TemplateColumn(
        PEOPLE, accessor="pk", verbose_name=pgettext_lazy("one", "Asesor"), orderable=False
    )
    places = tables.TemplateColumn(PLACES, accessor="enrolled_count", verbose_name=_("Terisi"))
    status = StatusColumn()

    phone = ("scheme", "starts_at", "venue", "places", "status")

    class Meta(ListTable.Meta):
        model = AssessmentSession
        fields = ("scheme", "starts_at", "venue", "assessors", "places", "status")


class AssignmentTable(ListTable):
    """The sessions one assessor is assigned to."""

    scheme = tables.TemplateColumn(
        '<a href="{% url "assignment_show" record.pk %}">{{ record.scheme_version.title }}</a>',
        verbose_name=pgettext_lazy("one", "Skema"),
        accessor="scheme_version__title",
        attrs={"td": {"class": "cell-main"}},
    )
    starts_at = tables.TemplateColumn(WHEN, verbose_name=_("Waktu"), attrs={"td": {"class": "cell-date"}})
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
        row_attrs = {"data-href": lambda record: reverse("assignment_show", args=[record.pk])}
