"""Invitations as a list."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kit.columns import Column, DayColumn, StatusColumn, TemplateColumn
from kit.tables import Table
from lsp_portal.models import Invitation


class InvitationTable(Table):
    person = Column(_("Untuk"), sort="person__name", css="cell-main")
    email = Column(_("Surel"))
    state = StatusColumn("state", sort=())
    invited_at = DayColumn(_("Diundang"))
    expires_at = DayColumn(_("Berlaku sampai"))
    actions = TemplateColumn(_("Tindakan"), "lsp_portal/invitations/_invitation_actions.html")

    phone = ("person", "state", "expires_at", "actions")


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
