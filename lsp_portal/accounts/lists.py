"""The lists of accounts and invitations."""

from datetime import datetime
from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit import roles
from kit.lists import LinkColumn, ListTable, written_day
from kit.roles import Role

from ..models import User


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


def having(role: Role) -> Q:
    """The accounts that were given a role, or whose person has the record that it follows from."""
    return Q(**{role.flag: True}) if role.flag else Q(**{f"person__{role.record}__isnull": False})


def _choices() -> list[tuple[str, Any]]:
    return [(role.name, role.label) for role in roles.registered()]


class AccountFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="search", label=_("Cari nama, nama pengguna, atau surel"))
    role = django_filters.ChoiceFilter(method="has_role", choices=_choices, label=_("Peran"), empty_label=_("Semua"))
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
        return rows.filter(having(roles.named(value)))

    def is_open(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(is_active=value == "yes")
