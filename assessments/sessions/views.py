"""Planning sessions and following them: pages of the admin."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from kit.access import FORM
from kit.errors import RuleError
from kit.forms.refusals import Confirmation, form_status
from kit.history import history
from kit.lists import list_page
from kit.views.locking import locking
from kit.views.submitting import posted, submit

from ..access import allow, is_assessor, is_lsp_admin
from ..models import Assessment, AssessmentSession
from .forms import AssignForm, ReasonForm, SessionForm
from .lists import AssignmentFilter, AssignmentTable, SessionFilter, SessionTable
from .operations import planning, sessions


def own_session(request: HttpRequest, pk: int) -> AssessmentSession:
    """The session, if the reader may see it; 404 otherwise."""
    visible = AssessmentSession.objects.visible_to(request.user)
    return get_object_or_404(
        visible.select_related("scheme_version__scheme", "venue", "created_by").with_counts(), pk=pk
    )


@allow(is_lsp_admin)
def session_list(request: HttpRequest) -> HttpResponse:
    return list_page(
        request,
        queryset=AssessmentSession.objects.visible_to(request.user).for_list(),
        table_class=SessionTable,
        filter_class=SessionFilter,
        template="assessments/sessions/session_list.html",
    )


@allow(is_lsp_admin)
def session_show(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan, who serves, who is assessed and how far, what happened, and the one next step."""
    session = own_session(request, pk)
    places = session.assessments.for_list().with_progress().order_by("candidate__person__name", "pk")
    held: dict[int, int] = {}
    for place in places:
        held[place.assessor_id] = held.get(place.assessor_id, 0) + (place.status != Assessment.Status.CANCELLED)
    assignments = [(task.assessor, held.get(task.assessor_id, 0)) for task in _tasks(session)]
    page = {
        "session": session,
        "places": places,
        "assignments": assignments,
        "free": session.quota - session.enrolled_count,
        "has_begun": session.first_day <= timezone.localdate(),
        "events": history(session),
    }
    return render(request, "assessments/sessions/session_show.html", page)


def _tasks(session: AssessmentSession):
    return session.assignments.select_related("assessor__person").order_by("assessor__person__name")


@allow(is_lsp_admin, methods=FORM)
def session_create(request: HttpRequest) -> HttpResponse:
    form = SessionForm(posted(request))
    if session := submit(request, form, sessions.plan_session):
        messages.success(request, _("Jadwal dibuat. Berikutnya: tugaskan asesor, lalu daftarkan asesi."))
        return redirect(session)
    status = 422 if form.errors else 200
    return render(request, "assessments/sessions/session_create.html", {"form": form}, status=status)


@allow(is_lsp_admin, methods=FORM)
@locking(lambda pk: AssessmentSession.objects.filter(pk=pk))
def session_edit(request: HttpRequest, pk: int) -> HttpResponse:
    session = own_session(request, pk)
    if session.status != sessions.Status.PLANNED:
        raise RuleError(_("Hanya jadwal yang belum dimulai yang dapat diubah."), code="not_planned")
    form = SessionForm(posted(request), instance=session, settled=session.assessments.exists())
    if submit(request, form, sessions.edit_session, session=session):
        messages.success(request, _("Perubahan jadwal disimpan."))
        return redirect(session)
    page = {"form": form, "session": session}
    return render(request, "assessments/sessions/session_edit.html", page, status=422 if form.errors else 200)


