"""Written consent to tell a third party about a candidate, by him and by the LSP (code of ethics, clause 10)."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.models import Candidate
from kit.acts import Act
from kit.addresses import page_of
from kit.guards import Guarded
from kit.states import Statuses

from ..records import KEPT


class LeaveQuerySet(models.QuerySet["Leave"]):
    def visible_to(self, user: Any) -> Self:
        """Officers and admins see every consent, a candidate his own, an assessor those of whom he assesses."""
        if user.is_ethics_officer or user.is_lsp_admin:
            return self.all()
        return self.filter(Q(candidate__person__account=user) | Q(candidate__in=_assessed_by(user)))

    def for_list(self) -> Self:
        return self.select_related("candidate__person", "asked_by").defer("candidate__person__identity_number")

    def waiting(self, on: date) -> Self:
        """Neither withdrawn nor over, and still without one of the two answers; the oldest first."""
        unanswered = Q(candidate_answer="", body_answer__in=["", "yes"]) | Q(candidate_answer="yes", body_answer="")
        return self.filter(unanswered, withdrawn_at=None, until__gte=on).order_by("asked_at", "pk")


def _assessed_by(user: Any) -> Any:
    return Candidate.objects.filter(
        assessments__assessor__person__account=user,
        assessments__assessor__is_active=True,
        assessments__opened_at__isnull=False,
    )


class Leave(models.Model):
    """Who may be told what, what for and until when. It stands with a yes of both sides, until one takes it back."""

    class Answer(models.TextChoices):
        YES = "yes", _("Diizinkan")
        NO = "no", _("Tidak diizinkan")

    class Standing(Statuses):
        PENDING = "pending", "waiting", _("Menunggu jawaban")
        VALID = "valid", "good", _("Berlaku")
        REFUSED = "refused", "bad", _("Tidak diizinkan")
        WITHDRAWN = "withdrawn", "bad", _("Ditarik")
        EXPIRED = "expired", "ended", _("Sudah lewat")

    ACTS = {
        "asked": Act(_("Izin diminta")),
        "agreed": Act(_("Asesi mengizinkan")),
        "declined": Act(_("Asesi tidak mengizinkan")),
        "allowed": Act(_("LSP mengizinkan")),
        "disallowed": Act(_("LSP tidak mengizinkan")),
        "withdrawn": Act(_("Izin ditarik"), "bad"),
    }

    candidate = models.ForeignKey(
        Candidate, on_delete=models.PROTECT, related_name="leaves", verbose_name=pgettext_lazy("one", "asesi")
    )
    recipient = models.CharField(_("pihak yang diberi tahu"), max_length=200)
    matter = models.TextField(_("apa yang boleh diberitahukan"))
    purpose = models.TextField(_("untuk apa"))
    until = models.DateField(_("sampai"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("diminta oleh")
    )
    asked_at = models.DateTimeField(_("diminta"), auto_now_add=True)
    candidate_answer = models.CharField(_("jawaban asesi"), max_length=3, choices=Answer.choices, blank=True)
    candidate_answered_at = models.DateTimeField(null=True, editable=False)
    body_answer = models.CharField(_("jawaban LSP"), max_length=3, choices=Answer.choices, blank=True)
    body_answered_at = models.DateTimeField(null=True, editable=False)
    body_answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    body_reason = models.TextField(_("alasan LSP"), blank=True)
    withdrawn_at = models.DateTimeField(_("ditarik"), null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )

    objects = LeaveQuerySet.as_manager()

    guarded = Guarded(never_deleted=KEPT)

    class Meta:
        verbose_name = _("izin memberi tahu")
        verbose_name_plural = pgettext_lazy("many", "izin memberi tahu")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(recipient="") & ~Q(matter="") & ~Q(purpose=""), name="leave_whole"),
            models.CheckConstraint(
                condition=Q(candidate_answer="", candidate_answered_at__isnull=True)
                | Q(candidate_answer__in=["yes", "no"], candidate_answered_at__isnull=False),
                name="leave_candidate_answered_whole",
            ),
            models.CheckConstraint(
                condition=Q(body_answer="", body_answered_at__isnull=True, body_answered_by__isnull=True)
                | Q(body_answer="yes", body_answered_at__isnull=False, body_answered_by__isnull=False)
                | (
                    Q(body_answer="no", body_answered_at__isnull=False, body_answered_by__isnull=False)
                    & ~Q(body_reason="")
                ),
                name="leave_body_answered_whole",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="leave_withdrawn_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate}: {self.recipient}"

    def get_absolute_url(self) -> str:
        return page_of("disclosure_consent_show", self.pk)

    @property
    def standing(self) -> "Leave.Standing":
        return self.standing_on(timezone.localdate())

    def standing_on(self, day: date) -> "Leave.Standing":
        """What may be relied on that day: only a valid consent lets anybody speak."""
        answers = (self.candidate_answer, self.body_answer)
        if self.withdrawn_at:
            return self.Standing.WITHDRAWN
        if self.Answer.NO in answers:
            return self.Standing.REFUSED
        if day > self.until:
            return self.Standing.EXPIRED
        return self.Standing.VALID if answers == (self.Answer.YES, self.Answer.YES) else self.Standing.PENDING


class ReadingReview(models.Model):
    """An officer's word on one account's unusual reading of one day; never changed afterwards."""

    ACTS = {
        "explained": Act(_("Pembacaan yang tidak biasa dijelaskan")),
    }

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    day = models.DateField(_("hari"))
    files = models.PositiveIntegerField(_("jumlah berkas"))
    reason = models.TextField(_("penjelasan"))
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(_("diperiksa"), auto_now_add=True)

    guarded = Guarded(append_only=KEPT)

    class Meta:
        verbose_name = _("pemeriksaan pembacaan")
        verbose_name_plural = pgettext_lazy("many", "pemeriksaan pembacaan")
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["reader", "day"], name="readingreview_once"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="readingreview_has_reason"),
            models.CheckConstraint(
                condition=~models.Q(reviewed_by=models.F("reader")), name="readingreview_by_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reader_id}, {self.day}"


class ReadingDay(models.Model):
    """How many lines of the reading log one account has on one day, and how many candidates; days are those of UTC.

    Kept so that nobody reads the whole log to find who read many files (`unusual`). The database lets no row say more
    lines than the log has, nor other candidates: so where the lines of all days are as many as the log's, every day
    is right.
    """

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    day = models.DateField(_("hari"))
    lines = models.PositiveIntegerField()
    files = models.PositiveIntegerField(_("jumlah berkas"))
    newest = models.BigIntegerField()  # the last line that was counted

    guarded = Guarded(never_deleted=KEPT, keys=())  # a day is counted again where it stands

    class Meta:
        verbose_name = _("pembacaan berkas")
        verbose_name_plural = pgettext_lazy("many", "pembacaan berkas")
        ordering = ["day", "pk"]
        indexes = [models.Index(fields=["day", "files"], name="readingday_busy")]
        constraints = [models.UniqueConstraint(fields=["reader", "day"], name="readingday_once")]

    def __str__(self) -> str:
        return f"{self.reader_id}, {self.day}"
