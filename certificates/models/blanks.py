"""Blanko: the numbered sheets that BNSP sends, and what became of each."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class BlankBatch(models.Model):
    """Sheets received together, from the first number to the last. Numbers keep their leading zeros (`width`)."""

    first = models.PositiveBigIntegerField(_("nomor pertama"))
    last = models.PositiveBigIntegerField(_("nomor terakhir"))
    width = models.PositiveSmallIntegerField(_("banyak angka"), default=7)
    received_on = models.DateField(_("diterima"))
    letter_number = models.CharField(_("nomor surat"), max_length=80, blank=True)
    note = models.TextField(_("catatan"), blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("penerimaan blangko")
        verbose_name_plural = pgettext_lazy("many", "penerimaan blangko")
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(first__gte=1, last__gte=models.F("first")), name="blankbatch_in_order"
            ),
            models.CheckConstraint(condition=models.Q(width__gte=4, width__lte=12), name="blankbatch_width_sane"),
        ]

    def __str__(self) -> str:
        return f"{self.written(self.first)}–{self.written(self.last)}"

    @property
    def size(self) -> int:
        return self.last - self.first + 1

    def written(self, number: int) -> str:
        """A number as it is printed on the sheet."""
        return f"{number:0{self.width}d}"


class BlankUseQuerySet(models.QuerySet["BlankUse"]):
    def tally(self, on: date) -> dict[str, int]:
        """How many sheets had met each fate by the end of that day."""
        rows: Any = self.filter(on__lte=on).order_by().values_list("fate").annotate(number=models.Count("pk"))
        return dict.fromkeys(BlankUse.Fate.values, 0) | dict(rows)


class BlankUse(models.Model):
    """What became of one sheet. A sheet meets one fate; a used one that is spoiled later is told as spoiled by it."""

    class Fate(models.TextChoices):
        USED = "used", _("Terpakai")
        SPOILED = "spoiled", _("Rusak")
        RETURNED = "returned", _("Dikembalikan")

    batch = models.ForeignKey(BlankBatch, on_delete=models.PROTECT, related_name="uses")
    number = models.PositiveBigIntegerField(_("nomor blangko"))
    fate = models.CharField(_("keadaan"), max_length=10, choices=Fate.choices)
    certificate = models.OneToOneField(
        "Certificate", on_delete=models.PROTECT, null=True, related_name="blank", verbose_name=_("sertifikat")
    )
    on = models.DateField(_("tanggal"))
    reason = models.TextField(_("alasan"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = BlankUseQuerySet.as_manager()

    class Meta:
        verbose_name = _("pemakaian blangko")
        verbose_name_plural = pgettext_lazy("many", "pemakaian blangko")
        ordering = ["-on", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["number"], name="blankuse_once", violation_error_message=_("Blangko ini sudah dicatat.")
            ),
            models.CheckConstraint(
                condition=models.Q(fate="used", certificate__isnull=False) | models.Q(fate__in=["spoiled", "returned"]),
                name="blankuse_used_by_a_certificate",
            ),
        ]

    def __str__(self) -> str:
        return self.batch.written(self.number)
