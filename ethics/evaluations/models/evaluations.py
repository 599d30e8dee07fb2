"""What reviews and witnessed assessments have in common: somebody is asked to look at one assessor's work, says once
what he saw, and the assessor may reply once (code of ethics, clause 16).
"""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models import AssessmentSession, Assessor
from kit.states import Statuses

BEGUN = (AssessmentSession.Status.RUNNING, AssessmentSession.Status.FINISHED)


class EvaluationQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Officers and admins see all that is about others, whoever is asked sees what he is asked for, and an assessor
        sees of himself what `Evaluation.told` says.
        """
        own = models.Q(assessor__person__account=user)
        shown = models.Q(evaluator=user) | (own & self.model.told())
        if user.is_lsp_admin or user.is_ethics_officer:
            shown |= ~own
        return self.filter(shown)

    def handled_by(self, user: Any) -> Self:
        """What this officer or admin may act on: never what is about himself."""
        return self.exclude(assessor__person__account=user)

    def asked_of(self, user: Any) -> Self:
        """What this account was asked to fill in, filled in or not."""
        return self.filter(evaluator=user)

    def about(self, user: Any) -> Self:
        """Those of this account's own work."""
        return self.filter(assessor__person__account=user)

    def of(self, assessor: Assessor) -> Self:
        return self.filter(assessor=assessor)

    def finished(self) -> Self:
        """Filled in, in the order of time."""
        return self.filter(filled_at__isnull=False).order_by("filled_at", "pk")

    def open(self) -> Self:
        """Still awaited, the longest waiting first; a session that was cancelled has nothing to look at."""
        awaited = self.filter(filled_at__isnull=True, called_off_at__isnull=True)
        return awaited.exclude(session__status=AssessmentSession.Status.CANCELLED).order_by("asked_at", "pk")

    def fillable(self) -> Self:
        """Open, and its session has begun."""
        return self.open().filter(session__status__in=BEGUN)

    def for_list(self) -> Self:
        return self.select_related(
            "session__scheme_version__scheme", "session__venue", "assessor__person", "evaluator__person"
        )


class Evaluation(models.Model):
    """Asked for by an officer or an admin, filled in once by the evaluator or called off, replied to once."""

    class Standing(Statuses):
        PLANNED = "planned", "waiting", _("Direncanakan")
        OPEN = "pending", "waiting", _("Menunggu diisi")
        FILLED = "answered", "good", _("Sudah diisi")
        CALLED_OFF = "retracted", "ended", _("Dibatalkan")

    session = models.ForeignKey(
        AssessmentSession, on_delete=models.PROTECT, related_name="%(class)ss", verbose_name=_("jadwal uji")
    )
    assessor = models.ForeignKey(
        Assessor, on_delete=models.PROTECT, related_name="%(class)ss", verbose_name=_("asesor yang dinilai")
    )
    evaluator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="%(class)ss_asked", verbose_name=_("penilai")
    )
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("diminta"), auto_now_add=True)
    filled_at = models.DateTimeField(_("diisi"), null=True, editable=False)
    reply = models.TextField(_("tanggapan asesor"), blank=True, editable=False)
    replied_at = models.DateTimeField(_("ditanggapi"), null=True, editable=False)
    called_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    called_off_at = models.DateTimeField(_("dibatalkan"), null=True, editable=False)
    called_off_reason = models.TextField(_("alasan pembatalan"), blank=True, editable=False)

    class Meta:
        abstract = True
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(called_off_by__isnull=True, called_off_at__isnull=True, called_off_reason="")
                | (
                    models.Q(called_off_by__isnull=False, called_off_at__isnull=False, filled_at__isnull=True)
                    & ~models.Q(called_off_reason="")
                ),
                name="%(class)s_called_off_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(reply="", replied_at__isnull=True)
                | (models.Q(replied_at__isnull=False, filled_at__isnull=False) & ~models.Q(reply="")),
                name="%(class)s_reply_whole",
            ),
            models.UniqueConstraint(
                fields=["session", "assessor", "evaluator"],
                condition=models.Q(called_off_at__isnull=True),
                name="%(class)s_asked_once",
            ),
        ]

    @classmethod
    def told(cls) -> models.Q:
        """Of which evaluations the assessor learns: here of those that are filled in."""
        return models.Q(filled_at__isnull=False)

    @property
    def standing(self) -> "Evaluation.Standing":
        if self.filled_at:
            return self.Standing.FILLED
        if self.called_off_at or self.session.status == AssessmentSession.Status.CANCELLED:
            return self.Standing.CALLED_OFF
        return self.Standing.OPEN if self.session.status in BEGUN else self.Standing.PLANNED

    @property
    def is_open(self) -> bool:
        return self.standing in (self.Standing.OPEN, self.Standing.PLANNED)

    @property
    def evaluator_name(self) -> str:
        """What the evaluator is called: by his person where he has one."""
        return str(getattr(self.evaluator, "person", self.evaluator))

    def is_about(self, user: Any) -> bool:
        account: int | None = self.assessor.person.account_id
        return account is not None and account == user.pk
