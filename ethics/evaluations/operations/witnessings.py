"""Witnessed assessments: planned, told to the assessor in advance, reported once by the witness."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models import AssessmentSession, Assessor, Event
from kit.accounts import Account
from kit.errors import RuleError
from kit.guards import while_guarded

from ...checklists.statements import WITNESSED
from ...feedback.operations import LONGEST_NOTE, Said
from ...models import Observation, Witnessing
from ..models.evaluations import BEGUN
from .evaluations import ask, evaluators, lock_for, lock_task, words


@transaction.atomic
def plan_witnessing(
    *, by: Account, on: date, session: AssessmentSession, assessor: Assessor, witness: Any
) -> Witnessing:
    """Name who is there while an assessor assesses; the assessor reads it on the page of his task.

    Only officers and admins, never about themselves (PermissionDenied). Refuses "not_assigned", "session_over",
    "evaluator_unfit", "asked_already".
    """
    session = lock_task(by=by, session=session, assessor=assessor)
    if not session.is_open:
        raise RuleError(_("Jadwal ini sudah selesai atau dibatalkan."), code="session_over")
    witnessing = Witnessing(session=session, assessor=assessor, evaluator=witness, asked_by=by)
    return ask(witnessing, free=evaluators(session, assessor), verb="planned", on=on)


@transaction.atomic
@while_guarded
def report_witnessing(
    *, by: Account, on: date, witnessing: Witnessing, happened_on: date, observed: Mapping[int, Said], strengths: str,
    improvements: str, conclusion: str,
) -> Witnessing:  # fmt: skip
    """What the witness saw: every statement, what was good, what to improve, and the conclusion; once, and for ever.

    Only its witness (PermissionDenied). Refuses "filled_already", "called_off", "session_not_started", "not_assigned"
    (his task was taken back), "witness_is_candidate" (enrolled since), "witness_dated" (before the session or in the
    future), "statements_unanswered", "conclusion_unknown", "strengths_required", "improvements_required" (when a
    statement was not true or the conclusion is not that he meets it), "text_too_long".
    """
    witnessing = lock_for(witnessing, by=by)
    _require_present(witnessing, by)
    if not witnessing.session.first_day <= happened_on <= on:
        raise RuleError(
            _("Pilih hari sejak jadwal dimulai dan tidak sesudah hari ini."), code="witness_dated"
        )  # fmt: skip
    if set(observed) != {statement.number for statement in WITNESSED}:
        raise RuleError(_("Jawab setiap pernyataan dengan ya atau tidak."), code="statements_unanswered")
    if any(len(said.note) > LONGEST_NOTE for said in observed.values()):
        raise RuleError(_("Tulisan terlalu panjang."), code="text_too_long")
    if conclusion not in Witnessing.Conclusion:
        raise RuleError(_("Pilih kesimpulan."), code="conclusion_unknown")
    lacks = conclusion != Witnessing.Conclusion.MET or not all(said.agrees for said in observed.values())
    witnessing.strengths = words(strengths, code="strengths_required")
    witnessing.improvements = words(improvements, code="improvements_required" if lacks else "")
    witnessing.conclusion, witnessing.happened_on = conclusion, happened_on
    Observation.objects.bulk_create(
        Observation(witnessing=witnessing, statement=number, agrees=said.agrees, note=said.note.strip())
        for number, said in sorted(observed.items())
    )
    witnessing.filled_at = timezone.now()
    witnessing.save(update_fields=["happened_on", "strengths", "improvements", "conclusion", "filled_at"])
    Event.record(witnessing, "reported", by=by, on=on)
    return witnessing


def _require_present(witnessing: Witnessing, by: Account) -> None:
    """The session has begun, with this assessor in it, and the witness is still nobody's candidate there."""
    session = witnessing.session
    if session.status not in BEGUN:
        raise RuleError(_("Laporan diisi setelah asesmen dimulai."), code="session_not_started")
    if not session.assignments.filter(assessor=witnessing.assessor_id).exists():
        raise RuleError(_("Asesor ini tidak bertugas pada jadwal ini."), code="not_assigned")
    if session.assessments.filter(candidate__person__account=by).exists():
        raise RuleError(
            _("Anda asesi pada jadwal ini, jadi tidak dapat menjadi saksinya."), code="witness_is_candidate"
        )
