"""The lists of accounts and invitations."""

from datetime import datetime
from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.lists import LinkColumn, ListTable, written_day

from ..models import User
from ..work.navigation import ROLE_NAMES


class AccountTable(ListTable):
    name = LinkColumn(accessor="__str__", verbose_name=_("Nama"), order_by=("first_name", "last_name", "username"))
    username = tables.Column(verbose_name=_("Nama pengguna"))
    email = tables.Column(verbose_name=_("Surel"), default="–")
    roles = tables.TemplateColumn(
        template_name="lsp_portal/accounts/_account_roles.html",
        verbose_name=_("Peran"),
        orderable=False,
        empty_values=(),
    )
    last_login = tables.Column(verbose_name=_("Terakhir masuk"), default="–")
    active = tables.TemplateColumn(
        template_name="lsp_portal/accounts/_account_active.html",
        verbose_name=pgettext_lazy("one", "Akun"),
        orderable=False,
        empty_values=(),
    )

    phone = ("name", "roles", "active")

    class Meta(ListTable.Meta):
        model = User
        fields = ("name", "username", "email", "roles", "last_login", "active")
        order_by = "name"

    def render_last_login(self, value: datetime) -> str:
        return f"{written_day(value, 'j M Y')}, {timezone.localtime(value):%H.%M}"


ROLES = {
    "admin": Q(is_lsp_admin=True),
    "decision_maker": Q(is_decision_maker=True),
    "ethics_officer": Q(is_ethics_officer=True),
    "assessor": Q(person__assessor__isnull=False),
    "candidate": Q(person__candidate__isnull=False),
}


class AccountFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="search", label=_("Cari nama, nama pengguna, atau surel"))
    role = django_filters.ChoiceFilter(
        method="has_role", choices=list(ROLE_NAMES.items()), label=_("Peran"), empty_label=_("Semua")
    )
    active = django_filters.ChoiceFilter(
        method="is_open",
        choices=[("yes", _("Aktif")), ("no", _("Tidak aktif"))],
        label=pgettext_lazy("one", "Akun"),
        empty_label=_("Semua"),
    )

    class Meta:
        model = User
        fields = ()

    def search(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        for word in text.split():
            rows = rows.filter(
                Q(username__icontains=word)
                | Q(email__icontains=word)
                | Q(first_name__icontains=word)
                | Q(last_name__icontains=word)
            )
        return rows

    def has_role(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(ROLES[value])

    def is_open(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(is_active=value == "yes")
