"""The verdict on each unit of an assessment."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.guards import Guarded
from kit.states import Statuses, StatusField

from ...standards.models import Unit


class VerdictOutcome(Statuses):
    PENDING = "pending", "waiting", _("Belum dinilai")
    COMPETENT = "K", "good", _("Kompeten")
    NOT_YET = "BK", "bad", _("Belum kompeten")


class Verdict(models.Model):
    """The outcome for one unit. Enrolment writes one pending row per unit: these rows are the snapshot."""

    Outcome = VerdictOutcome

    class Method(models.TextChoices):
        """The columns of FR.AK-02."""

        OBSERVATION = "observation", _("Observasi demonstrasi")
        PORTFOLIO = "portfolio", _("Portofolio")
        THIRD_PARTY = "third_party", _("Pernyataan pihak ketiga")
        INTERVIEW = "interview", _("Wawancara")
        ORAL = "oral", _("Pertanyaan lisan")
        WRITTEN = "written", _("Pertanyaan tertulis")
        PROJECT = "project", _("Proyek kerja")
        OTHER = "other", _("Lainnya")

    assessment = models.ForeignKey("Assessment", on_delete=models.PROTECT, related_name="verdicts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="verdicts", verbose_name=_("unit"))
    position = models.PositiveSmallIntegerField(_("urutan"))
    outcome = StatusField(_("penilaian"), max_length=10, statuses=Outcome, default=Outcome.PENDING)
    methods = models.JSONField(_("bukti yang dipakai"), default=list, blank=True)
    follow_up = models.TextField(_("tindak lanjut"), blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(null=True)

    guarded = Guarded(never_deleted="verdicts are never deleted")

    class Meta:
        verbose_name = _("penilaian unit")
        verbose_name_plural = pgettext_lazy("many", "penilaian unit")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "unit"], name="verdict_unique"),
            models.CheckConstraint(condition=models.Q(outcome__in=VerdictOutcome.values), name="verdict_outcome_known"),
            models.CheckConstraint(
                condition=~models.Q(outcome="BK") | ~models.Q(follow_up=""), name="verdict_bk_needs_follow_up"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit.code}: {self.outcome}"

    @property
    def method_labels(self) -> list[str]:
        """The evidence methods in words, in the form's order."""
        return [str(m.label) for m in self.Method if m.value in self.methods]
