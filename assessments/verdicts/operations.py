"""Recording K and BK, and signing them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kit.accounts import Account
from kit.errors import RuleError
from kit.seen import refuse_stale
from kit.states import advance

from ..assessments.operations.assessed import as_assessed
from ..assessments.operations.enrolment import locked_assessment
from ..duty.operations import check_duty
from ..models import Assessment, AssessmentSession, Event, Verdict

Outcome = Verdict.Outcome
LONGEST_NOTE = 2_000


@dataclass(frozen=True)
class Entry:
    """What the assessor says of one unit."""

    unit_id: int
    outcome: str = Outcome.PENDING
    methods: Collection[str] = field(default_factory=tuple)
    follow_up: str = ""


@transaction.atomic
def record_verdicts(
    *,
    by: Account,
    on: date,
    assessment: Assessment,
    revision: int,
    entries: Sequence[Entry],
    comment: str | None = None,
) -> Assessment:
    """Save verdicts, some or all; those not named stay as they are, and so does the comment when none is given.

    Only the candidate's assessor may (PermissionDenied). Refuses "already_signed", "session_not_running", what
    `check_duty` refuses (no pledge, suspended, no declaration, an undecided conflict), "unknown_unit",
    "unknown_outcome", "unknown_method", "follow_up_required" (a BK owes the candidate what to do next: code of ethics,
    clause 3), "note_too_long", and "stale" when somebody saved since `revision` was read and these entries would change
    what is there. Saying again what is stored already changes nothing, so a save that is sent twice because its answer
    was lost is not refused.
    """
    assessment = locked_for(by, assessment, on)
    rows = {verdict.unit_id: verdict for verdict in assessment.verdicts.select_related("unit")}
    changed = {}
    for entry in entries:
        if entry.unit_id not in rows:
            raise RuleError(_("Ada unit yang bukan bagian asesmen ini."), code="unknown_unit")
        if _apply(entry, rows[entry.unit_id], by=by):
            changed[entry.unit_id] = rows[entry.unit_id]
    comment = assessment.comment if comment is None else _note(comment)
    if not changed and comment == assessment.comment:
        return assessment
    check_fresh(assessment, revision)
    Verdict.objects.bulk_update(changed.values(), ["outcome", "methods", "follow_up", "recorded_by", "recorded_at"])
    assessment.comment = comment
    assessment.revision += 1
    assessment.save(update_fields=["comment", "revision"])
    said = {verdict.unit.code: str(verdict.outcome) for verdict in changed.values()}
    Event.record(assessment, "recorded", by=by, on=on, verdicts=said)
    return assessment


def _apply(entry: Entry, verdict: Verdict, *, by: Account) -> bool:
    """Put an entry on its row; whether anything changed."""
    if entry.outcome not in list(Outcome):
        raise RuleError(_("Penilaian tidak dikenal."), code="unknown_outcome")
    if not set(entry.methods) <= set(Verdict.Method.values):
        raise RuleError(_("Jenis bukti tidak dikenal."), code="unknown_method")
    methods = [method.value for method in Verdict.Method if method.value in entry.methods]
    follow_up = _note(entry.follow_up) if entry.outcome == Outcome.NOT_YET else ""
    if entry.outcome == Outcome.NOT_YET and not follow_up:
        raise RuleError(
            _("Unit %(code)s: tulis tindak lanjut untuk penilaian BK."),
            code="follow_up_required",
            params={"code": verdict.unit.code},
        )
    new = (entry.outcome, methods, follow_up)
    if new == (verdict.outcome, verdict.methods, verdict.follow_up):
        return False
    verdict.outcome, verdict.methods, verdict.follow_up = new
    verdict.recorded_by, verdict.recorded_at = by, timezone.now()
    return True


def _note(text: str) -> str:
    """A note as it is kept: line ends alike on every device, no blanks around it. Refuses "note_too_long"."""
    text = text.replace("\r\n", "\n").strip()
    if len(text) > LONGEST_NOTE:
        raise RuleError(
            _("Catatan paling panjang %(limit)s huruf."), code="note_too_long", params={"limit": LONGEST_NOTE}
        )
    return text


@transaction.atomic
def sign_verdicts(*, by: Account, on: date, assessment: Assessment, revision: int) -> Assessment:
    """Freeze the verdicts. All K goes to the decision maker; one BK ends this assessment.

    The assessment keeps who was assessed; from now on nobody gives this person another name or identity. Only the
    candidate's assessor may (PermissionDenied). Refuses "session_not_running", "already_signed", what `check_duty`
    refuses, "stale", "units_pending", "method_required", "units_missing", and what `as_assessed` refuses.
    """
    assessment = locked_for(by, assessment, on)
    check_fresh(assessment, revision)
    verdicts = list(assessment.verdicts.select_related("unit"))
    none_pending(verdicts)
    if bare := [v.unit.code for v in verdicts if not v.methods]:
        raise RuleError(
            _("Pilih bukti yang dipakai untuk unit: %(codes)s."),
            code="method_required",
            params={"codes": ", ".join(bare)},
        )
    competent = all(v.outcome == Outcome.COMPETENT for v in verdicts)
    if competent and not assessment.is_competent:
        raise RuleError(_("Ada unit wajib skema yang tidak ikut dinilai."), code="units_missing")
    advance(
        assessment,
        Assessment.Status.SIGNED if competent else Assessment.Status.NOT_COMPETENT,
        by=by,
        on=on,
        signed_by=by,
        signed_at=timezone.now(),
        revision=assessment.revision + 1,
        **as_assessed(assessment),
    )
    return assessment


def locked_for(by: Account, assessment: Assessment, on: date) -> Assessment:
    """The locked assessment, if this account may judge it now. Nobody judges himself, whatever was enrolled."""
    assessment = locked_assessment(assessment)
    assessor = assessment.assessor
    if (
        assessor.person.account_id != by.pk
        or not assessor.is_active
        or assessor.person_id == assessment.candidate.person_id
    ):
        raise PermissionDenied
    if not assessment.is_open:
        raise RuleError(_("Asesmen ini sudah ditandatangani dan tidak dapat diubah."), code="already_signed")
    if assessment.session.status != AssessmentSession.Status.RUNNING:
        raise RuleError(_("Jadwal uji ini belum dimulai atau sudah selesai."), code="session_not_running")
    check_duty(assessment, on=on)
    return assessment


def none_pending(verdicts: Sequence[Verdict]) -> None:
    """RuleError("units_pending") unless there are verdicts and each of them is K or BK."""
    pending = [v for v in verdicts if v.outcome == Outcome.PENDING]
    if pending or not verdicts:
        raise RuleError(
            _("Masih ada %(count)s unit yang belum dinilai."), code="units_pending", params={"count": len(pending)}
        )


def check_fresh(assessment: Assessment, revision: int) -> None:
    """RuleError("stale") unless the revision that was read is still the newest."""
    message = _("Penilaian ini sudah disimpan dari layar lain. Periksa isi terbaru sebelum menyimpan lagi.")
    refuse_stale(revision, assessment.revision, message)
