"""The LSP itself, and the public texts it stands on: definitions and legal basis."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.acts import Act
from kit.states import Statuses, StatusField

from ..uploads.models import Upload


class CertificationBody(models.Model):
    """The LSP whose portal this is: one row. Certificates copy it at issue."""

    PRINTED = (
        *("name", "licence_number", "address", "city"),
        *("signatory_name", "signatory_title", "signatory_title_en"),
    )

    ACTS = {
        "created": Act(_("Profil LSP diisi")),
        "edited": Act(_("Profil LSP diubah")),
    }

    name = models.CharField(_("nama LSP"), max_length=200)
    licence_number = models.CharField(_("nomor lisensi BNSP"), max_length=60, help_text=_("Contoh: BNSP-LSP-1565-ID"))
    address = models.TextField(_("alamat"))
    city = models.CharField(_("kota"), max_length=100, help_text=_("Tempat yang dicetak pada sertifikat."))
    phone = models.CharField(_("telepon"), max_length=40, blank=True)
    email = models.EmailField(_("surel"), blank=True)
    website = models.URLField(_("situs"), blank=True)
    about = models.TextField(_("tentang LSP"), blank=True)
    logo = models.ForeignKey(
        Upload, verbose_name=_("logo"), on_delete=models.PROTECT, null=True, blank=True, related_name="logo_of"
    )
    signatory_name = models.CharField(_("nama penanda tangan"), max_length=150)
    signatory_title = models.CharField(_("jabatan penanda tangan"), max_length=100, default="Ketua LSP")
    signatory_title_en = models.CharField(_("jabatan dalam bahasa Inggris"), max_length=100, default="Chairperson")

    class Meta:
        verbose_name = _("profil LSP")
        verbose_name_plural = pgettext_lazy("many", "profil LSP")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_certification_body")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def current(cls) -> "CertificationBody | None":
        """The one row, or None before the profile is filled in."""
        return next(iter(cls.objects.all()), None)


class Definition(models.Model):
    """A term of certification in the client's wording."""

    ACTS = {
        "created": Act(_("Definisi ditambahkan")),
        "edited": Act(_("Definisi diubah")),
    }

    term = models.CharField(_("istilah"), max_length=120, unique=True)
    text = models.TextField(_("arti"))
    position = models.PositiveSmallIntegerField(_("urutan"), default=1)

    class Meta:
        verbose_name = _("definisi")
        verbose_name_plural = pgettext_lazy("many", "definisi")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.term


class LegalBasisStatus(Statuses):
    IN_FORCE = "in_force", "good", pgettext_lazy("rule", "Berlaku")
    AMENDED = "amended", "info", _("Berlaku dengan perubahan")
    REPEALED = "repealed", "ended", _("Tidak berlaku")


class LegalBasisQuerySet(models.QuerySet["LegalBasis"]):
    def printed(self) -> Self:
        """Those that a new certificate names."""
        return self.exclude(status=LegalBasis.Status.REPEALED)


class LegalBasis(models.Model):
    """A regulation that certification rests on. Laws change, so this is data with a status, not text in a page."""

    Status = LegalBasisStatus
    PRINTED = ("citation",)

    ACTS = {
        "created": Act(_("Dasar hukum ditambahkan")),
        "edited": Act(_("Dasar hukum diubah")),
    }

    position = models.PositiveSmallIntegerField(_("urutan"), default=1)
    citation = models.CharField(_("peraturan"), max_length=300, unique=True)
    status = StatusField(_("status"), max_length=20, statuses=Status, default=Status.IN_FORCE)
    note = models.TextField(_("catatan"), blank=True)
    url = models.URLField(_("tautan"), blank=True)

    objects = LegalBasisQuerySet.as_manager()

    class Meta:
        verbose_name = _("dasar hukum")
        verbose_name_plural = pgettext_lazy("many", "dasar hukum")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=LegalBasisStatus.values), name="legalbasis_status_known"
            )
        ]

    def __str__(self) -> str:
        return self.citation