@allow(is_lsp_admin, methods=FORM)
def session_assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Tick assessors; those who cannot serve are listed with every reason."""
    session = own_session(request, pk)
    sessions.require_open(session)
    form = AssignForm(posted(request))
    if submit(request, form, sessions.assign_many, session=session):
        said = {"names": ", ".join(assessor.person.name for assessor in form.cleaned_data["assessors"])}
        messages.success(request, _("Ditugaskan: %(names)s.") % said)
        return redirect(session)
    page = {"session": session, "form": form, "ticked": form["assessors"].value() or []} | _assignable(session)
    return render(request, "assessments/sessions/session_assign.html", page, status=422 if form.errors else 200)


def _assignable(session: AssessmentSession) -> dict[str, list]:
    """Everybody not assigned yet: those who may serve, and those who may not with the reasons."""
    today = timezone.localdate()
    others = planning.assessors_for(session, on=today).exclude(assignments__session=session)
    waiting = others.order_by("person__name", "pk")
    judged = [(assessor, planning.new_task_objections(assessor, session, on=today)) for assessor in waiting]
    return {
        "able": [assessor for assessor, objections in judged if not objections],
        "unable": [
            (assessor, [message for objection in objections for message in objection.messages])
            for assessor, objections in judged
            if objections
        ],
    }


@allow(is_lsp_admin, methods=FORM)
def session_unassign(request: HttpRequest, pk: int, assessor_pk: int) -> HttpResponse:
    """Ask, then take the task away."""
    session = own_session(request, pk)
    assessor = get_object_or_404(session.assessors.select_related("person"), pk=assessor_pk)
    if request.method == "POST":
        sessions.unassign(by=request.user, on=timezone.localdate(), session=session, assessor=assessor)
        messages.success(request, _("%(name)s tidak lagi bertugas pada jadwal ini.") % {"name": assessor.person.name})
        return redirect(session)
    return render(request, "assessments/sessions/session_unassign.html", {"session": session, "assessor": assessor})


@allow(is_lsp_admin, methods=FORM)
def session_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Call the session off, with a reason everybody in it can read."""
    session = own_session(request, pk)
    form = ReasonForm(posted(request))
    if submit(request, form, sessions.cancel_session, session=session):
        messages.success(request, _("Jadwal dibatalkan."))
        return redirect(session)
    page = {"session": session, "form": form}
    return render(request, "assessments/sessions/session_cancel.html", page, status=422 if form.errors else 200)


@allow(is_assessor)
def assignment_list(request: HttpRequest) -> HttpResponse:
    own = AssessmentSession.objects.assigned_to(request.user).select_related("scheme_version", "venue")
    shown = ("scheme_version__title", "starts_at", "ends_at", "venue__name", "status")
    return list_page(
        request,
        queryset=own.with_own_counts(request.user).only(*shown),
        table_class=AssignmentTable,
        filter_class=AssignmentFilter,
    )


@allow(is_assessor)
def assignment_show(request: HttpRequest, pk: int) -> HttpResponse:
    """One of his sessions with his candidates only, each leading to its verdicts."""
    own = AssessmentSession.objects.assigned_to(request.user).select_related("scheme_version__scheme", "venue")
    session = get_object_or_404(own.with_counts().with_own_counts(request.user), pk=pk)
    mine = session.assessments.assigned_to(request.user)
    places = mine.filter(opened_at__isnull=False).exclude(status=Assessment.Status.CANCELLED)
    page = {
        "session": session,
        "places": places.select_related("candidate__person")
        .with_progress()
        .with_hold()
        .order_by("candidate__person__name", "pk"),
        "colleagues": session.assessors.exclude(person__account=request.user).select_related("person"),
        "closed": mine.unopened().count(),
        "undeclared": mine.undeclared().filter(status=Assessment.Status.ENROLLED).exists(),
        "has_begun": session.first_day <= timezone.localdate(),
    }
    return render(request, "assessments/sessions/assignment_show.html", page)


@allow(is_lsp_admin, is_assessor, methods=FORM)
def session_start(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what starting means, then open the session for verdicts."""
    return _declare(
        request, pk, sessions.start_session, _("Asesmen dimulai."), "assessments/sessions/session_start.html"
    )


@allow(is_lsp_admin, is_assessor, methods=FORM)
def session_finish(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what finishing means, then close the session."""
    return _declare(
        request, pk, sessions.finish_session, _("Jadwal diselesaikan."), "assessments/sessions/session_finish.html"
    )


def _declare(request: HttpRequest, pk: int, act: Callable[..., object], done: str, template: str) -> HttpResponse:
    """A question on GET, the act on POST; a refusal is shown above the question with status 422."""
    session = own_session(request, pk)
    up = session.get_absolute_url() if is_lsp_admin(request.user) else None
    form = Confirmation(posted(request))
    if submit(request, form, act, session=session):
        messages.success(request, done)
        return redirect(up) if up else redirect("assignment_show", pk=session.pk)
    page = {"session": session, "refusal": form.refusal, "is_admin": bool(up)}
    return render(request, template, page, status=form_status(form))
