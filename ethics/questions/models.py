"""Questions of a candidate about his assessment, and what he was answered (code of ethics, clause 14)."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.models import Assessment
from kit.acts import Act
from kit.addresses import page_of
from kit.states import Statuses


class QuestionQuerySet(models.QuerySet["Question"]):
    def visible_to(self, user: Any) -> Self:
        """Admins and ethics officers see every question; a candidate his own; an assessor those of his candidates
        whose names are open to him. Who decides sees none.
        """
        if user.is_lsp_admin or user.is_ethics_officer:
            return self.all()
        return self.filter(assessment__in=threads_of(user))

    def waiting(self) -> Self:
        """Not answered yet, the first due on top."""
        return self.filter(reply__isnull=True).order_by("due_on", "pk")

    def overdue(self, on: date) -> Self:
        """Not answered, and their day is over."""
        return self.waiting().filter(due_on__lt=on)

    def for_list(self) -> Self:
        return self.select_related(
            "assessment__candidate__person", "assessment__assessor__person", "assessment__session__scheme_version",
            "reply__replied_by", "asked_by",
        )  # fmt: skip


def threads_of(user: Any) -> Any:
    """The assessments whose questions this account may read."""
    if user.is_lsp_admin or user.is_ethics_officer:
        return Assessment.objects.all()
    assessed = models.Q(assessor__person__account=user, opened_at__isnull=False)
    return Assessment.objects.filter(assessed | models.Q(candidate__person__account=user))


class Question(models.Model):
    """One question; `due_on` is the last day on which its answer is in time."""

    class State(Statuses):
        PENDING = "pending", "waiting", _("Menunggu jawaban")
        OVERDUE = "overdue", "bad", _("Terlambat dijawab")
        ANSWERED = "answered", "good", _("Sudah dijawab")

    ACTS = {
        "asked": Act(_("Pertanyaan diajukan")),
        "answered": Act(_("Pertanyaan dijawab")),
    }

    assessment = models.ForeignKey(
        Assessment, on_delete=models.PROTECT, related_name="questions", verbose_name=_("asesmen")
    )
    text = models.TextField(_("pertanyaan"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("ditanyakan"), auto_now_add=True)
    due_on = models.DateField(_("dijawab paling lambat"))

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("pertanyaan asesi")
        verbose_name_plural = pgettext_lazy("many", "pertanyaan asesi")
        ordering = ["asked_at", "pk"]
        indexes = [models.Index(fields=["due_on"], name="question_due")]
        constraints = [models.CheckConstraint(condition=~models.Q(text=""), name="question_asked")]

    def __str__(self) -> str:
        return str(_("Pertanyaan %(key)s") % {"key": self.pk})

    def get_absolute_url(self) -> str:
        return page_of("question_thread", self.assessment_id)

    @property
    def state(self) -> State:
        """Answered, still in time, or late today."""
        if hasattr(self, "reply"):
            return self.State.ANSWERED
        return self.State.OVERDUE if self.due_on < timezone.localdate() else self.State.PENDING


class Reply(models.Model):
    """The answer to one question."""

    question = models.OneToOneField(Question, on_delete=models.PROTECT, related_name="reply")
    text = models.TextField(_("jawaban"))
    replied_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    replied_at = models.DateTimeField(_("dijawab"), auto_now_add=True)

    class Meta:
        verbose_name = _("jawaban pertanyaan")
        verbose_name_plural = pgettext_lazy("many", "jawaban pertanyaan")
        constraints = [models.CheckConstraint(condition=~models.Q(text=""), name="reply_written")]

    def __str__(self) -> str:
        return f"{self.question_id}"
