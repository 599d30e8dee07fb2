"""What follows from a sustained finding: the ladder of sanctions, and what becomes of a certificate."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.bars.models import ALWAYS
from assessments.models import Assessor, Bar
from certificates.models import Certificate
from kit import acts
from kit.acts import Act
from kit.guards import Guarded

from ...records import KEPT
from .panels import PanelDecision

BARRING = ("suspension", "withdrawal")


class SanctionQuerySet(models.QuerySet["Sanction"]):
    def in_force(self) -> Self:
        return self.filter(lifted_on__isnull=True)

    def barring(self, first: date, last: date | None) -> Self:
        """Those that keep the assessor from his tasks on any of these days."""
        begun = self.in_force().filter(kind__in=BARRING, starts_on__lte=last or ALWAYS)
        return begun.exclude(ends_on__lt=first)


class Sanction(models.Model):
    """One rung of the ladder. It never changes; an appeal may lift it."""

    class Kind(models.TextChoices):
        NOTE = "note", _("Catatan")
        ORAL = "oral", _("Teguran lisan")
        WRITTEN = "written", _("Teguran tertulis")
        SUSPENSION = "suspension", _("Pembekuan tugas sampai tanggal tertentu")
        WITHDRAWAL = "withdrawal", _("Pemberhentian dan laporan ke BNSP")

    ACTS = {
        "imposed": Act(_("Sanksi dijatuhkan")),
        "lifted": Act(_("Sanksi dicabut")),
    }

    decision = models.OneToOneField(PanelDecision, on_delete=models.PROTECT, related_name="sanction")
    assessor = models.ForeignKey(Assessor, on_delete=models.PROTECT, related_name="sanctions", verbose_name=_("asesor"))
    kind = models.CharField(_("sanksi"), max_length=20, choices=Kind.choices)
    decided_on = models.DateField(_("diputuskan"))
    starts_on = models.DateField(_("sejak"), null=True)
    ends_on = models.DateField(_("sampai"), null=True)
    lifted_on = models.DateField(_("dicabut"), null=True)
    bar = models.OneToOneField(Bar, on_delete=models.PROTECT, null=True, related_name="sanction")

    objects = SanctionQuerySet.as_manager()

    guarded = Guarded("ethics_sanction", never_deleted=KEPT)

    class Meta:
        verbose_name = _("sanksi")
        verbose_name_plural = pgettext_lazy("many", "sanksi")
        ordering = ["-decided_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="suspension", starts_on__isnull=False, ends_on__gte=F("starts_on"), bar__isnull=False)
                | Q(kind="withdrawal", starts_on__isnull=False, ends_on__isnull=True, bar__isnull=False)
                | Q(kind__in=["note", "oral", "written"], starts_on=None, ends_on=None, bar__isnull=True),
                name="sanction_days_of_its_kind",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(starts_on__gte=F("decided_on")),
                name="sanction_not_before_its_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessor}: {self.get_kind_display()}"


class MeasureQuerySet(models.QuerySet["CertificateMeasure"]):
    def visible_to(self, user: Any) -> Self:
        """Decision makers: to them the panel's finding is a proposal about a certificate."""
        return self.all() if user.is_authenticated and user.is_decision_maker else self.none()

    def answerable_by(self, user: Any) -> Self:
        """Those this account may answer: a decision maker, and none of the panel that proposed."""
        return self.visible_to(user).exclude(decision__panel__seats__member=user)

    def waiting(self) -> Self:
        return self.filter(outcome="").order_by("proposed_on", "pk")

    def for_list(self) -> Self:
        return self.select_related("certificate__assessment", "decision__panel__case")


class CertificateMeasure(models.Model):
    """A panel proposes what should happen to a certificate; a decision maker who had no part confirms or declines.

    The standing of a certificate is a certification decision (ISO/IEC 17024, 9.6), so no panel takes it by itself.
    """

    class Act(models.TextChoices):
        SUSPEND = "suspend", _("Bekukan sertifikat")
        REINSTATE = "reinstate", _("Pulihkan sertifikat")

    class Outcome(models.TextChoices):
        CONFIRMED = "confirmed", _("Dilaksanakan")
        DECLINED = "declined", _("Tidak dilaksanakan")

    ACTS = {
        "proposed": acts.Act(_("Tindakan atas sertifikat diusulkan")),
        "confirmed": acts.Act(_("Usul majelis dilaksanakan")),
        "declined": acts.Act(_("Usul majelis tidak dilaksanakan")),
    }

    decision = models.ForeignKey(PanelDecision, on_delete=models.PROTECT, related_name="measures")
    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="ethics_measures")
    act = models.CharField(_("tindakan"), max_length=20, choices=Act.choices)
    proposed_on = models.DateField(_("diusulkan"))
    outcome = models.CharField(_("hasil"), max_length=20, choices=Outcome.choices, blank=True)
    reason = models.TextField(_("alasan"), blank=True)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    taken_on = models.DateField(null=True)

    objects = MeasureQuerySet.as_manager()

    guarded = Guarded("ethics_certificatemeasure", never_deleted=KEPT)

    class Meta:
        verbose_name = _("usul tindakan atas sertifikat")
        verbose_name_plural = pgettext_lazy("many", "usul tindakan atas sertifikat")
        ordering = ["-proposed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "certificate"], name="measure_once"),
            models.CheckConstraint(
                condition=Q(outcome="", taken_by__isnull=True, taken_on__isnull=True)
                | Q(outcome__in=["confirmed", "declined"], taken_by__isnull=False, taken_on__isnull=False),
                name="measure_taken_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.certificate}: {self.get_act_display()}"

    @property
    def is_waiting(self) -> bool:
        return not self.outcome

    def was_proposed_by(self, user: Any) -> bool:
        """Whether this account sat on the panel that proposed it."""
        return self.decision.panel.seats.filter(member=user).exists()
