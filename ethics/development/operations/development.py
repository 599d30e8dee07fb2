"""The log of an assessor's development: entries with evidence, and taking a mistaken one back."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessor, Event, Upload
from assessments.uploads.operations import store_file
from kit.errors import RuleError
from kit.guards import while_guarded
from kit.saving import save_checked
from kit.taking import TakenFile
from kit.twice import refuse_twin

from ...models import Development

HOURS_A_DAY = 12
SAID = ("assessor", "title", "kind", "organiser", "begins_on", "ends_on", "hours")


@transaction.atomic
@while_guarded
def record_development(
    *, by: Any, on: date, assessor: Assessor, title: str, kind: str, organiser: str, begins_on: date, ends_on: date,
    hours: int, evidence: TakenFile,
) -> Development:  # fmt: skip
    """Write down what one did to keep up one's competence, with a PDF or an image that proves it.

    Only the assessor himself may (PermissionDenied). Refuses what is not over yet ("development_not_over"), ends before
    it begins ("development_ends_before"), has more hours than its days ("development_hours"), was sent
    a moment ago ("sent_twice"), and what the columns refuse ("invalid").
    """
    if assessor.person.account_id is None or assessor.person.account_id != by.pk:
        raise PermissionDenied
    entry = Development(
        assessor=assessor, title=title.strip(), kind=kind, organiser=organiser.strip(), begins_on=begins_on,
        ends_on=ends_on, hours=hours, recorded_by=by,
    )  # fmt: skip
    if ends_on < begins_on:
        raise RuleError(_("Tanggal selesai tidak boleh sebelum tanggal mulai."), code="development_ends_before")
    if not entry.is_over(on):
        raise RuleError(_("Catat kegiatan setelah selesai."), code="development_not_over")
    if not 1 <= hours <= HOURS_A_DAY * entry.days:
        raise RuleError(
            _("Isi 1 sampai %(most)s jam untuk kegiatan %(days)s hari."),
            code="development_hours",
            params={"most": HOURS_A_DAY * entry.days, "days": entry.days},
        )
    standing = Development.objects.standing()
    refuse_twin(entry, SAID, about=assessor, among=standing, verb="recorded", by=by)
    entry.evidence = store_file(by=by, on=on, kind=Upload.Kind.EVIDENCE, file=evidence)
    save_checked(entry)
    Event.record(entry, "recorded", by=by, on=on)
    return entry


@transaction.atomic
@while_guarded
def retract_development(*, by: Any, on: date, development: Development) -> Development:
    """Take a mistaken entry back: it counts no longer and stays in the list. His own only; "development_retracted"."""
    entry = Development.objects.select_for_update(of=("self",)).for_list().get(pk=development.pk)
    if not entry.is_own_of(by):
        raise PermissionDenied
    if entry.retracted_at:
        raise RuleError(_("Catatan ini sudah ditarik."), code="development_retracted")
    entry.retracted_at = timezone.now()
    entry.save(update_fields=["retracted_at"])
    Event.record(entry, "retracted", by=by, on=on)
    return entry
