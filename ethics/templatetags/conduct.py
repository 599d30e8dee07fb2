"""What templates of the apps below may ask about the conduct of an assessment."""

from typing import Any

from django import template
from django.utils import timezone

from assessments.models import Assessment, AssessmentSession
from ethics.feedback.operations import may_give
from ethics.models import Checklist, Feedback, PeerRemark, Question, Witnessing
from ethics.questions.operations import may_ask

register = template.Library()


@register.filter
def awaits_feedback(assessment: Assessment) -> bool:
    """Whether its candidate is invited to say how he was assessed."""
    return may_give(assessment)


@register.filter
def feedback_for(assessment: Assessment, user: Any) -> Feedback | None:
    """The feedback on an assessment, if this reader may see it."""
    return Feedback.objects.visible_to(user).filter(assessment=assessment).first()


@register.filter
def question_count(assessment: Assessment) -> int:
    return Question.objects.filter(assessment=assessment).count()


@register.filter
def takes_questions(assessment: Assessment) -> bool:
    """Whether its candidate may still ask."""
    return may_ask(assessment, on=timezone.localdate())


@register.filter
def owes_checklist(session: AssessmentSession, user: Any) -> bool:
    """Whether the session runs and this assessor has not confirmed how it is held."""
    is_running = session.status == AssessmentSession.Status.RUNNING
    return is_running and not Checklist.objects.filter(session=session, assessor__person__account=user).exists()


@register.filter
def checklist_of(session: AssessmentSession, user: Any) -> Checklist | None:
    """What this assessor confirmed of the session."""
    return Checklist.objects.filter(session=session, assessor__person__account=user).first()


@register.filter
def checklists(session: AssessmentSession) -> Any:
    """What its assessors confirmed, in the order they did."""
    return Checklist.objects.filter(session=session).select_related("assessor__person").order_by("sent_at", "pk")


@register.filter
def witnessings_of(session: AssessmentSession, user: Any) -> Any:
    """Who is to watch this assessor in the session, or did; not what was called off."""
    rows = Witnessing.objects.about(user).filter(session=session, called_off_at__isnull=True)
    return rows.select_related("evaluator__person").order_by("asked_at", "pk")


@register.filter
def colleagues_of(session: AssessmentSession, user: Any) -> list[tuple[Any, bool]]:
    """The other assessors of a session, each with whether this reader has said something of him."""
    said = set(PeerRemark.objects.filter(session=session, rater__person__account=user).values_list("about", flat=True))
    others = session.assessors.exclude(person__account=user).select_related("person").order_by("person__name")
    return [(assessor, assessor.pk in said) for assessor in others]
