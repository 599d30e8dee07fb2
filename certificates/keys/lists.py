"""The keys as a list."""

import django_filters
import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from kit.lists import DayColumn, LinkColumn, ListTable

from ..models import SigningKey

NO_BREAK = {"td": {"class": "cell-date"}}


class KeyTable(ListTable):
    purpose = LinkColumn(verbose_name=_("Kegunaan"))
    key_id = tables.TemplateColumn(template_name="certificates/keys/_key_name.html", verbose_name=_("Nama kunci"))
    algorithm = tables.Column(verbose_name=_("Algoritme"))
    not_before = DayColumn(verbose_name=_("Dipakai sejak"), attrs=NO_BREAK)
    not_after = DayColumn(verbose_name=_("Sampai"), attrs=NO_BREAK)
    standing = tables.TemplateColumn(
        template_name="certificates/keys/_key_standing.html",
        verbose_name=_("Status"),
        orderable=False,
        attrs={"td": {"class": "cell-status"}},
    )

    phone = ("purpose", "key_id", "not_after", "standing")

    class Meta(ListTable.Meta):
        model = SigningKey
        fields = ("purpose", "key_id", "algorithm", "not_before", "not_after", "standing")
        order_by = ("purpose", "-not_before")


class KeyFilter(django_filters.FilterSet):
    purpose = django_filters.ChoiceFilter(
        choices=SigningKey.Purpose.choices, label=_("Kegunaan"), empty_label=_("Semua")
    )

    class Meta:
        model = SigningKey
        fields = ("purpose",)
