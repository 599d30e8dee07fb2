"""What an assessor says of his relations before he assesses (code of ethics, clause 7)."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.models import Assessment, AssessmentSession, Assessor


class Tie(models.TextChoices):
    """How an assessor may stand to whom he assesses."""

    NONE = "none", _("Tidak ada hubungan")
    FAMILY = "family", _("Keluarga")
    HOUSEHOLD = "household", _("Serumah atau alamat sama")
    TRAINER = "trainer", _("Pernah melatih atau mengajar")
    EMPLOYER = "employer", _("Bekerja pada lembaga yang sama")
    BUSINESS = "business", _("Hubungan usaha atau kontrak")
    DISPUTE = "dispute", _("Pernah berselisih atau dalam perkara")
    OTHER = "other", _("Hubungan lain")


class DeclarationQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Ethics officers see every declaration; an assessor his own."""
        return self.all() if user.is_ethics_officer else self.filter(assessor__person__account=user)


class Declaration(models.Model):
    """One answer of one assessor; never changed afterwards."""

    assessor = models.ForeignKey(Assessor, on_delete=models.PROTECT, related_name="%(class)ss")
    tie = models.CharField(_("hubungan"), max_length=20, choices=Tie.choices)
    note = models.TextField(_("keterangan"), blank=True)
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    declared_at = models.DateTimeField(_("dinyatakan"), auto_now_add=True)

    objects = DeclarationQuerySet.as_manager()

    class Meta:
        abstract = True


class InstitutionDeclaration(Declaration):
    """How the assessor stands to a school or company whose people he is to assess, before he sees their names."""

    session = models.ForeignKey(AssessmentSession, on_delete=models.PROTECT, related_name="institution_declarations")
    institution = models.CharField(_("lembaga"), max_length=150)

    class Meta:
        verbose_name = _("pernyataan hubungan dengan lembaga")
        verbose_name_plural = pgettext_lazy("many", "pernyataan hubungan dengan lembaga")
        constraints = [
            models.UniqueConstraint(fields=["session", "assessor", "institution"], name="institution_declared_once"),
            models.CheckConstraint(
                condition=models.Q(tie="none") | ~models.Q(note=""), name="institution_tie_explained"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessor} – {self.institution}"


class CandidateDeclaration(Declaration):
    """How the assessor stands to one candidate."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="candidate_declarations")

    class Meta:
        verbose_name = _("pernyataan hubungan dengan asesi")
        verbose_name_plural = pgettext_lazy("many", "pernyataan hubungan dengan asesi")
        constraints = [
            models.UniqueConstraint(fields=["assessment", "assessor"], name="candidate_declared_once"),
            models.CheckConstraint(condition=models.Q(tie="none") | ~models.Q(note=""), name="candidate_tie_explained"),
        ]

    def __str__(self) -> str:
        return f"{self.assessor} – {self.assessment_id}"
