"""The keys as a list."""

import django_filters
from django.utils.translation import gettext_lazy as _

from kit.columns import Column, DayColumn, LinkColumn, TemplateColumn
from kit.tables import Table

from ..models import SigningKey


class KeyTable(Table):
    purpose = LinkColumn(_("Kegunaan"))
    key_id = TemplateColumn(_("Nama kunci"), "certificates/keys/_key_name.html", "key_id")
    algorithm = Column(_("Algoritme"))
    not_before = DayColumn(_("Dipakai sejak"))
    not_after = DayColumn(_("Sampai"))
    standing = TemplateColumn(_("Status"), "certificates/keys/_key_standing.html", css="cell-status")

    order = ("purpose", "-not_before")
    phone = ("purpose", "key_id", "not_after", "standing")


class KeyFilter(django_filters.FilterSet):
    purpose = django_filters.ChoiceFilter(
        choices=SigningKey.Purpose.choices, label=_("Kegunaan"), empty_label=_("Semua")
    )

    class Meta:
        model = SigningKey
        fields = ("purpose",)
