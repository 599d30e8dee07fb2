"""Questions that wait for an answer, checklists that are owed, and the feedback that a candidate is asked for."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments.models import Assessment, AssessmentSession
from ethics.feedback.models import TOLD
from ethics.models import Question

from .days import spoken
from .tasks import Queue, Row, Task, queue


def overdue_questions(today: date) -> Queue:
    """What nobody has answered in time, for those who see to it."""
    return queue(_("Pertanyaan yang terlambat dijawab"), Question.objects.for_list().overdue(today), _late)


def _late(question: Row) -> Task:
    said = {"assessor": question.assessment.assessor.person.name, "day": date_format(question.due_on, "j F Y")}
    return Task(
        title=question.assessment.candidate.person.name,
        text=_("Kepada %(assessor)s, seharusnya dijawab sampai %(day)s") % said,
        url=question.get_absolute_url(),
        action=_("Buka"),
        tone="bad",
        badge=_("Terlambat"),
    )


def waiting_questions(user: Any, today: date) -> Queue:
    """What this assessor's own candidates asked, once their names are open to him."""
    own = Question.objects.filter(assessment__in=Assessment.objects.assessed_by(user)).for_list().waiting()
    return queue(_("Pertanyaan asesi untuk dijawab"), own, lambda question: _to_answer(question, today))


def _to_answer(question: Row, today: date) -> Task:
    is_late = question.due_on < today
    return Task(
        title=question.assessment.candidate.person.name,
        text=_("Dijawab paling lambat %(day)s") % {"day": date_format(question.due_on, "l, j F Y")},
        url=reverse("question_answer", args=[question.pk]),
        action=_("Jawab"),
        tone="bad" if is_late else "waiting",
        badge=_("Terlambat") if is_late else "",
    )


def owed_checklists(user: Any) -> Queue:
    """Running sessions of this assessor that he has not confirmed yet."""
    running = AssessmentSession.objects.assigned_to(user).filter(status=AssessmentSession.Status.RUNNING)
    rows = running.exclude(checklists__assessor__person__account=user).select_related("scheme_version", "venue")
    return queue(_("Daftar periksa untuk diisi"), rows.order_by("starts_at", "pk"), _to_confirm)


def _to_confirm(session: Row) -> Task:
    return Task(
        title=session.scheme_version.title,
        text=f"{spoken(session.starts_at)}, {session.venue.name}",
        url=reverse("checklist_fill", args=[session.pk]),
        action=_("Isi"),
    )


def invited_feedback(user: Any, today: date) -> Queue:
    """Assessments of this candidate that ended lately and of which he has not said anything."""
    own = Assessment.objects.filter(candidate__person__account=user, status__in=TOLD, feedback__isnull=True)
    since = today - timedelta(days=settings.FEEDBACK_INVITED_DAYS)
    rows = own.filter(signed_at__date__gte=since).select_related("session__scheme_version").order_by("signed_at", "pk")
    return queue(_("Ceritakan pengalaman Anda"), rows, _to_tell)


def _to_tell(assessment: Row) -> Task:
    return Task(
        title=assessment.scheme_version.title,
        text=_("Sepuluh pernyataan singkat. Asesor tidak melihat jawaban Anda, dan sertifikat tidak menunggunya."),
        url=reverse("feedback_give", args=[assessment.pk]),
        action=_("Isi umpan balik"),
    )
