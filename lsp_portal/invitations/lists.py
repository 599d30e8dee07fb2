"""Invitations as a list."""

from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kit.lists import DayColumn, ListTable, StatusColumn
from lsp_portal.models import Invitation


class InvitationTable(ListTable):
    person = tables.Column(verbose_name=_("Untuk"), attrs={"td": {"class": "cell-main"}}, order_by=("person__name",))
    email = tables.Column(verbose_name=_("Surel"))
    state = StatusColumn("state", orderable=False)
    invited_at = DayColumn(verbose_name=_("Diundang"))
    expires_at = DayColumn(verbose_name=_("Berlaku sampai"))
    actions = tables.TemplateColumn(
        template_name="lsp_portal/invitations/_invitation_actions.html",
        verbose_name=_("Tindakan"),
        orderable=False,
        empty_values=(),
    )

    phone = ("person", "state", "expires_at", "actions")

    class Meta(ListTable.Meta):
        model = Invitation
        fields = ("person", "email", "state", "invited_at", "expires_at", "actions")


STATE = Invitation.State


class InvitationFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="search", label=_("Cari nama atau surel"))
    state = django_filters.ChoiceFilter(
        method="stands", choices=STATE.choices, label=_("Status"), empty_label=_("Semua")
    )

    class Meta:
        model = Invitation
        fields = ()

    def search(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        for word in text.split():
            rows = rows.filter(Q(person__name__icontains=word) | Q(email__icontains=word))
        return rows

    def stands(self, rows: Any, _name: str, value: str) -> Any:
        now = timezone.now()
        return {
            STATE.INVITED: lambda: rows.open(now),
            STATE.EXPIRED: lambda: rows.pending().filter(expires_at__lte=now),
            STATE.USED: lambda: rows.filter(used_at__isnull=False),
            STATE.REVOKED: lambda: rows.filter(revoked_at__isnull=False),
        }[STATE(value)]()
