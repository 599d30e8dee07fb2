"""The assessor's work: sessions to run, and assessments to sign."""

from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.models import Assessment, AssessmentSession, Verdict

from . import conduct, voices
from .days import WEEK, after, spoken
from .pledging import pledge_to_sign, policies_to_note
from .tasks import Queue, Row, Section, Task, queue

Status = AssessmentSession.Status
Progress = dict[int, tuple[int, int]]


def section(user: Any, today: date) -> Section:
    """Sessions whose day has come, with how far the verdicts are; then what is not signed yet."""
    return Section(
        queues=[
            conduct.to_declare(user),
            pledge_to_sign(user, today),
            policies_to_note(user, today),
            _sessions(user, today),
            voices.owed_checklists(user),
            _unsigned(user),
            voices.waiting_questions(user, today),
            conduct.gifts_to_declare(user),
            conduct.peer_remarks_to_give(user, today),
        ],
        calm=_("Tidak ada penilaian yang menunggu Anda."),
        week=_this_week(user, today),
        week_url=reverse("assignment_list"),
    )


def _sessions(user: Any, today: date) -> Queue:
    """Running ones, and planned ones whose day has come and who have somebody to assess."""
    own = AssessmentSession.objects.assigned_to(user).select_related("scheme_version", "venue").with_counts()
    begun = Q(status=Status.PLANNED, starts_at__lt=after(today, 1), enrolled_count__gt=0)
    rows = own.filter(Q(status=Status.RUNNING) | begun).order_by("starts_at", "pk")
    progress = _progress(user)
    return queue(_("Jadwal untuk dijalankan"), rows, lambda session: _run(session, progress))


def _progress(user: Any) -> Progress:
    """For each open session: how many of this assessor's units have a verdict, of how many."""
    verdicts = Verdict.objects.filter(
        assessment__assessor__person__account=user,
        assessment__session__status__in=AssessmentSession.STATES.open,
    ).exclude(assessment__status=Assessment.Status.CANCELLED)
    rows = (
        verdicts.order_by()
        .values_list("assessment__session")
        .annotate(done=Count("pk", filter=~Q(outcome=Verdict.Outcome.PENDING)), total=Count("pk"))
    )
    return {session: (done, total) for session, done, total in rows}


def _run(session: Row, progress: Progress) -> Task:
    done, total = progress.get(session.pk, (0, 0))
    said = {"venue": session.venue.name, "done": done, "total": total}
    if session.status == Status.PLANNED:
        address, action = reverse("session_start", args=[session.pk]), _("Mulai")
        text = f"{spoken(session.starts_at)}, {session.venue.name}"
    elif session.unsigned_count:
        address, action = reverse("assignment_show", args=[session.pk]), _("Lanjutkan")
        text = _("%(venue)s, %(done)s dari %(total)s unit dinilai") % said
    else:
        address, action = reverse("session_finish", args=[session.pk]), _("Selesaikan")
        text = _("%(venue)s, semua asesmen sudah ditandatangani") % said
    return Task(title=session.scheme_version.title, text=text, url=address, action=action)


def _unsigned(user: Any) -> Queue:
    own = Assessment.objects.assessed_by(user).filter(status=Assessment.Status.ENROLLED, session__status=Status.RUNNING)
    rows = own.select_related("candidate__person", "session__scheme_version").with_progress()
    return queue(_("Belum Anda tanda tangani"), rows.order_by("session__starts_at", "pk"), _sign)


def _sign(assessment: Row) -> Task:
    said = {"scheme": assessment.scheme_version.title, "done": assessment.unit_set, "total": assessment.unit_total}
    left = assessment.unit_total - assessment.unit_set
    return Task(
        title=assessment.candidate.person.name,
        text=_("%(scheme)s, %(done)s dari %(total)s unit dinilai") % said,
        url=reverse("assessment_record", args=[assessment.pk]),
        action=_("Nilai") if left else _("Tanda tangani"),
        tone="waiting",
        badge=ngettext("%(left)s unit lagi", "%(left)s unit lagi", left) % {"left": left} if left else "",
    )


def _this_week(user: Any, today: date) -> list[Task]:
    """His sessions that begin within seven days, today included."""
    own = AssessmentSession.objects.assigned_to(user).open()
    soon = own.filter(starts_at__gte=after(today, 0), starts_at__lt=after(today, WEEK))
    return [
        Task(
            session.scheme_version.title,
            f"{spoken(session.starts_at)}, {session.venue.name}",
            reverse("assignment_show", args=[session.pk]),
        )
        for session in soon.select_related("scheme_version", "venue").order_by("starts_at", "pk")[:10]
    ]
