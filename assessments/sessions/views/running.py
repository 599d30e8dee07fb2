"""Running a session: an assessor's own sessions, and the start and end that he or an admin declares."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kit.errors import RuleError
from kit.lists import list_page

from ...access import assessor_only, is_assessor, is_lsp_admin, require
from ...models import Assessment, AssessmentSession
from ..filters import AssignmentFilter
from ..operations import sessions
from ..tables import AssignmentTable
from .sessions import PAGE_OR_POST, own_session


@assessor_only
@require_safe
def assignment_list(request: HttpRequest) -> HttpResponse:
    own = AssessmentSession.objects.assigned_to(request.user).select_related("scheme_version", "venue")
    shown = ("scheme_version__title", "starts_at", "ends_at", "venue__name", "status")
    return list_page(
        request,
        queryset=own.with_own_counts(request.user).only(*shown),
        table_class=AssignmentTable,
        filter_class=AssignmentFilter,
        template="assessments/assignment_list.html",
    )


@assessor_only
@require_safe
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
    return render(request, "assessments/assignment_show.html", page)


@require(is_lsp_admin, is_assessor)
@require_http_methods(PAGE_OR_POST)
def session_start(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what starting means, then open the session for verdicts."""
    return _declare(request, pk, sessions.start_session, _("Asesmen dimulai."), "assessments/session_start.html")


@require(is_lsp_admin, is_assessor)
@require_http_methods(PAGE_OR_POST)
def session_finish(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what finishing means, then close the session."""
    return _declare(request, pk, sessions.finish_session, _("Jadwal diselesaikan."), "assessments/session_finish.html")


def _declare(request: HttpRequest, pk: int, act: Callable[..., object], done: str, template: str) -> HttpResponse:
    """A question on GET, the act on POST; a refusal is shown above the question with status 422."""
    session = own_session(request, pk)
    up = session.get_absolute_url() if is_lsp_admin(request.user) else None
    refusal = None
    if request.method == "POST":
        try:
            act(by=request.user, on=timezone.localdate(), session=session)
            messages.success(request, done)
            return redirect(up) if up else redirect("assignment_show", pk=session.pk)
        except RuleError as error:
            refusal = error
    page = {"session": session, "refusal": refusal, "is_admin": bool(up)}
    return render(request, template, page, status=422 if refusal else 200)
