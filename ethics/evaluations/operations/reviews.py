"""FR.AK-06: asked of somebody who did not assess those candidates, and filled in once."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessment, AssessmentSession, Assessor, Event, Verdict
from kit.accounts import Account
from kit.errors import RuleError
from kit.guards import while_guarded

from ...models import Review, ReviewMark
from ..models.reviews import CONSISTENCY, MARKS
from .evaluations import ask, evaluators, lock_for, lock_task, words


def reviewers(session: AssessmentSession, assessor: Assessor) -> QuerySet[Any]:
    """Who can review: nobody who assessed one of those candidates."""
    his = Assessment.objects.filter(session=session, assessor=assessor, signed_by__isnull=False).order_by()
    recorded = Verdict.objects.filter(
        assessment__session=session, assessment__assessor=assessor, recorded_by__isnull=False
    )
    rows = evaluators(session, assessor).exclude(pk__in=his.values("signed_by"))
    return rows.exclude(pk__in=recorded.order_by().values("recorded_by"))


@transaction.atomic
def ask_review(*, by: Account, on: date, session: AssessmentSession, assessor: Assessor, reviewer: Any) -> Review:
    """Ask somebody to review one assessor's work in one finished session.

    Only officers and admins, never about themselves (PermissionDenied). Refuses "not_assigned",
    "session_not_finished", "nothing_assessed", "evaluator_unfit", "asked_already".
    """
    session = lock_task(by=by, session=session, assessor=assessor)
    if session.status != AssessmentSession.Status.FINISHED:
        raise RuleError(_("Tinjauan diminta setelah jadwal selesai."), code="session_not_finished")
    if not session.assessments.filter(assessor=assessor, signed_at__isnull=False).exists():
        raise RuleError(_("Asesor ini tidak menilai siapa pun pada jadwal ini."), code="nothing_assessed")
    review = Review(session=session, assessor=assessor, evaluator=reviewer, asked_by=by)
    return ask(review, free=reviewers(session, assessor), verb="asked", on=on)


@transaction.atomic
@while_guarded
def fill_review(
    *, by: Account, on: date, review: Review, marks: Mapping[tuple[str, str], bool], process_advice: str,
    decision_advice: str,
) -> Review:  # fmt: skip
    """Say of every procedure and principle, and of every dimension, whether it conforms; once, and for ever.

    Only its reviewer (PermissionDenied). Refuses "filled_already", "called_off", "marks_missing", "text_too_long", and
    where something does not conform, a recommendation that is missing ("process_advice_required",
    "decision_advice_required").
    """
    review = lock_for(review, by=by)
    if set(marks) != set(MARKS):
        raise RuleError(_("Jawab setiap baris."), code="marks_missing")
    lacks = {step == CONSISTENCY for (step, _aspect), fits in marks.items() if not fits}
    review.process_advice = words(process_advice, code="process_advice_required" if False in lacks else "")
    review.decision_advice = words(decision_advice, code="decision_advice_required" if True in lacks else "")
    ReviewMark.objects.bulk_create(
        ReviewMark(review=review, step=step, aspect=aspect, fits=marks[step, aspect]) for step, aspect in MARKS
    )
    review.filled_at = timezone.now()
    review.save(update_fields=["process_advice", "decision_advice", "filled_at"])
    Event.record(review, "filled", by=by, on=on)
    return review
