"""What a candidate says of a verdict before it is signed (code of ethics, clause 15; FR.AK-02 is signed by both)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.guards import Guarded

from ..assessments.models.verdicts import Verdict

LONGEST_REMARK = 500


class Remark(models.Model):
    """One answer to one verdict as it stood then. Nothing is changed afterwards; a later answer is another row."""

    class Stance(models.TextChoices):
        AGREES = "agrees", _("Setuju")
        DIFFERS = "differs", _("Berpendapat lain")

    verdict = models.ForeignKey(Verdict, on_delete=models.PROTECT, related_name="remarks", verbose_name=_("penilaian"))
    stance = models.CharField(_("tanggapan"), max_length=10, choices=Stance.choices)
    text = models.CharField(_("pendapat asesi"), max_length=LONGEST_REMARK, blank=True)
    # What was answered: the outcome and the follow-up that the candidate had before his eyes.
    outcome = models.CharField(_("tentang penilaian"), max_length=10)
    follow_up = models.TextField(blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("ditulis"), auto_now_add=True)

    guarded = Guarded("assessments_remark", append_only="a log is only added to")

    class Meta:
        verbose_name = _("tanggapan asesi")
        verbose_name_plural = pgettext_lazy("many", "tanggapan asesi")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(stance__in=["agrees", "differs"]), name="remark_stance_known"),
            models.CheckConstraint(condition=models.Q(outcome__in=["K", "BK"]), name="remark_of_a_verdict"),
            models.CheckConstraint(
                condition=models.Q(stance="agrees") | ~models.Q(text=""), name="remark_difference_explained"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verdict}: {self.get_stance_display()}"

    @property
    def differs(self) -> bool:
        return self.stance == self.Stance.DIFFERS

    @property
    def stands(self) -> bool:
        """Whether the verdict still is what was answered. An agreement to another one lapses."""
        return (self.outcome, self.follow_up) == (self.verdict.outcome, self.verdict.follow_up)
