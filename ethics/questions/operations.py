"""Asking about an assessment, and being answered in time."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.access import is_lsp_admin
from assessments.models import Assessment, Event
from kit.accounts import Account
from kit.errors import RuleError

from ..cases.clocks import working_days_after
from ..models import Question, Reply
from . import notices

LONGEST_QUESTION = 1000
LONGEST_REPLY = 3000
Status = Assessment.Status


@transaction.atomic
def ask(*, by: Account, on: date, assessment: Assessment, text: str) -> Question:
    """Ask about one's own assessment, from enrolment until QUESTION_OPEN_DAYS after it ended.

    Only the candidate (PermissionDenied). Refuses "text_required", "text_too_long", "questions_closed" and more than
    QUESTIONS_A_DAY on one day ("too_many_questions").
    """
    assessment = Assessment.objects.select_for_update(of=("self",)).get(pk=assessment.pk)
    if assessment.candidate.person.account_id is None or assessment.candidate.person.account_id != by.pk:
        raise PermissionDenied
    if not may_ask(assessment, on=on):
        raise RuleError(_("Masa bertanya untuk asesmen ini sudah lewat."), code="questions_closed")
    text = _written(text, LONGEST_QUESTION)
    if Question.objects.filter(assessment=assessment, asked_at__date=on).count() >= settings.QUESTIONS_A_DAY:
        raise RuleError(
            _("Anda sudah bertanya beberapa kali hari ini. Tunggu jawabannya, lalu bertanyalah lagi besok."),
            code="too_many_questions",
        )
    due_on = working_days_after(on, settings.QUESTION_ANSWER_DAYS)
    question = Question.objects.create(assessment=assessment, text=text, asked_by=by, due_on=due_on)
    Event.record(question, "asked", by=by, on=on)
    notices.tell_of_question(question)
    return question


@transaction.atomic
def reply(*, by: Account, on: date, question: Question, text: str) -> Reply:
    """Answer a question, also after its day. Only its assessor, if the name is open to him, or an admin; never who
    asked (PermissionDenied). Refuses "answered_already", "text_required", "text_too_long".
    """
    question = Question.objects.select_for_update(of=("self",)).select_related("assessment").get(pk=question.pk)
    if not may_reply(by, question):
        raise PermissionDenied
    if Reply.objects.filter(question=question).exists():
        raise RuleError(_("Pertanyaan ini sudah dijawab."), code="answered_already")
    given = Reply.objects.create(question=question, text=_written(text, LONGEST_REPLY), replied_by=by)
    Event.record(question, "answered", by=by, on=on)
    notices.tell_of_reply(question)
    return given


def may_ask(assessment: Assessment, *, on: date) -> bool:
    """Whether its candidate may ask on this day."""
    ended = ended_on(assessment)
    still_open = ended is None or on <= ended + timedelta(days=settings.QUESTION_OPEN_DAYS)
    return assessment.status != Status.CANCELLED and still_open


def may_reply(user: Any, question: Question) -> bool:
    """Whether this account may answer it: an admin or its assessor, but never who asked."""
    assessed = Assessment.objects.assessed_by(user).filter(pk=question.assessment_id)
    return question.asked_by_id != user.pk and (is_lsp_admin(user) or assessed.exists())


def ended_on(assessment: Assessment) -> date | None:
    """The day of the decision, or of the signature that ended it with BK; None as long as it goes on."""
    if assessment.status in Assessment.DECIDED:
        return assessment.decision.decided_on
    if assessment.status == Status.NOT_COMPETENT and assessment.signed_at:
        return timezone.localtime(assessment.signed_at).date()
    return None


def _written(text: str, longest: int) -> str:
    """The text as it is kept: plain, not empty, not too long."""
    text = text.replace("\x00", "").strip()
    if not text:
        raise RuleError(_("Tulis sesuatu lebih dahulu."), code="text_required")
    if len(text) > longest:
        raise RuleError(_("Tulisan ini terlalu panjang."), code="text_too_long")
    return text
