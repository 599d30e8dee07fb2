"""The keys that seal and sign. Private halves are stored only encrypted, under the passphrase of the settings."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SigningKeyQuerySet(models.QuerySet["SigningKey"]):
    def current(self, purpose: str, at: datetime) -> "SigningKey | None":
        """The key to sign with now: the newest that has begun, has not ended and was not retired."""
        usable = self.filter(purpose=purpose, not_before__lte=at, not_after__gt=at, retired_at=None)
        return usable.order_by("-not_before", "-pk").first()

    def newest(self, purpose: str) -> "SigningKey | None":
        """The newest key whether it may be used or not, to say what is wrong with it."""
        return self.filter(purpose=purpose, retired_at=None).order_by("-not_before", "-pk").first()


class SigningKey(models.Model):
    """A key pair. Retired keys stay: what they signed stays valid, and their public half stays published."""

    class Purpose(models.TextChoices):
        SEAL = "seal", _("Segel PDF")
        CREDENTIAL = "credential", _("Kredensial")
        QR = "qr", _("Kode QR")

    purpose = models.CharField(_("kegunaan"), max_length=20, choices=Purpose.choices)
    key_id = models.CharField(_("nama kunci"), max_length=64, unique=True)
    algorithm = models.CharField(_("algoritme"), max_length=20)
    public_jwk = models.JSONField(_("kunci publik"))
    certificate_pem = models.TextField(_("sertifikat kunci"), blank=True)
    private_pem = models.TextField(editable=False, blank=True)  # PKCS#8, encrypted; empty when held elsewhere
    not_before = models.DateTimeField(_("dipakai sejak"))
    not_after = models.DateTimeField(_("dipakai sampai"))
    retired_at = models.DateTimeField(_("dihentikan"), null=True, blank=True)
    is_demo = models.BooleanField(_("kunci demo"), default=False)

    objects = SigningKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("kunci")
        verbose_name_plural = pgettext_lazy("many", "kunci")
        ordering = ["purpose", "-not_before"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(purpose__in=["seal", "credential", "qr"]), name="signingkey_purpose_known"
            ),
            models.CheckConstraint(
                condition=models.Q(not_after__gt=models.F("not_before")), name="signingkey_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return self.key_id
