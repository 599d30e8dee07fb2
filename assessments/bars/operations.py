"""Keeping an assessor from every task for a time, and letting him serve again."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kit.accounts import Account
from kit.errors import RuleError
from kit.guards import while_guarded
from kit.printable import stated

from ..models import Assessor, Bar, Event


@transaction.atomic
@while_guarded
def bar_assessor(
    *, by: Account, on: date, assessor: Assessor, starts_on: date, ends_on: date | None, reason: str
) -> Bar:
    """Keep an assessor from every task from a day on, up to and with `ends_on`, or until it is lifted.

    Open verdicts cannot be saved or signed any more, new tasks are refused. Refuses "reason_required",
    "bar_in_the_past" (what was assessed before `on` stays as it was), "bar_ends_before_start", "bar_overlaps".
    """
    reason = stated(reason)
    if not reason:
        raise RuleError(_("Alasan wajib diisi."), code="reason_required")
    if starts_on < on:
        raise RuleError(_("Pembekuan tidak dapat dimulai pada hari yang sudah lewat."), code="bar_in_the_past")
    if ends_on is not None and ends_on < starts_on:
        raise RuleError(_("Hari terakhir tidak boleh sebelum hari pertama."), code="bar_ends_before_start")
    assessor = Assessor.objects.select_for_update().get(pk=assessor.pk)
    if Bar.objects.filter(assessor=assessor).touching(starts_on, ends_on or date.max).exists():
        raise RuleError(_("Asesor ini sudah dibekukan pada masa itu."), code="bar_overlaps")
    bar = Bar.objects.create(assessor=assessor, starts_on=starts_on, ends_on=ends_on, reason=reason, placed_by=by)
    Event.record(assessor.person, "barred", by=by, on=on, reason=reason, bar=bar.pk)
    return bar


@transaction.atomic
@while_guarded
def lift_bar(*, by: Account, on: date, bar: Bar, reason: str) -> Bar:
    """End a bar early: from `on` on the assessor serves again. Refuses "reason_required", "bar_over"."""
    reason = stated(reason)
    if not reason:
        raise RuleError(_("Alasan wajib diisi."), code="reason_required")
    bar = Bar.objects.select_for_update().select_related("assessor__person").get(pk=bar.pk)
    if bar.lifted_on or (bar.ends_on and bar.ends_on < on):
        raise RuleError(_("Pembekuan ini sudah berakhir."), code="bar_over")
    bar.lifted_on = on
    bar.save(update_fields=["lifted_on"])
    Event.record(bar.assessor.person, "bar_lifted", by=by, on=on, reason=reason, bar=bar.pk)
    return bar
