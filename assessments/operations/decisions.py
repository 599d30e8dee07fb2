"""The certification decision (ISO/IEC 17024, 9.4): by somebody who neither assessed, supervised nor trained."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ..access import check_decision_maker
from ..errors import RuleError
from ..models import Assessment, Decision
from ..transitions import advance
from .enrolment import locked_assessment

Outcome = Decision.Outcome


@transaction.atomic
def grant(*, by: Any, on: date, assessment: Assessment, reason: str = "") -> Decision:
    """Grant certification. Refuses what `_decidable` refuses, and "not_competent"."""
    assessment = _decidable(by, on, assessment)
    if not assessment.is_competent:
        raise RuleError(_("Belum semua unit kompeten."), code="not_competent")
    return _decide(assessment, Outcome.GRANTED, by=by, on=on, reason=reason)


@transaction.atomic
def refuse(*, by: Any, on: date, assessment: Assessment, reason: str) -> Decision:
    """Refuse certification, which ends this assessment. Refuses what `_decidable` refuses, and "reason_required"."""
    assessment = _decidable(by, on, assessment)
    if not reason.strip():
        raise RuleError(_("Alasan penolakan wajib diisi."), code="reason_required")
    return _decide(assessment, Outcome.REFUSED, by=by, on=on, reason=reason.strip())


OBJECTIONS = {
    "is_candidate": _("Anda tidak dapat memutuskan asesmen Anda sendiri."),
    "assessed_it": _("Anda ikut mengases pada jadwal ini, jadi tidak dapat memutuskan."),
    "supervised_it": _("Anda mengawasi asesmen ini, jadi tidak dapat memutuskan."),
    "trained_candidate": _("Anda pernah melatih asesi ini, jadi tidak dapat memutuskan."),
}


def objection_to(part: str) -> RuleError | None:
    """Why an account that played this part (`AssessmentQuerySet.with_part_of`) may not decide, if so."""
    return RuleError(OBJECTIONS[part], code=part) if part else None


def impartiality_objection(by: Any, assessment: Assessment, *, by_day: date | None = None) -> RuleError | None:
    """Why this account may not decide this assessment, if so: "is_candidate", "assessed_it", "supervised_it",
    "trained_candidate".

    With `by_day`, why it might not have decided on that day: a training that ended later does not count.
    """
    return objection_to(Assessment.objects.with_part_of(by, by_day).get(pk=assessment.pk).part)


def _decidable(by: Any, on: date, assessment: Assessment) -> Assessment:
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


def _decide(assessment: Assessment, outcome: Outcome, *, by: Any, on: date, reason: str) -> Decision:
    decision = Decision.objects.create(
        assessment=assessment, outcome=outcome, reason=reason, decided_by=by, decided_on=on
    )
    advance(assessment, outcome.value, verb=outcome.value, by=by, on=on, reason=reason)
    return decision
