"""What a candidate says of his assessment once he knows how it ended (FR.AK-03; code of ethics, clause 16)."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.models import Assessment
from kit.acts import Act
from kit.addresses import page_of

from ..checklists.statements import STATEMENTS

TOLD = Assessment.STATES.final - {Assessment.Status.CANCELLED}


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    def visible_to(self, user: Any) -> Self:
        """Admins and ethics officers see all but what is said of themselves; a candidate his own; an assessor none."""
        own = models.Q(assessment__candidate__person__account=user)
        if user.is_lsp_admin or user.is_ethics_officer:
            return self.filter(own | ~models.Q(assessment__assessor__person__account=user))
        return self.filter(own)

    def for_list(self) -> Self:
        """Rows of a list: who said it of whom, and how many statements he denied."""
        return self.select_related(
            "assessment__candidate__person", "assessment__assessor__person", "assessment__session__scheme_version"
        ).annotate(denied=models.Count("answers", filter=models.Q(answers__agrees=False)))


class Feedback(models.Model):
    """One candidate's feedback on one assessment, given once and never changed."""

    ACTS = {
        "given": Act(_("Umpan balik asesmen diberikan")),
    }

    assessment = models.OneToOneField(
        Assessment, on_delete=models.PROTECT, related_name="feedback", verbose_name=_("asesmen")
    )
    note = models.TextField(_("catatan lain"), blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(_("dikirim"), auto_now_add=True)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = _("umpan balik asesi")
        verbose_name_plural = pgettext_lazy("many", "umpan balik asesi")
        ordering = ["-given_at", "-pk"]

    def __str__(self) -> str:
        return str(_("Umpan balik %(key)s") % {"key": self.pk})

    def get_absolute_url(self) -> str:
        return page_of("feedback_show", self.pk)


class Answer(models.Model):
    """Yes or no to one statement, with a note."""

    feedback = models.ForeignKey(Feedback, on_delete=models.PROTECT, related_name="answers")
    statement = models.PositiveSmallIntegerField(_("pernyataan"))
    agrees = models.BooleanField(_("ya"))
    note = models.TextField(_("catatan"), blank=True)

    class Meta:
        verbose_name = _("jawaban umpan balik")
        verbose_name_plural = pgettext_lazy("many", "jawaban umpan balik")
        ordering = ["statement"]
        constraints = [
            models.UniqueConstraint(fields=["feedback", "statement"], name="answer_unique"),
            models.CheckConstraint(
                condition=models.Q(statement__gte=1, statement__lte=len(STATEMENTS)), name="answer_statement_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.statement}"

    @property
    def text(self) -> str:
        """The statement in words."""
        return str(STATEMENTS[self.statement - 1].text)
