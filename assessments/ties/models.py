"""What stands between an assessor and a candidate: an assessment held from him, and somebody put beside him.

Whoever watches over the assessors writes these facts down (`duty`); the rules of judging ask nothing but these rows.
"""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.guards import Guarded

from ..assessments.models.assessments import Assessment
from ..assessors.models import Assessor
from ..people.models import Person


class HoldQuerySet(models.QuerySet["Hold"]):
    def in_force(self) -> Self:
        return self.filter(lifted_at__isnull=True)


class Hold(models.Model):
    """One assessment that one assessor may not judge as long as this stands (ISO/IEC 17024, 4.3; code of ethics, 7)."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="holds")
    assessor = models.ForeignKey(Assessor, on_delete=models.PROTECT, related_name="holds")
    placed_at = models.DateTimeField(auto_now_add=True)
    lifted_at = models.DateTimeField(null=True, editable=False)

    objects = HoldQuerySet.as_manager()

    guarded = Guarded(never_deleted="a hold is never deleted")

    class Meta:
        verbose_name = _("penahanan asesmen")
        verbose_name_plural = pgettext_lazy("many", "penahanan asesmen")
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "assessor"],
                condition=models.Q(lifted_at__isnull=True),
                name="hold_one_standing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.assessor}: {self.assessment_id}"


class Supervision(models.Model):
    """One assessment that an assessor may judge only with somebody beside him; never changed afterwards."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="supervisions")
    assessor = models.ForeignKey(Assessor, on_delete=models.PROTECT, related_name="supervisions")
    supervisor = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="supervisions", verbose_name=_("pengawas")
    )
    reason = models.TextField(_("alasan"))
    ordered_at = models.DateTimeField(auto_now_add=True)

    guarded = Guarded(append_only="a supervision is never changed", changes="stays")

    class Meta:
        verbose_name = _("pengawasan asesmen")
        verbose_name_plural = pgettext_lazy("many", "pengawasan asesmen")
        ordering = ["ordered_at", "pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="supervision_has_reason")]

    def __str__(self) -> str:
        return f"{self.supervisor}: {self.assessment_id}"
