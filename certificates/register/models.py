"""The chain of the register: every act on a certificate, each sealed to the one before it by its digest."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.guards import Guarded

from ..certificates.models.certificates import Certificate, CertificateStatus


class RegisterEntryQuerySet(models.QuerySet["RegisterEntry"]):
    def about(self, certificate: Certificate) -> Self:
        """The acts on a certificate, oldest first."""
        return self.filter(certificate=certificate).select_related("by").order_by("number")


class RegisterEntry(models.Model):
    """One act. `content` is what the digest covers, with nothing in it that a stranger may not read.

    digest = SHA-256(previous digest + canonical JSON of content). Append-only; the database refuses change and removal.
    """

    class Act(models.TextChoices):
        ISSUED = "issued", _("Diterbitkan")
        SUSPENDED = "suspended", _("Dibekukan")
        REINSTATED = "reinstated", _("Dipulihkan")
        WITHDRAWN = "withdrawn", _("Dicabut")
        REPLACED = "replaced", _("Diganti")

    STATUS_AFTER = {Act.ISSUED.value: Certificate.STATES.first, **Certificate.STATES.by_verb}

    number = models.PositiveBigIntegerField(_("nomor urut"))
    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="entries")
    act = models.CharField(_("tindakan"), max_length=20, choices=Act.choices)
    status_after = models.CharField(_("status sesudahnya"), max_length=20, choices=CertificateStatus.choices)
    on = models.DateField(_("tanggal"))
    at = models.DateTimeField(_("dicatat"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("alasan"), blank=True)
    letter_number = models.CharField(_("nomor surat"), max_length=80, blank=True)
    salt = models.CharField(max_length=32)
    content = models.JSONField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    objects = RegisterEntryQuerySet.as_manager()

    guarded = Guarded(append_only="the register only grows", changes="kept")

    class Meta:
        verbose_name = _("catatan register")
        verbose_name_plural = pgettext_lazy("many", "catatan register")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["number"], name="registerentry_number_unique"),
            models.UniqueConstraint(fields=["previous"], name="registerentry_one_successor"),
            models.UniqueConstraint(fields=["digest"], name="registerentry_digest_unique"),
            models.CheckConstraint(
                condition=models.Q(act="issued", status_after="active")
                | models.Q(act="reinstated", status_after="active")
                | models.Q(act="suspended", status_after="suspended")
                | models.Q(act="withdrawn", status_after="withdrawn")
                | models.Q(act="replaced", status_after="replaced"),
                name="registerentry_act_and_status",
            ),
        ]
        indexes = [models.Index(fields=["certificate", "-number"], name="registerentry_certificate")]

    def __str__(self) -> str:
        return f"{self.number} {self.act}"


class DailyRoot(models.Model):
    """The digest that the register had reached at the end of a day; published for ever, so that none can back-date."""

    day = models.DateField(_("hari"), unique=True)
    entry = models.OneToOneField(RegisterEntry, on_delete=models.PROTECT, related_name="root")
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField(auto_now_add=True)

    guarded = Guarded(append_only="a published root stays", changes="kept")

    class Meta:
        verbose_name = _("akar harian")
        verbose_name_plural = pgettext_lazy("many", "akar harian")
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day} {self.digest[:12]}"
