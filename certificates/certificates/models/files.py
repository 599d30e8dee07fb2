"""What is stored of a certificate beside its row: the sealed file and the credential."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from certificates.certificates.models.certificates import Certificate
from kit.guards import Guarded

from ...keys.models import SigningKey


class CertificateFile(models.Model):
    """The printed certificate as issued: stored once, served byte for byte ever after."""

    LONG_WAYS = ("layered", "plain")  # what `printing.produce` says of one that fitted no template

    certificate = models.OneToOneField(Certificate, on_delete=models.PROTECT, related_name="file")
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    way = models.CharField(max_length=20, blank=True)
    sealed_with = models.ForeignKey(SigningKey, on_delete=models.PROTECT, null=True, related_name="+")
    sealer = models.CharField(max_length=20, default="none")

    guarded = Guarded(append_only="an issued file is never changed", changes="kept")

    class Meta:
        verbose_name = _("berkas sertifikat")
        verbose_name_plural = pgettext_lazy("many", "berkas sertifikat")
        indexes = [models.Index(fields=["sha256"], name="certificatefile_sha256")]

    def __str__(self) -> str:
        return f"{self.certificate} {self.sha256[:12]}"


class Credential(models.Model):
    """The Open Badges 3.0 credential as issued (VC-JWT), attached to the file and offered beside it."""

    certificate = models.OneToOneField(Certificate, on_delete=models.PROTECT, related_name="credential")
    jwt = models.TextField()
    signed_with = models.ForeignKey(SigningKey, on_delete=models.PROTECT, related_name="+")

    guarded = Guarded(append_only="an issued credential is never changed", changes="kept")

    class Meta:
        verbose_name = _("kredensial")
        verbose_name_plural = pgettext_lazy("many", "kredensial")

    def __str__(self) -> str:
        return str(self.certificate)
