"""How BNSP evaluated an assessor, as the LSP has it in writing (code of ethics, clause 16)."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.models import Assessor, Upload
from kit.acts import Act
from kit.addresses import page_of
from kit.states import Statuses, StatusField


class InspectionQuerySet(models.QuerySet["Inspection"]):
    def visible_to(self, user: Any) -> Self:
        """Ethics officers and admins see all, an assessor his own."""
        return self.all() if user.is_ethics_officer or user.is_lsp_admin else self.about(user)

    def handled_by(self, user: Any) -> Self:
        """What this officer or admin may act on: never what is about himself."""
        return self.exclude(assessor__person__account=user)

    def about(self, user: Any) -> Self:
        return self.filter(assessor__person__account=user)

    def of(self, assessor: Assessor) -> Self:
        return self.filter(assessor=assessor)

    def finished(self) -> Self:
        """Those that were not taken back, in the order of time."""
        return self.filter(retracted_at__isnull=True).order_by("happened_on", "pk")

    def for_list(self) -> Self:
        return self.select_related("assessor__person", "evidence")


class Inspection(models.Model):
    """One evaluation by BNSP. Never changed; a mistaken entry is taken back with a reason and stays visible as such."""

    class Kind(models.TextChoices):
        SURVEILLANCE = "surveillance", _("Surveilan")
        WITNESS = "witness", _("Penyaksian (witness)")
        RENEWAL = "renewal", _("Perpanjangan lisensi (RCC)")

    class Outcome(Statuses):
        MET = "met", "good", _("Memenuhi")
        IMPROVE = "improve", "waiting", _("Perlu perbaikan")
        NOT_MET = "not_met", "bad", _("Tidak memenuhi")

    class Standing(Statuses):
        RECORDED = "recorded", "info", _("Tercatat")
        RETRACTED = "retracted", "ended", _("Ditarik")

    ACTS = {
        "recorded": Act(_("Evaluasi BNSP dicatat")),
        "retracted": Act(_("Catatan evaluasi BNSP ditarik")),
    }

    assessor = models.ForeignKey(
        Assessor, on_delete=models.PROTECT, related_name="inspections", verbose_name=_("asesor")
    )
    happened_on = models.DateField(_("tanggal evaluasi"))
    kind = models.CharField(_("jenis"), max_length=20, choices=Kind.choices)
    letter = models.CharField(_("nomor surat BNSP"), max_length=100)
    outcome = StatusField(_("hasil"), max_length=20, statuses=Outcome)
    findings = models.TextField(_("temuan"), blank=True)
    evidence = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="+", verbose_name=_("bukti"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    recorded_at = models.DateTimeField(_("dicatat"), auto_now_add=True)
    retracted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    retracted_at = models.DateTimeField(_("ditarik"), null=True, editable=False)
    retraction = models.TextField(_("alasan penarikan"), blank=True, editable=False)

    objects = InspectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("evaluasi BNSP")
        verbose_name_plural = pgettext_lazy("many", "evaluasi BNSP")
        ordering = ["-happened_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome="met") | ~models.Q(findings=""), name="inspection_explained"
            ),
            models.CheckConstraint(
                condition=models.Q(retracted_by__isnull=True, retracted_at__isnull=True, retraction="")
                | (models.Q(retracted_by__isnull=False, retracted_at__isnull=False) & ~models.Q(retraction="")),
                name="inspection_retracted_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.letter}"

    def get_absolute_url(self) -> str:
        return page_of("inspection_show", self.pk)

    @property
    def standing(self) -> "Inspection.Standing":
        return self.Standing.RETRACTED if self.retracted_at else self.Standing.RECORDED
