"""The lists of accounts and invitations."""

from datetime import datetime

import django_tables2 as tables
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.lists import DayColumn, LinkColumn, ListTable, StatusColumn, written_day

from .models import Invitation, User


class AccountTable(ListTable):
    name = LinkColumn(accessor="__str__", verbose_name=_("Nama"), order_by=("first_name", "last_name", "username"))
    username = tables.Column(verbose_name=_("Nama pengguna"))
    email = tables.Column(verbose_name=_("Surel"), default="–")
    roles = tables.TemplateColumn(
        template_name="lsp_portal/_account_roles.html", verbose_name=_("Peran"), orderable=False, empty_values=()
    )
    last_login = tables.Column(verbose_name=_("Terakhir masuk"), default="–")
    active = tables.TemplateColumn(
        template_name="lsp_portal/_account_active.html",
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


class InvitationTable(ListTable):
    person = tables.Column(verbose_name=_("Untuk"), attrs={"td": {"class": "cell-main"}}, order_by=("person__name",))
    email = tables.Column(verbose_name=_("Surel"))
    state = StatusColumn("state", orderable=False)
    invited_at = DayColumn(verbose_name=_("Diundang"))
    expires_at = DayColumn(verbose_name=_("Berlaku sampai"))
    actions = tables.TemplateColumn(
        template_name="lsp_portal/_invitation_actions.html",
        verbose_name=_("Tindakan"),
        orderable=False,
        empty_values=(),
    )

    phone = ("person", "state", "expires_at", "actions")

    class Meta(ListTable.Meta):
        model = Invitation
        fields = ("person", "email", "state", "invited_at", "expires_at", "actions")
