"""Both sides before the signature: the assessor shows the verdicts, the candidate says what he thinks of each.

Code of ethics, clause 15. An answer changes no verdict and keeps nobody from signing; it stays, and whoever decides
reads it beside the verdict.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kit.accounts import Account
from kit.errors import RuleError

from ..assessments.operations.enrolment import locked_assessment
from ..models import Assessment, AssessmentSession, Event, Remark, Verdict
from ..verdicts.operations import check_fresh, locked_for, none_pending
from .models import LONGEST_REMARK

Stance = Remark.Stance


@dataclass(frozen=True)
class Answer:
    """What the candidate says of one verdict."""

    stance: str
    text: str = ""


@transaction.atomic
def show_verdicts(*, by: Account, on: date, assessment: Assessment, revision: int) -> Assessment:
    """Let the candidate see the verdicts before they are signed. Shown once, they stay open to him.

    Only the candidate's assessor may (PermissionDenied). Refuses what keeps him from signing ("already_signed",
    "session_not_running", no pledge and so on), "stale" and "units_pending".
    """
    assessment = locked_for(by, assessment, on)
    if assessment.shown_at:
        return assessment
    check_fresh(assessment, revision)
    none_pending(list(assessment.verdicts.all()))
    assessment.shown_at = timezone.now()
    assessment.save(update_fields=["shown_at"])
    Event.record(assessment, "shown", by=by, on=on)
    return assessment


@transaction.atomic
def answer_verdicts(
    *, by: Account, on: date, assessment: Assessment, revision: int, answers: Mapping[int, Answer]
) -> list[Remark]:
    """The candidate's answers by verdict. Saying the same again writes nothing.

    Only the candidate may (PermissionDenied). Refuses "already_signed", "session_not_running", "not_shown", "stale"
    (the assessor saved since `revision` was read), "unknown_unit", "not_judged", "stance_unknown", "text_required" (who
    differs says how) and "text_too_long".
    """
    assessment = locked_assessment(assessment)
    if assessment.candidate.person.account_id is None or assessment.candidate.person.account_id != by.pk:
        raise PermissionDenied
    check_open(assessment)
    check_fresh(assessment, revision)
    verdicts = {v.pk: v for v in assessment.verdicts.select_related("unit").prefetch_related("remarks")}
    if not set(answers) <= set(verdicts):
        raise RuleError(_("Ada unit yang bukan bagian asesmen ini."), code="unknown_unit")
    said = [_remark(verdicts[pk], answer, by) for pk, answer in answers.items()]
    new = [remark for remark in said if not _is_repeated(remark)]
    for remark in new:
        remark.save(force_insert=True)
    if new:
        Event.record(assessment, "answered", by=by, on=on, differing=sum(remark.differs for remark in new))
    return new


def check_open(assessment: Assessment) -> None:
    """RuleError unless the candidate may answer now: "already_signed", "session_not_running", "not_shown"."""
    if not assessment.is_open:
        raise RuleError(_("Penilaian sudah ditandatangani; tanggapan tidak dapat ditambah."), code="already_signed")
    if assessment.session.status != AssessmentSession.Status.RUNNING:
        raise RuleError(_("Jadwal uji ini tidak sedang berjalan."), code="session_not_running")
    if not assessment.shown_at:
        raise RuleError(_("Asesor belum menunjukkan penilaiannya kepada Anda."), code="not_shown")


def _remark(verdict: Verdict, answer: Answer, by: Account) -> Remark:
    """The answer as a row, not yet written."""
    named: dict[str, object] = {"code": verdict.unit.code}
    text = answer.text.replace("\r\n", "\n").strip() if answer.stance == Stance.DIFFERS else ""
    if verdict.outcome == Verdict.Outcome.PENDING:
        raise RuleError(_("Unit %(code)s belum dinilai."), code="not_judged", params=named)
    if answer.stance not in Stance.values:
        raise RuleError(_("Pilih setuju atau berpendapat lain."), code="stance_unknown")
    if answer.stance == Stance.DIFFERS and not text:
        raise RuleError(_("Unit %(code)s: tulis pendapat Anda."), code="text_required", params=named)
    if len(text) > LONGEST_REMARK:
        raise RuleError(
            _("Pendapat paling panjang %(limit)s huruf."), code="text_too_long", params={"limit": LONGEST_REMARK}
        )
    return Remark(
        verdict=verdict,
        stance=answer.stance,
        text=text,
        outcome=verdict.outcome,
        follow_up=verdict.follow_up,
        made_by=by,
    )


def _is_repeated(remark: Remark) -> bool:
    """Whether the last answer to this verdict says the same of the same."""
    earlier = list(remark.verdict.remarks.all())[-1:]
    return any(last.stands and (last.stance, last.text) == (remark.stance, remark.text) for last in earlier)
