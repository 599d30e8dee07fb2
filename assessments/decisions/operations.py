"""The certification decision (ISO/IEC 17024, 9.4): by somebody who neither assessed, supervised nor trained."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kit.accounts import Account
from kit.errors import RuleError
from kit.printable import stated
from kit.states import advance

from ..access import check_decision_maker
from ..assessments.operations.enrolment import locked_assessment
from ..duty.operations import doubt_about
from ..models import Assessment, Decision
from .course import SIGNED, check_as_told
from .models import DecisionOutcome


@transaction.atomic
def grant(*, by: Account, on: date, assessment: Assessment, reason: str = "") -> Decision:
    """Grant certification. Refuses what `_decidable`, `check_as_told` and `check_undoubted` refuse, and
    "not_competent".
    """
    assessment = _decidable(by, on, assessment)
    check_as_told(assessment, SIGNED)
    check_undoubted(assessment)
    if not assessment.is_competent:
        raise RuleError(_("Belum semua unit kompeten."), code="not_competent")
    return _decide(assessment, DecisionOutcome.GRANTED, by=by, on=on, reason=reason)


@transaction.atomic
def refuse(*, by: Account, on: date, assessment: Assessment, reason: str) -> Decision:
    """Refuse certification, which ends this assessment. Refuses what `_decidable` refuses, and "reason_required"."""
    assessment = _decidable(by, on, assessment)
    if not (reason := stated(reason)):
        raise RuleError(_("Alasan penolakan wajib diisi."), code="reason_required")
    return _decide(assessment, DecisionOutcome.REFUSED, by=by, on=on, reason=reason)


OBJECTIONS = {
    "is_candidate": _("Anda tidak dapat memutuskan asesmen Anda sendiri."),
    "assessed_it": _("Anda ikut mengases pada jadwal ini, jadi tidak dapat memutuskan."),
    "supervised_it": _("Anda mengawasi asesmen ini, jadi tidak dapat memutuskan."),
    "trained_candidate": _("Anda pernah melatih asesi ini, jadi tidak dapat memutuskan."),
    "tied_to_candidate": _("Hubungan Anda dengan asesi ini tercatat pada LSP, jadi Anda tidak dapat memutuskan."),
}
DOUBTS = {
    "conflict_undecided": _(
        "Penilaian ini ditahan karena kemungkinan benturan kepentingan. Sertifikasi dan sertifikatnya menunggu petugas"
        " etik mencabut penahanan. Bila penahanan tetap, penilaian ini tidak dapat dipakai: asesi diuji ulang pada"
        " asesmen baru."
    ),
    "tie_recorded": _(
        "Hubungan asesor atau pengawas dengan asesi ini tercatat dan belum diputuskan petugas etik. Minta petugas etik"
        " memutuskannya dahulu."
    ),
}


def objection_to(part: str) -> RuleError | None:
    """Why an account that played this part (`AssessmentQuerySet.with_involvement_of`) may not decide, if so."""
    return RuleError(OBJECTIONS[part], code=part) if part else None


def impartiality_objection(
    by: Account, assessment: Assessment, *, by_day: date | None = None, by_moment: datetime | None = None
) -> RuleError | None:
    """Why this account may not decide this assessment, if so: "is_candidate", "assessed_it", "supervised_it",
    "trained_candidate", "tied_to_candidate".

    With `by_day`, why it might not have decided on that day: a training that ended later does not count; with
    `by_moment`, neither does a tie that was recorded later.
    """
    return objection_to(Assessment.objects.with_involvement_of(by, by_day, by_moment).get(pk=assessment.pk).involvement)


def check_undoubted(assessment: Assessment) -> None:
    """Nothing on record speaks against those who judged: refuses "conflict_undecided" and "tie_recorded"."""
    if doubt := doubt_about(assessment):
        raise RuleError(DOUBTS[doubt], code=doubt)


def _decidable(by: Account, on: date, assessment: Assessment) -> Assessment:
    """The locked assessment: PermissionDenied without the role, "suspended", "not_awaiting", or the impartiality
    objection.
    """
    check_decision_maker(by, on)
    assessment = locked_assessment(assessment)
    if assessment.status not in Assessment.DECIDABLE:
        raise RuleError(_("Asesmen ini tidak sedang menunggu keputusan."), code="not_awaiting")
    if objection := impartiality_objection(by, assessment):
        raise objection
    return assessment


def _decide(assessment: Assessment, outcome: DecisionOutcome, *, by: Account, on: date, reason: str) -> Decision:
    decision = Decision.objects.create(
        assessment=assessment, outcome=outcome, reason=reason, decided_by=by, decided_on=on
    )
    advance(assessment, outcome.value, by=by, on=on, reason=reason)
    return decision
