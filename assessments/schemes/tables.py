"""The list of schemes: one row each, told by its newest version."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.lists import ListTable

from ..models import SchemeVersion

NUMERIC = {"td": {"class": "num"}, "th": {"class": "num"}}
TITLE = (
    '<a href="{{ record.scheme.get_absolute_url }}">{{ record.title }}</a>'
    "{% if record.title_en and record.title_en != record.title %}"
    '<span class="cell-note" lang="en">{{ record.title_en }}</span>{% endif %}'
)
PACKAGING = "{{ value }}{% if record.kkni_level %} {{ record.kkni_level }}{% endif %}"


class SchemeTable(ListTable):
    """Needs the annotation `in_force_number` beside `for_list()`."""

    title = tables.TemplateColumn(
        TITLE, verbose_name=pgettext_lazy("one", "Skema"), attrs={"td": {"class": "cell-main"}}
    )
    scheme = tables.TemplateColumn(
        '<span class="code">{{ record.scheme.number }}</span>', verbose_name=_("Nomor"), order_by="scheme__number"
    )
    packaging = tables.TemplateColumn(PACKAGING, verbose_name=_("Kemasan"))
    unit_count = tables.Column(verbose_name=_("Unit"), attrs=NUMERIC)
    number = tables.Column(verbose_name=_("Versi"), attrs=NUMERIC)
    status = tables.TemplateColumn(
        template_name="assessments/_version_status.html",
        verbose_name=_("Status"),
        attrs={"td": {"class": "cell-status"}},
    )

    phone = ("title", "scheme", "status")

    class Meta(ListTable.Meta):
        model = SchemeVersion
        fields = ("title", "scheme", "packaging", "unit_count", "number", "status")
        row_attrs = {"data-href": lambda record: record.scheme.get_absolute_url()}
