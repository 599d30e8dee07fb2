"""Where the numbers of certificates come from: patterns as data, counters, and numbers that were voided."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.acts import Act
from kit.guards import Guarded

LARGEST_SERIAL = 2_147_483_647  # what the column of a counter holds on every database


class Series(models.TextChoices):
    """What is numbered."""

    CERTIFICATE = "certificate", _("Nomor sertifikat")
    REGISTRATION = "registration", _("Nomor registrasi")


class NumberPatternQuerySet(models.QuerySet["NumberPattern"]):
    def in_force(self, series: str, on: date) -> "NumberPattern | None":
        """The pattern by which a number of this day is made: the latest that has begun."""
        return self.filter(series=series, valid_from__lte=on).order_by("-valid_from", "-pk").first()

    def newest_first(self) -> Self:
        return self.order_by("series", "-valid_from", "-pk")


class NumberPattern(models.Model):
    """How a number is written, from a day on. Never changed: another pattern follows it.

    KBLI 2025 replaces KBLI 2020 (Peraturan BPS 7/2025), so the classification a pattern stands on is part of it.
    """

    class Restart(models.TextChoices):
        NEVER = "never", _("Berjalan terus")
        YEARLY = "yearly", _("Mulai lagi tiap tahun")

    ACTS = {
        "created": Act(_("Pola nomor ditetapkan")),
        "discarded": Act(_("Pola nomor dibuang")),
    }

    series = models.CharField(_("untuk"), max_length=20, choices=Series.choices)
    pattern = models.CharField(_("pola"), max_length=120)
    classification = models.CharField(_("klasifikasi"), max_length=60, blank=True)
    restart = models.CharField(_("nomor urut"), max_length=10, choices=Restart.choices)
    valid_from = models.DateField(_("dipakai sejak"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = NumberPatternQuerySet.as_manager()

    guarded = Guarded()

    class Meta:
        verbose_name = _("pola nomor")
        verbose_name_plural = pgettext_lazy("many", "pola nomor")
        ordering = ["series", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "valid_from"],
                name="numberpattern_one_a_day",
                violation_error_message=_("Sudah ada pola untuk tanggal itu."),
            ),
            models.CheckConstraint(
                condition=models.Q(series__in=["certificate", "registration"]), name="numberpattern_series_known"
            ),
            models.CheckConstraint(
                condition=models.Q(restart__in=["never", "yearly"]), name="numberpattern_restart_known"
            ),
        ]

    def __str__(self) -> str:
        return self.pattern


class NumberCounterQuerySet(models.QuerySet["NumberCounter"]):
    def of_numbers(self) -> Self:
        """The counters that numbers of certificates come from; the portal counts other things as well."""
        wanted = models.Q(pk__in=[])
        for series in Series.values:
            wanted |= models.Q(series=series) | models.Q(series__startswith=f"{series} ")
        return self.filter(wanted).order_by("series")


class NumberCounter(models.Model):
    """The last serial drawn for a series. Locked while one is drawn, so that serials have no gap and no twin."""

    ACTS = {
        "voided": Act(_("Nomor urut dibatalkan")),
    }

    series = models.CharField(max_length=60, unique=True)
    last = models.PositiveIntegerField(default=0)

    objects = NumberCounterQuerySet.as_manager()

    guarded = Guarded("counter", never_deleted="serials only go up")

    class Meta:
        verbose_name = _("penghitung nomor")
        verbose_name_plural = pgettext_lazy("many", "penghitung nomor")

    def __str__(self) -> str:
        return f"{self.series}: {self.last}"

    @property
    def label(self) -> str:
        """What it counts, in words: "Nomor registrasi, 2026"."""
        series, _space, year = self.series.partition(" ")
        return ", ".join(filter(None, (str(Series(series).label), year)))


class VoidedNumber(models.Model):
    """Serials that no certificate bears, and why: a counter without gaps tells where the others went."""

    counter = models.ForeignKey(NumberCounter, on_delete=models.PROTECT, related_name="voided")
    first = models.PositiveIntegerField(_("nomor urut pertama"))
    last = models.PositiveIntegerField(_("nomor urut terakhir"))
    reason = models.TextField(_("alasan"))
    on = models.DateField(_("tanggal"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    guarded = Guarded(append_only="a voided number stays voided", changes="kept")

    class Meta:
        verbose_name = _("nomor batal")
        verbose_name_plural = pgettext_lazy("many", "nomor batal")
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(first__gte=1, last__gte=models.F("first")), name="voidednumber_in_order"
            ),
            models.UniqueConstraint(fields=["counter", "first"], name="voidednumber_once"),
        ]

    def __str__(self) -> str:
        return f"{self.counter.series} {self.first}–{self.last}"

    @property
    def size(self) -> int:
        return self.last - self.first + 1
