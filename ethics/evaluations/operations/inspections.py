"""Evaluations by BNSP: written down by the LSP with the letter, and taken back only with a reason."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessor, Event, Upload
from assessments.uploads.operations import store_file
from kit.accounts import Account
from kit.errors import RuleError
from kit.guards import while_guarded
from kit.saving import save_checked
from kit.taking import TakenFile
from kit.twice import refuse_twin

from ...models import Inspection
from .evaluations import check_may_ask, words

SAID = ("assessor", "happened_on", "kind", "letter", "outcome", "findings")


@transaction.atomic
@while_guarded
def record_inspection(
    *, by: Account, on: date, assessor: Assessor, happened_on: date, kind: str, letter: str, outcome: str,
    findings: str, evidence: TakenFile,
) -> Inspection:  # fmt: skip
    """Write down how BNSP evaluated an assessor, with the letter as a PDF or an image.

    Only officers and admins, never about themselves (PermissionDenied). Refuses "suspended", a day to come
    ("inspection_dated"), an outcome that is not explained ("findings_required"), "text_too_long", the same a moment ago
    ("sent_twice"), and what the columns refuse ("invalid").
    """
    check_may_ask(by, assessor)
    if happened_on > on:
        raise RuleError(_("Tanggal evaluasi tidak boleh sesudah hari ini."), code="inspection_dated")
    explained = outcome == Inspection.Outcome.MET
    inspection = Inspection(
        assessor=assessor, happened_on=happened_on, kind=kind, letter=letter.strip(), outcome=outcome,
        findings=words(findings, code="" if explained else "findings_required"), recorded_by=by,
    )  # fmt: skip
    standing = Inspection.objects.filter(retracted_at__isnull=True)
    refuse_twin(inspection, SAID, about=assessor, among=standing, verb="recorded", by=by)
    inspection.evidence = store_file(by=by, on=on, kind=Upload.Kind.EVIDENCE, file=evidence)
    save_checked(inspection)
    Event.record(inspection, "recorded", by=by, on=on)
    return inspection


@transaction.atomic
@while_guarded
def retract_inspection(*, by: Account, on: date, inspection: Inspection, reason: str) -> Inspection:
    """Take a mistaken entry back: it stays in the list and says so.

    Only officers and admins, never about themselves (PermissionDenied). Refuses "suspended", "retracted_already",
    "reason_required", "text_too_long".
    """
    rows = Inspection.objects.select_for_update(of=("self",)).select_related("assessor__person")
    inspection = rows.get(pk=inspection.pk)
    check_may_ask(by, inspection.assessor)
    if inspection.retracted_at:
        raise RuleError(_("Catatan ini sudah ditarik."), code="retracted_already")
    inspection.retraction = words(reason, code="reason_required")
    inspection.retracted_by, inspection.retracted_at = by, timezone.now()
    inspection.save(update_fields=["retracted_by", "retracted_at", "retraction"])
    Event.record(inspection, "retracted", by=by, on=on, reason=inspection.retraction)
    return inspection
