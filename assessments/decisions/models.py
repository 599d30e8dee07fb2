"""What was decided on an assessment."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.guards import Guarded
from kit.states import Statuses, StatusField

from ..assessments.models.assessments import Assessment


class DecisionOutcome(Statuses):
    GRANTED = "granted", "good", _("Diberikan")
    REFUSED = "refused", "bad", _("Ditolak")


class Decision(models.Model):
    """The certification decision, taken by somebody who neither assessed, supervised nor trained."""

    Outcome = DecisionOutcome

    assessment = models.OneToOneField(Assessment, on_delete=models.PROTECT, related_name="decision")
    outcome = StatusField(_("keputusan"), max_length=10, statuses=Outcome)
    reason = models.TextField(_("alasan"), blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField(_("diputuskan pada"))
    decided_at = models.DateTimeField(auto_now_add=True)

    guarded = Guarded(append_only="a decision is never changed")

    class Meta:
        verbose_name = _("keputusan sertifikasi")
        verbose_name_plural = pgettext_lazy("many", "keputusan sertifikasi")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=DecisionOutcome.values), name="decision_outcome_known"
            ),
            models.CheckConstraint(
                condition=models.Q(outcome="granted") | ~models.Q(reason=""), name="decision_refusal_needs_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment}: {self.get_outcome_display()}"
