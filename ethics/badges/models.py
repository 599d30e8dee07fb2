"""The digital identity badge of an assessor in one session (code of ethics, clause 4)."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.models import AssessmentSession, Assessor
from kit.acts import Act


class BadgeQuerySet(models.QuerySet["Badge"]):
    def visible_to(self, user: Any) -> Self:
        """An assessor sees his own badges; whoever has a token asks by the token."""
        return self.filter(assessor__person__account=user)

    def for_check(self) -> Self:
        """With all that decides whether it is valid."""
        return self.select_related("assessor__person__photo", "session__venue", "session__scheme_version")


class Badge(models.Model):
    """The token behind the QR code: another one for each session, so that nobody is followed by it."""

    ACTS = {
        "made": Act(_("Tanda pengenal dibuat")),
    }

    session = models.ForeignKey(
        AssessmentSession, on_delete=models.PROTECT, related_name="badges", verbose_name=_("jadwal uji")
    )
    assessor = models.ForeignKey(Assessor, on_delete=models.PROTECT, related_name="badges", verbose_name=_("asesor"))
    token = models.CharField(max_length=32, unique=True, editable=False)
    made_at = models.DateTimeField(_("dibuat"), auto_now_add=True)

    objects = BadgeQuerySet.as_manager()

    class Meta:
        verbose_name = _("tanda pengenal")
        verbose_name_plural = pgettext_lazy("many", "tanda pengenal")
        constraints = [models.UniqueConstraint(fields=["session", "assessor"], name="badge_unique")]

    def __str__(self) -> str:
        return f"{self.assessor} – {self.session}"

    def is_valid(self, day: date) -> bool:
        """Whether its assessor serves in its session on this day: assigned, pledged, licensed and not suspended."""
        session, assessor = self.session, self.assessor
        return (
            session.is_open
            and session.first_day <= day <= session.last_day
            and assessor.is_active
            and assessor.has_pledged(day)
            and assessor.licence_valid(day)
            and session.assignments.filter(assessor=assessor).exists()
            and not assessor.bars.touching(day, day).exists()
        )
