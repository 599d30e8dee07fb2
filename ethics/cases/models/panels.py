"""The panel of a case, its decision clause by clause, and the appeal that brings a second panel."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.guards import Guarded

from ...code.models import Clause
from ...records import KEPT
from .cases import EthicsCase


class Appeal(models.Model):
    """The respondent asks for another panel; once in a case."""

    case = models.OneToOneField(EthicsCase, on_delete=models.PROTECT, related_name="appeal")
    grounds = models.TextField(_("alasan banding"))
    filed_on = models.DateField(_("diajukan"))
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    guarded = Guarded("ethics_appeal", append_only=KEPT)

    class Meta:
        verbose_name = _("banding etik")
        verbose_name_plural = pgettext_lazy("many", "banding etik")
        constraints = [models.CheckConstraint(condition=~models.Q(grounds=""), name="appeal_has_grounds")]

    def __str__(self) -> str:
        return f"{self.case}: {self.filed_on}"


class Panel(models.Model):
    """Three or more people without any part in the case. The first of them is the chair and writes the decision."""

    LEAST = 3

    class Turn(models.TextChoices):
        FIRST = "first", _("Majelis etik")
        APPEAL = "appeal", _("Majelis banding")

    case = models.ForeignKey(EthicsCase, on_delete=models.PROTECT, related_name="panels")
    turn = models.CharField(max_length=10, choices=Turn.choices)
    appointed_on = models.DateField(_("ditetapkan"))
    appointed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    guarded = Guarded("ethics_panel", append_only=KEPT)

    class Meta:
        verbose_name = _("majelis etik")
        verbose_name_plural = pgettext_lazy("many", "majelis etik")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["case", "turn"], name="panel_one_a_turn")]

    def __str__(self) -> str:
        return f"{self.case}: {self.get_turn_display()}"

    def is_chaired_by(self, user: Any) -> bool:
        return self.seats.filter(member=user, is_chair=True).exists()


class PanelSeat(models.Model):
    """One member of a panel."""

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="seats")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="panel_seats")
    is_chair = models.BooleanField(_("ketua"), default=False)

    guarded = Guarded("ethics_panelseat", append_only=KEPT)

    class Meta:
        verbose_name = _("anggota majelis")
        verbose_name_plural = pgettext_lazy("many", "anggota majelis")
        ordering = ["-is_chair", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["panel", "member"], name="seat_once"),
            models.UniqueConstraint(fields=["panel"], condition=models.Q(is_chair=True), name="seat_one_chair"),
        ]

    def __str__(self) -> str:
        return f"{self.member}"


class PanelDecisionQuerySet(models.QuerySet["PanelDecision"]):
    def with_findings(self) -> Self:
        return self.prefetch_related("findings__clause").select_related("panel")


class PanelDecision(models.Model):
    """What a panel decided; of an appeal also what becomes of the first decision."""

    class Outcome(models.TextChoices):
        DECIDED = "decided", _("Diputus")
        UPHELD = "upheld", _("Putusan pertama dikuatkan")
        CHANGED = "changed", _("Putusan pertama diubah")
        LIFTED = "lifted", _("Putusan pertama dibatalkan")

    panel = models.OneToOneField(Panel, on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField(_("hasil"), max_length=20, choices=Outcome.choices)
    decided_on = models.DateField(_("tanggal putusan"))
    reasons = models.TextField(_("pertimbangan"))
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)

    objects = PanelDecisionQuerySet.as_manager()

    guarded = Guarded("ethics_paneldecision", append_only=KEPT)

    class Meta:
        verbose_name = _("putusan majelis")
        verbose_name_plural = pgettext_lazy("many", "putusan majelis")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(reasons=""), name="panel_decision_reasoned")]

    def __str__(self) -> str:
        return f"{self.panel}: {self.get_outcome_display()}"


class Finding(models.Model):
    """The decision on one clause that the case is about."""

    decision = models.ForeignKey(PanelDecision, on_delete=models.PROTECT, related_name="findings")
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="findings")
    is_sustained = models.BooleanField(_("terbukti"))

    guarded = Guarded("ethics_finding", append_only=KEPT)

    class Meta:
        verbose_name = _("putusan atas butir")
        verbose_name_plural = pgettext_lazy("many", "putusan atas butir")
        ordering = ["clause__number"]
        constraints = [models.UniqueConstraint(fields=["decision", "clause"], name="finding_once")]

    def __str__(self) -> str:
        return f"{self.clause.number}: {self.is_sustained}"
