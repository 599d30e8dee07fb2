"""Reading far more files than one's tasks need, and how it was explained (code of ethics, clause 10)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.models import FileReading

DAYS_BACK = 365


class ReadingReview(models.Model):
    """An officer's word on one account's unusual reading of one day; never changed afterwards."""

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    day = models.DateField(_("hari"))
    files = models.PositiveIntegerField(_("jumlah berkas"))
    reason = models.TextField(_("penjelasan"))
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(_("diperiksa"), auto_now_add=True)

    class Meta:
        verbose_name = _("pemeriksaan pembacaan")
        verbose_name_plural = pgettext_lazy("many", "pemeriksaan pembacaan")
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["reader", "day"], name="readingreview_once"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="readingreview_has_reason"),
            models.CheckConstraint(
                condition=~models.Q(reviewed_by=models.F("reader")), name="readingreview_by_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reader_id}, {self.day}"


@dataclass(frozen=True)
class UnusualDay:
    """One account read this many candidates' files on one day without a task that would have asked for it."""

    reader: Any
    day: date
    files: int
    review: ReadingReview | None

    @property
    def address(self) -> str:
        return reverse("reading_explain", args=[self.reader.pk, self.day.isoformat()])


def unusual_days(today: date, *, days: int = DAYS_BACK, reader: Any = None) -> list[UnusualDay]:
    """The days on which somebody read UNUSUAL_READING_FILES candidates or more outside his tasks.

    Unexplained ones first, the oldest on top; then the explained, the newest on top. Worked out anew each time: what
    makes a reading usual (an act recorded later that day) counts from the moment it is there.
    """
    rows = FileReading.objects.filter(read_at__date__gt=today - timedelta(days=days)).order_by()
    if reader is not None:
        rows = rows.filter(reader=reader)
    busy = list(_counted(rows.annotate(day=TruncDate("read_at"))))
    if not busy:
        return []
    of_those = models.Q()
    for row in busy:
        of_those |= models.Q(reader=row["reader"], day=row["day"])
    found = list(_counted(rows.outside().filter(of_those)))
    readers = get_user_model().objects.select_related("person").in_bulk({row["reader"] for row in found})
    reviews = {
        (review.reader_id, review.day): review
        for review in ReadingReview.objects.filter(reader__in=readers).select_related("reviewed_by")
    }
    flagged = [
        UnusualDay(readers[row["reader"]], row["day"], row["files"], reviews.get((row["reader"], row["day"])))
        for row in found
    ]
    waiting = sorted((flag for flag in flagged if flag.review is None), key=lambda flag: (flag.day, flag.reader.pk))
    explained = [flag for flag in flagged if flag.review]
    return waiting + sorted(explained, key=lambda flag: (flag.day, flag.reader.pk), reverse=True)


def _counted(rows: Any) -> Any:
    """How many candidates each account read on each day, where these are many."""
    counted = rows.values("reader", "day").annotate(files=models.Count("candidate", distinct=True))
    return counted.filter(files__gte=settings.UNUSUAL_READING_FILES)
