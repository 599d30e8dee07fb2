"""What an officer writes about unusual reading."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assessments.access import check_ethics_officer
from assessments.models import Event
from kit.errors import RuleError
from kit.guards import while_guarded
from kit.printable import stated

from ...models import ReadingReview, unusual_days

LONGEST_REASON = 1000


@transaction.atomic
@while_guarded
def explain_reading(*, by: Any, on: date, reader: Any, day: date, reason: str) -> ReadingReview:
    """Say why an account read so many files on a day that is over; once, and never about oneself.

    Only another ethics officer may (PermissionDenied). Refuses "suspended", "day_not_over", "not_unusual",
    "explained_already", "reason_required" and "too_long".
    """
    check_ethics_officer(by, on)
    if reader.pk == by.pk:
        raise PermissionDenied
    reader = type(reader).objects.select_for_update().get(pk=reader.pk)
    if day >= on:
        raise RuleError(_("Tunggu sampai hari itu selesai, supaya semua pembacaannya terhitung."), code="day_not_over")
    flag = next((flag for flag in unusual_days(on, reader=reader) if flag.day == day), None)
    if flag is None:
        raise RuleError(_("Tidak ada pembacaan yang tidak biasa pada hari itu."), code="not_unusual")
    if flag.review:
        raise RuleError(_("Pembacaan ini sudah dijelaskan."), code="explained_already")
    reason = stated(reason)
    if not reason:
        raise RuleError(_("Penjelasan wajib diisi."), code="reason_required")
    if len(reason) > LONGEST_REASON:
        raise RuleError(_("Paling panjang %(limit)s huruf."), code="too_long", params={"limit": LONGEST_REASON})
    review = ReadingReview.objects.create(reader=reader, day=day, files=flag.files, reason=reason, reviewed_by=by)
    Event.record(review, "explained", by=by, on=on, files=flag.files)
    return review
