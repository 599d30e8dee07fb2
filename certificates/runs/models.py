"""Issuing many at once: a run over granted assessments that goes on whoever watches, and can be taken up again."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.models import Assessment
from certificates.certificates.models.files import CertificateFile
from kit.addresses import page_of

from ..certificates.models.certificates import Certificate

SILENT = timedelta(seconds=60)  # no sign of life for so long: whoever worked on it is gone


class IssuingRunQuerySet(models.QuerySet["IssuingRun"]):
    def visible_to(self, user: Any) -> Self:
        return self.all() if user.is_lsp_admin else self.none()

    def abandoned(self, at: datetime) -> Self:
        """Unfinished, not halted, and nobody has worked on it for a while."""
        return self.filter(finished_at=None, halted="", alive_at__lt=at - SILENT)


class IssuingRun(models.Model):
    """One order to issue; each certificate of it is issued by itself, in a transaction of its own."""

    on = models.DateField(_("tanggal terbit"))
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("dimulai oleh")
    )
    started_at = models.DateTimeField(_("dimulai"), auto_now_add=True)
    alive_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(_("selesai"), null=True)
    halted = models.TextField(_("berhenti karena"), blank=True)  # what failed for no fault of an assessment

    objects = IssuingRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("penerbitan massal")
        verbose_name_plural = pgettext_lazy("many", "penerbitan massal")
        ordering = ["-started_at"]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        return page_of("issuing_show", self.pk)

    def counts(self) -> dict[str, int]:
        """How many items are in each state."""
        rows: Any = self.items.order_by().values_list("state").annotate(number=models.Count("pk"))
        return dict.fromkeys(IssuingItem.State.values, 0) | dict(rows)

    def printed_the_long_way(self) -> int:
        """How many of its files fitted no template: the same page, printed more slowly."""
        files = CertificateFile.objects.filter(certificate__in=self.items.values("certificate"))
        return files.filter(way__in=CertificateFile.LONG_WAYS).count()

    @property
    def minutes_left(self) -> int | None:
        """By the pace so far; None before there is one."""
        counts = self.counts()
        left, done = counts["waiting"], counts["issued"] + counts["refused"]
        if not done or self.finished_at or self.halted:
            return None
        seconds = (timezone.now() - self.started_at).total_seconds() / done * left
        return max(1, round(seconds / 60))


class IssuingItem(models.Model):
    """One assessment of a run, and what came of it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Menunggu")
        ISSUED = "issued", _("Terbit")
        REFUSED = "refused", _("Tidak terbit")

    run = models.ForeignKey(IssuingRun, on_delete=models.PROTECT, related_name="items")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(_("keadaan"), max_length=10, choices=State.choices, default=State.WAITING)
    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, null=True, related_name="+")
    refusal = models.TextField(_("alasan"), blank=True)

    class Meta:
        verbose_name = _("bagian penerbitan")
        verbose_name_plural = pgettext_lazy("many", "bagian penerbitan")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["run", "assessment"], name="issuingitem_once"),
            models.CheckConstraint(
                condition=models.Q(state="issued", certificate__isnull=False)
                | models.Q(state__in=["waiting", "refused"], certificate__isnull=True),
                name="issuingitem_issued_with_certificate",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.assessment_id}"
