"""The days on which an assessor may not serve (pembekuan tugas)."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.guards import Guarded

from ..assessors.models import Assessor

ALWAYS = date(9999, 12, 31)


class BarQuerySet(models.QuerySet["Bar"]):
    def touching(self, first: date, last: date) -> Self:
        """Those that hold on any of these days."""
        begun = self.filter(starts_on__lte=last).exclude(lifted_on__lte=models.F("starts_on"))
        return begun.exclude(ends_on__lt=first).exclude(lifted_on__lte=first)


class Bar(models.Model):
    """Days on which an assessor may not serve (pembekuan tugas); without an end it holds until it is lifted."""

    assessor = models.ForeignKey(Assessor, on_delete=models.PROTECT, related_name="bars", verbose_name=_("asesor"))
    starts_on = models.DateField(_("sejak"))
    ends_on = models.DateField(_("sampai"), null=True, blank=True)
    lifted_on = models.DateField(_("dicabut pada"), null=True, blank=True, editable=False)
    reason = models.TextField(_("alasan"))
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    placed_at = models.DateTimeField(auto_now_add=True)

    objects = BarQuerySet.as_manager()

    guarded = Guarded(never_deleted="a suspension is never deleted")

    class Meta:
        verbose_name = _("pembekuan tugas")
        verbose_name_plural = pgettext_lazy("many", "pembekuan tugas")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="bar_ends_after_start",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="bar_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.assessor}, {self.starts_on}"

    def covers(self, day: date) -> bool:
        """Whether it keeps the assessor from his tasks on this day; its last day counts."""
        ends = self.ends_on or ALWAYS
        return self.starts_on <= day <= ends and (self.lifted_on is None or day < self.lifted_on)
