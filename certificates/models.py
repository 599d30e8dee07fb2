"""The register of certificates: the promise, its printed file, and the counters its numbers come from."""

from datetime import date, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.addresses import page_of
from assessments.models import Assessment

EXPIRING_DAYS = 90  # recertification is asked for three to six months before the end


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def visible_to(self, user: Any) -> Self:
        """Admins see the register; a holder his own certificates."""
        if user.is_lsp_admin:
            return self.all()
        return self.filter(assessment__candidate__person__account=user)

    def for_list(self) -> Self:
        """Rows of the register, without the snapshot that a list does not show."""
        return self.defer("snapshot")

    def valid(self, on: date) -> Self:
        return self.filter(expires_on__gte=on)

    def expiring(self, on: date) -> Self:
        """Valid on the day, but not for much longer."""
        return self.valid(on).filter(expires_on__lt=on + timedelta(days=EXPIRING_DAYS))

    def expired(self, on: date) -> Self:
        return self.filter(expires_on__lt=on)


class Certificate(models.Model):
    """A certificate of competence. Born only in `certificates.operations.issue`; never changed, never deleted.

    The database refuses a row whose assessment is not wholly competent and granted (certificates.guards).
    """

    assessment = models.OneToOneField(
        Assessment, on_delete=models.PROTECT, related_name="certificate", verbose_name=_("asesmen")
    )
    number = models.CharField(_("nomor sertifikat"), max_length=40)
    registration_number = models.CharField(_("nomor registrasi"), max_length=40)
    token = models.CharField(max_length=43, editable=False)
    holder_name = models.CharField(_("pemegang"), max_length=150)
    scheme_title = models.CharField(_("skema"), max_length=200)
    issued_on = models.DateField(_("diterbitkan"))
    expires_on = models.DateField(_("berlaku sampai"))
    snapshot = models.JSONField(editable=False)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(auto_now_add=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("sertifikat")
        verbose_name_plural = pgettext_lazy("many", "sertifikat")
        ordering = ["-issued_on", "-pk"]
        indexes = [
            models.Index(fields=["-issued_on", "-id"], name="certificate_issued"),
            models.Index(fields=["expires_on"], name="certificate_expires"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["number"], name="certificate_number_unique"),
            models.UniqueConstraint(fields=["registration_number"], name="certificate_registration_unique"),
            models.UniqueConstraint(fields=["token"], name="certificate_token_unique"),
            models.CheckConstraint(
                condition=models.Q(expires_on__gt=models.F("issued_on")), name="certificate_expires_after_issue"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return page_of("certificate_show", self.pk)

    @property
    def validity(self) -> "Validity":
        """Its standing today."""
        return self.validity_on(timezone.localdate())

    def validity_on(self, on: date) -> "Validity":
        """What an employer may rely on that day. Expiry is derived, never stored; the last day counts."""
        if on > self.expires_on:
            return Validity.EXPIRED
        if on + timedelta(days=EXPIRING_DAYS) > self.expires_on:
            return Validity.EXPIRING
        return Validity.VALID


class Validity(models.TextChoices):
    """A certificate's standing on a day."""

    VALID = "valid", _("Berlaku")
    EXPIRING = "expiring", _("Segera berakhir")
    EXPIRED = "expired", _("Kedaluwarsa")


class CertificateFile(models.Model):
    """The printed certificate as issued: stored once, served byte for byte ever after."""

    certificate = models.OneToOneField(Certificate, on_delete=models.PROTECT, related_name="file")
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("berkas sertifikat")
        verbose_name_plural = pgettext_lazy("many", "berkas sertifikat")

    def __str__(self) -> str:
        return f"{self.certificate} {self.sha256[:12]}"


class NumberCounter(models.Model):
    """The last serial drawn for a series. Locked while one is drawn, so that serials have no gap and no twin."""

    series = models.CharField(max_length=60, unique=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("penghitung nomor")
        verbose_name_plural = pgettext_lazy("many", "penghitung nomor")

    def __str__(self) -> str:
        return f"{self.series}: {self.last}"
