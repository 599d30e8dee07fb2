"""The keys as a list, and the form that retires one."""

from typing import Any

import django_filters
import django_tables2 as tables
from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.lists import DayColumn, LinkColumn, ListTable, StatusColumn

from .models import SigningKey


class KeyTable(ListTable):
    purpose = LinkColumn(verbose_name=_("Kegunaan"))
    key_id = tables.Column(verbose_name=_("Nama kunci"), attrs={"td": {"class": "code"}})
    algorithm = tables.Column(verbose_name=_("Algoritme"))
    not_before = DayColumn(verbose_name=_("Dipakai sejak"))
    not_after = DayColumn(verbose_name=_("Sampai"))
    retired_at = DayColumn(verbose_name=_("Dihentikan"), default="–")
    is_demo = tables.Column(verbose_name=_("Demo"))
    standing = StatusColumn("standing", orderable=False)

    phone = ("purpose", "key_id", "not_after", "standing")

    class Meta(ListTable.Meta):
        model = SigningKey
        fields = ("purpose", "key_id", "algorithm", "not_before", "not_after", "retired_at", "is_demo", "standing")
        order_by = ("purpose", "-not_before")

    def render_is_demo(self, value: bool) -> Any:
        return _("Ya") if value else "–"


class KeyFilter(django_filters.FilterSet):
    purpose = django_filters.ChoiceFilter(choices=SigningKey.Purpose.choices, label=_("Kegunaan"))

    class Meta:
        model = SigningKey
        fields = ("purpose",)


class RetireForm(forms.Form):
    reason = forms.CharField(
        label=_("Alasan"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Tercatat dalam riwayat kunci, misalnya: diganti, atau kata sandinya bocor."),
    )
