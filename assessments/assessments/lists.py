"""The candidate's own certifications."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.addresses import page_of
from kit.lists import LinkColumn, ListTable, StatusColumn

from ..models import Assessment


class OwnAssessmentTable(ListTable):
    """One row for each attempt, the newest first."""

    scheme = LinkColumn(accessor="session__scheme_version__title", verbose_name=pgettext_lazy("one", "Skema"))
    starts_at = tables.DateTimeColumn(
        accessor="session__starts_at", format="j M Y, H.i", verbose_name=pgettext_lazy("one", "Jadwal uji")
    )
    venue = tables.Column(accessor="session__venue__name", verbose_name=_("Tempat"))
    status = StatusColumn()

    phone = ("scheme", "starts_at", "venue", "status")

    class Meta(ListTable.Meta):
        model = Assessment
        fields = ("scheme", "starts_at", "venue", "status")
        row_attrs = {"data-href": lambda record: page_of("own_assessment_show", record.pk)}
