"""Every file with many people's data or acts that left the portal: who took it, when, and what for."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ...people.models.people import Candidate
from .readings import SHOWN_TO_CANDIDATE


class ExportQuerySet(models.QuerySet["Export"]):
    def visible_to(self, user: Any) -> Self:
        """Ethics officers see every export; everybody else his own."""
        return self.all() if user.is_ethics_officer else self.filter(exported_by=user)

    def for_list(self) -> Self:
        return self.select_related("exported_by__person")

    def told_to(self, candidate: Candidate) -> list[dict[str, Any]]:
        """What a candidate learns of files that he was in: day and content. Not the purpose, which may name others."""
        his = self.filter(candidates=candidate)[:SHOWN_TO_CANDIDATE]
        return [{"day": row.exported_at, "what": row.get_subject_display()} for row in his]


class Export(models.Model):
    """One download of many people's data, with its purpose (UU 27/2022, article 16: limited and specific)."""

    class Subject(models.TextChoices):
        CANDIDATES = "candidates", _("Daftar asesi")
        CERTIFICATES = "certificates", _("Berkas sertifikat")
        EVIDENCE = "evidence", _("Bukti kode etik")

    subject = models.CharField(_("isi"), max_length=20, choices=Subject.choices)
    purpose = models.TextField(_("tujuan"))
    candidates = models.ManyToManyField(Candidate, related_name="exports", editable=False)
    rows = models.PositiveIntegerField(_("jumlah catatan"))
    with_identity = models.BooleanField(_("NIK lengkap"), default=False)
    identity_reason = models.TextField(_("alasan NIK lengkap"), blank=True)
    exported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("oleh")
    )
    exported_at = models.DateTimeField(_("diunduh"), auto_now_add=True)

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = _("ekspor data")
        verbose_name_plural = pgettext_lazy("many", "ekspor data")
        ordering = ["-exported_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(purpose=""), name="export_has_purpose"),
            models.CheckConstraint(
                condition=models.Q(with_identity=False) | ~models.Q(identity_reason=""), name="export_identity_reasoned"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_subject_display()} ({self.rows})"
