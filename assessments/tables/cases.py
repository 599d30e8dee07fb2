"""The candidate's own certifications."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..lists import ListTable, StatusColumn
from ..models import Assessment

SCHEME = '<a href="{% url "case_show" record.pk %}">{{ record.scheme_version.title }}</a>'


class CaseTable(ListTable):
    """One row for each attempt, the newest first."""

    scheme = tables.TemplateColumn(
        SCHEME,
        verbose_name=pgettext_lazy("one", "Skema"),
        order_by="session__scheme_version__title",
        attrs={"td": {"class": "cell-main"}},
    )
    starts_at = tables.DateTimeColumn(
        accessor="session__starts_at", format="j M Y, H.i", verbose_name=pgettext_lazy("one", "Jadwal uji")
    )
    venue = tables.Column(accessor="session__venue__name", verbose_name=_("Tempat"))
    status = StatusColumn()

    phone = ("scheme", "starts_at", "venue", "status")

    class Meta(ListTable.Meta):
        model = Assessment
        fields = ("scheme", "starts_at", "venue", "status")
        row_attrs = {"data-href": lambda record: reverse("case_show", args=[record.pk])}
