"""TUK: the places where competence is assessed (PBNSP 206)."""

from datetime import date
from typing import Any, Self

from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.acts import Act
from kit.addresses import page_of
from kit.row_counts import number_of
from kit.states import Statuses


class VenueQuerySet(models.QuerySet["Venue"]):
    def for_list(self) -> Self:
        """Rows of the venue list."""
        return self.annotate(session_count=number_of(self.model, "sessions"))

    def verified(self, on: date) -> Self:
        """Venues whose verification covers the day."""
        return self.filter(is_active=True, verified_until__gte=on)


class Venue(models.Model):
    """Tempat uji kompetensi. Only a verified place may be used, up to its capacity."""

    class Kind(models.TextChoices):
        WORKPLACE = "workplace", _("TUK tempat kerja")
        TEMPORARY = "temporary", _("TUK sewaktu")
        INDEPENDENT = "independent", _("TUK mandiri")

    class Verification(Statuses):
        """What a reader is told of the verification today; derived, never stored."""

        VERIFIED = "verified", "good", _("Terverifikasi")
        EXPIRED = "expired", "ended", _("Verifikasi berakhir")
        UNVERIFIED = "unverified", "waiting", _("Belum diverifikasi")

    ACTS = {
        "created": Act(_("TUK didaftarkan")),
        "edited": Act(_("Data TUK diubah")),
    }

    name = models.CharField(_("nama TUK"), max_length=150, unique=True)
    kind = models.CharField(_("jenis"), max_length=20, choices=Kind.choices)
    address = models.TextField(_("alamat"))
    city = models.CharField(_("kota"), max_length=100)
    capacity = models.PositiveSmallIntegerField(_("daya tampung (orang)"), validators=[MinValueValidator(1)])
    verified_until = models.DateField(
        _("terverifikasi sampai"), null=True, blank=True, help_text=_("Kosongkan bila TUK belum diverifikasi.")
    )
    is_active = models.BooleanField(_("masih dipakai"), default=True)

    objects = VenueQuerySet.as_manager()

    class Meta:
        verbose_name = _("TUK")
        verbose_name_plural = pgettext_lazy("many", "TUK")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=models.Q(capacity__gte=1), name="venue_capacity_positive"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["workplace", "temporary", "independent"]), name="venue_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return page_of("venue_show", self.pk)

    def is_verified(self, on: date) -> bool:
        """Whether the verification covers the day; its last day counts."""
        return self.verified_until is not None and on <= self.verified_until

    @property
    def verification(self) -> "Venue.Verification":
        """The state of the verification on the day of reading."""
        if self.verified_until is None:
            return self.Verification.UNVERIFIED
        return self.Verification.VERIFIED if self.is_verified(timezone.localdate()) else self.Verification.EXPIRED

    def sessions_after_verification(self) -> "models.QuerySet[Any]":
        """Open sessions that the verification does not cover to the end."""
        rows = self.sessions.open().order_by("starts_at")
        return rows.filter(ends_at__date__gt=self.verified_until) if self.verified_until else rows
