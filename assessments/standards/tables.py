"""The lists of standards and units."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.lists import LinkColumn, ListTable

from ..models import Standard, Unit

NUMERIC = {"td": {"class": "num"}, "th": {"class": "num"}}
TITLE = (
    '<a href="{{ record.get_absolute_url }}">{{ record.title }}</a>'
    '{% if record.title_en %}<span class="cell-note" lang="en">{{ record.title_en }}</span>{% endif %}'
)


class StandardTable(ListTable):
    """Standards with how many units each has here."""

    citation = LinkColumn(verbose_name=pgettext_lazy("one", "Standar"), order_by=("kind", "number", "year"))
    title = tables.Column(verbose_name=_("Judul"))
    year = tables.TemplateColumn("{{ record.year }}", verbose_name=_("Tahun"), attrs=NUMERIC)
    unit_count = tables.Column(verbose_name=_("Unit"), attrs=NUMERIC)

    phone = ("citation", "title", "unit_count")

    class Meta(ListTable.Meta):
        model = Standard
        fields = ("citation", "title", "year", "unit_count")


class UnitTable(ListTable):
    """Units by code."""

    code = tables.TemplateColumn(template_name="assessments/_unit_code.html", verbose_name=_("Kode"))
    title = tables.TemplateColumn(TITLE, verbose_name=_("Judul"), attrs={"td": {"class": "cell-main"}})
    standard = tables.Column(
        verbose_name=pgettext_lazy("one", "Standar"), order_by=("standard__kind", "standard__number", "standard__year")
    )
    element_count = tables.Column(verbose_name=_("Elemen"), attrs=NUMERIC)

    phone = ("title", "code", "element_count")

    class Meta(ListTable.Meta):
        model = Unit
        fields = ("code", "title", "standard", "element_count")
