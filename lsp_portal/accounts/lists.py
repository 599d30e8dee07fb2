"""The lists of accounts and invitations."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit import roles
from kit.columns import Column, LinkColumn, MomentColumn, TemplateColumn
from kit.roles import Role
from kit.tables import Table

from ..models import User


class AccountTable(Table):
    name = LinkColumn(_("Nama"), str, sort=("first_name", "last_name", "username"))
    username = Column(_("Nama pengguna"))
    email = Column(_("Surel"), empty="–")
    roles = TemplateColumn(_("Peran"), "lsp_portal/accounts/_account_roles.html")
    last_login = MomentColumn(_("Terakhir masuk"), css="", empty="–")
    active = TemplateColumn(pgettext_lazy("one", "Akun"), "lsp_portal/accounts/_account_active.html")

    order = ("name",)
    phone = ("name", "roles", "active")


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
