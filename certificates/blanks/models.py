"""Blanko: the numbered sheets that BNSP sends, and what became of each."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.acts import Act
from kit.addresses import page_of
from kit.guards import Guarded
from kit.states import Statuses, StatusField


class BlankBatchQuerySet(models.QuerySet["BlankBatch"]):
    def received(self, on: date) -> Self:
        """Those that had come by the end of that day."""
        return self.filter(received_on__lte=on)

    def containing(self, first: int, last: int) -> Self:
        """Those with a sheet between these numbers, in the order in which they are locked."""
        return self.filter(first__lte=last, last__gte=first).order_by("pk")

    def sheets(self) -> int:
        """How many sheets they are together."""
        size = models.Sum(models.F("last") - models.F("first") + 1)
        return self.order_by().aggregate(sheets=size)["sheets"] or 0

    def unused_runs(self, on: date, most: int) -> list[str]:
        """The lowest runs of sheets that had come by that day and have met no fate, as they are printed.

        A run begins a batch or follows a use, and goes to the next use or the end of the batch: two queries.
        """
        big = models.PositiveBigIntegerField()
        next_use = BlankUse.objects.filter(number__gte=models.OuterRef("start"), batch=models.OuterRef("home"))
        before = next_use.order_by("number").annotate(before=models.ExpressionWrapper(models.F("number") - 1, big))
        end = models.functions.Coalesce(models.Subquery(before.values("before")[:1]), models.F("final"))
        taken = BlankUse.objects.filter(number=models.OuterRef("start"))
        plus_one = models.ExpressionWrapper(models.F("number") + 1, big)
        begins = self.received(on).annotate(start=models.F("first"), home=models.F("pk"), final=models.F("last"))
        follows = BlankUse.objects.filter(batch__in=self.received(on), number__lt=models.F("batch__last")).annotate(
            start=plus_one, home=models.F("batch"), final=models.F("batch__last"), width=models.F("batch__width")
        )
        found: list[tuple[int, int, int]] = []
        for rows in (begins, follows):
            free = rows.filter(~models.Exists(taken)).annotate(end=end).order_by("start")
            found += free.values_list("start", "end", "width")[:most]
        return [_run(*each) for each in sorted(found)[:most]]

    def lowest_unused(self, on: date) -> str:
        """The lowest number that has met no fate yet, as it is printed; "" when there is none left."""
        return next(iter(self.unused_runs(on, 1)), "").partition("–")[0]


def _run(first: int, last: int, width: int) -> str:
    return f"{first:0{width}d}" if first == last else f"{first:0{width}d}–{last:0{width}d}"


class BlankBatch(models.Model):
    """Sheets received together, from the first number to the last. Numbers keep their leading zeros (`width`)."""

    ACTS = {
        "received": Act(_("Blangko diterima")),
        "spoiled": Act(_("Blangko rusak")),
        "returned": Act(_("Blangko dikembalikan")),
    }

    first = models.PositiveBigIntegerField(_("nomor pertama"))
    last = models.PositiveBigIntegerField(_("nomor terakhir"))
    width = models.PositiveSmallIntegerField(_("banyak angka"), default=7)
    received_on = models.DateField(_("diterima"))
    letter_number = models.CharField(_("nomor surat"), max_length=80, blank=True)
    note = models.TextField(_("catatan"), blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = BlankBatchQuerySet.as_manager()

    guarded = Guarded(append_only="a delivery of blanks stays as it was received", changes="kept")

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
    def for_list(self) -> Self:
        """Sheets with their batch, which says how they are written, and their certificate's number."""
        rows = self.select_related("batch", "certificate")
        return rows.only("number", "fate", "on", "reason", "batch__width", "certificate__number")

    def tally(self, on: date) -> dict[int, dict[str, int]]:
        """How many sheets of each batch had met each fate by the end of that day. One query.

        A used sheet that was spoiled later counts as used from its certificate's day until it was spoiled, and one
        that was sent back later as spoiled from the day it was until then.
        """
        later = models.Q(on__gt=on)
        spoiled = later & models.Q(spoiled_on__lte=on)
        used = later & models.Q(certificate__issued_on__lte=on) & ~models.Q(fate=BlankUse.Fate.USED)
        fate = models.Case(
            models.When(on__lte=on, then="fate"),
            models.When(spoiled, then=models.Value(BlankUse.Fate.SPOILED)),
            models.When(used, then=models.Value(BlankUse.Fate.USED)),
        )
        rows: Any = self.annotate(met=fate).exclude(met=None).order_by().values_list("batch", "met")
        rows = rows.annotate(sheets=models.Count("pk"))
        found: dict[int, dict[str, int]] = {}
        for batch, fate, number in rows:
            fates = found.setdefault(batch, dict.fromkeys(BlankUse.Fate.values, 0))
            fates[fate] += number
        return found


class BlankUse(models.Model):
    """What became of one sheet, and on which day. A used one may be spoiled later, and a spoiled one sent back.

    Such a sheet keeps its certificate; `spoiled_on` keeps the day it was spoiled when it went back afterwards.
    """

    class Fate(Statuses):
        USED = "used", "good", _("Terpakai")
        SPOILED = "spoiled", "bad", _("Rusak")
        RETURNED = "returned", "ended", _("Dikembalikan")

    batch = models.ForeignKey(BlankBatch, on_delete=models.PROTECT, related_name="uses")
    number = models.PositiveBigIntegerField(_("nomor blangko"))
    fate = StatusField(_("keadaan"), max_length=10, statuses=Fate)
    certificate = models.OneToOneField(
        "Certificate", on_delete=models.PROTECT, null=True, related_name="blank", verbose_name=_("sertifikat")
    )
    on = models.DateField(_("tanggal"))
    spoiled_on = models.DateField(_("rusak sejak"), null=True, blank=True)
    reason = models.TextField(_("alasan"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = BlankUseQuerySet.as_manager()

    guarded = Guarded(never_deleted="a blank keeps its fate")

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
            models.CheckConstraint(
                condition=models.Q(spoiled_on=None) | models.Q(fate="returned", on__gte=models.F("spoiled_on")),
                name="blankuse_spoiled_before_it_went_back",
            ),
        ]

    def __str__(self) -> str:
        return self.written

    def get_absolute_url(self) -> str:
        """The certificate it bears; a sheet has no page of its own."""
        return page_of("certificate_show", self.certificate_id) if self.certificate_id else ""

    @property
    def written(self) -> str:
        """The number as it is printed on the sheet."""
        return self.batch.written(self.number)
