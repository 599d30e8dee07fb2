"""Invitations: the only way an account comes to be."""

import hashlib
from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.models import Person
from kit.roles import of_flags
from kit.states import Statuses

from ..accounts.models import CAPABILITIES


def digest(token: str) -> str:
    """What is kept of a token: enough to recognise it, useless to whoever reads the table."""
    return hashlib.sha256(token.encode()).hexdigest()


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, user: Any) -> Self:
        """Invitations are the admins' business."""
        return self.all() if user.is_lsp_admin else self.none()

    def pending(self) -> Self:
        """Neither used nor revoked; may have expired."""
        return self.filter(used_at__isnull=True, revoked_at__isnull=True)

    def open(self, at: datetime) -> Self:
        """Those that can be accepted at this moment."""
        return self.pending().filter(expires_at__gt=at)

    def latest_open(self) -> "Invitation | None":
        """The one that can be accepted now."""
        return self.open(timezone.now()).first()

    def for_list(self) -> Self:
        """Rows of the invitation list."""
        return self.select_related("person", "invited_by")


class Invitation(models.Model):
    """Offers a person an account. The link is known only to the e-mail: here stands its digest."""

    class State(Statuses):
        INVITED = "invited", "waiting", _("Menunggu diterima")
        USED = "used", "good", _("Sudah diterima")
        EXPIRED = "expired", "ended", _("Lewat waktu")
        REVOKED = "revoked", "bad", _("Dibatalkan")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="invitations", verbose_name=_("orang"))
    email = models.EmailField(_("surel"))
    is_lsp_admin = models.BooleanField(_("admin LSP"), default=False)
    is_decision_maker = models.BooleanField(_("pengambil keputusan"), default=False)
    is_ethics_officer = models.BooleanField(_("petugas etik"), default=False)
    reason = models.CharField(_("alasan peran"), max_length=300, blank=True)
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    invited_at = models.DateTimeField(_("diundang"))
    sent_at = models.DateTimeField(_("terkirim"), null=True)
    expires_at = models.DateTimeField(_("berlaku sampai"))
    used_at = models.DateTimeField(_("diterima"), null=True)
    revoked_at = models.DateTimeField(_("dibatalkan"), null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("undangan")
        verbose_name_plural = pgettext_lazy("many", "undangan")
        ordering = ["-invited_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(used_at__isnull=True, revoked_at__isnull=True),
                name="invitation_one_pending",
                violation_error_message=_("Orang ini sudah diundang."),
            ),
            models.CheckConstraint(
                condition=models.Q(used_at__isnull=True) | models.Q(revoked_at__isnull=True),
                name="invitation_used_or_revoked",
            ),
            models.CheckConstraint(
                condition=models.Q(is_lsp_admin=False, is_decision_maker=False, is_ethics_officer=False)
                | ~models.Q(reason=""),
                name="invitation_role_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} <{self.email}>"

    @property
    def state(self) -> State:
        """How the invitation stands now; expiry is derived, never stored."""
        if self.used_at:
            return self.State.USED
        if self.revoked_at:
            return self.State.REVOKED
        return self.State.EXPIRED if self.expires_at <= timezone.now() else self.State.INVITED

    @property
    def role_names(self) -> list[str]:
        """What he may do who accepts it, in words."""
        return [str(role.label) for role in of_flags([name for name in CAPABILITIES if getattr(self, name)])]

    @property
    def is_open(self) -> bool:
        return self.state == self.State.INVITED

    @property
    def is_pending(self) -> bool:
        """Whether it can still be sent again or revoked."""
        return self.state in (self.State.INVITED, self.State.EXPIRED)
