"""A possible conflict of interest: declared by the assessor or found by the portal, then decided by an officer."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.addresses import page_of
from assessments.models import Assessment, Assessor

from .declarations import Tie


class ConflictQuerySet(models.QuerySet["Conflict"]):
    def visible_to(self, user: Any) -> Self:
        """Ethics officers see every conflict; an assessor those about himself."""
        return self.all() if user.is_ethics_officer else self.filter(assessor__person__account=user)

    def open(self) -> Self:
        """Not decided yet, oldest first."""
        return self.filter(outcome="").order_by("raised_at", "pk")

    def for_list(self) -> Self:
        return self.select_related(
            "assessor__person", "assessment__candidate__person", "assessment__session__scheme_version", "decided_by"
        )


class Conflict(models.Model):
    """Holds an assessment from an assessor until somebody who is not involved decides."""

    class Source(models.TextChoices):
        DECLARED = "declared", _("Dinyatakan asesor")
        FOUND = "found", _("Ditemukan portal")

    class Outcome(models.TextChoices):
        REPLACE = "replace", _("Asesor diganti")
        SUPERVISE = "supervise", _("Boleh mengases dengan pengawasan")
        DISMISS = "dismiss", _("Bukan benturan kepentingan")

    assessment = models.ForeignKey(
        Assessment, on_delete=models.PROTECT, related_name="conflicts", verbose_name=_("asesmen")
    )
    assessor = models.ForeignKey(Assessor, on_delete=models.PROTECT, related_name="conflicts", verbose_name=_("asesor"))
    source = models.CharField(_("asal"), max_length=20, choices=Source.choices)
    tie = models.CharField(_("hubungan"), max_length=20, choices=Tie.choices)
    detail = models.TextField(_("keterangan"))
    raised_at = models.DateTimeField(_("dicatat"), auto_now_add=True)
    outcome = models.CharField(_("putusan"), max_length=20, choices=Outcome.choices, blank=True, editable=False)
    reason = models.TextField(_("alasan"), blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    decided_at = models.DateTimeField(_("diputuskan"), null=True, editable=False)

    objects = ConflictQuerySet.as_manager()

    class Meta:
        verbose_name = _("benturan kepentingan")
        verbose_name_plural = pgettext_lazy("many", "benturan kepentingan")
        ordering = ["-raised_at", "-pk"]
        indexes = [models.Index(fields=["outcome", "raised_at"], name="conflict_queue")]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "assessor", "source", "tie"], name="conflict_unique"),
            models.CheckConstraint(condition=~models.Q(tie="none"), name="conflict_is_a_tie"),
            models.CheckConstraint(
                condition=models.Q(outcome="", decided_at__isnull=True, decided_by__isnull=True)
                | (
                    models.Q(outcome__in=["replace", "supervise", "dismiss"])
                    & models.Q(decided_at__isnull=False, decided_by__isnull=False)
                    & ~models.Q(reason="")
                ),
                name="conflict_decided_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessor}: {self.get_tie_display()}"

    def get_absolute_url(self) -> str:
        return page_of("conflict_show", self.pk)

    @property
    def is_open(self) -> bool:
        return not self.outcome
