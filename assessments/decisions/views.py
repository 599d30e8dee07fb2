"""The decision maker's queue, and the decision itself."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from kit.access import FORM
from kit.forms.refusals import form_status, was_refused
from kit.history import moments_of
from kit.lists import list_page
from kit.states import offers
from kit.views.submitting import posted, submit

from ..access import allow, is_decision_maker
from ..confidentiality.readings import Kind, note_reading
from ..models import Assessment, Decision, Event, Verdict
from ..ties.impartiality import impartiality
from . import course, operations
from .forms import DecisionForm
from .lists import DecisionFilter, DecisionTable


@allow(is_decision_maker)
def decision_list(request: HttpRequest) -> HttpResponse:
    """What waits for a decision first, the longest waiting on top; then what is decided."""
    return list_page(
        request,
        queryset=Assessment.objects.up_for_decision()
        .with_involvement_of(request.user)
        .with_hold()
        .for_list()
        .waiting_first(),
        table_class=DecisionTable,
        filter_class=DecisionFilter,
    )


@allow(is_decision_maker, methods=FORM)
def assessment_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything the decision rests on, and the decision: granted, or refused with a reason."""
    assessment = _one(request, pk)
    note_reading(request.user, assessment.candidate, Kind.DECISION)
    form = DecisionForm(posted(request))
    if told := submit(request, form, _decide, assessment=assessment):
        messages.success(request, told)
        return redirect("assessment_decide", pk=pk)
    if was_refused(form):
        assessment = _one(request, pk)
    verdicts = list(assessment.verdicts.select_related("unit").prefetch_related("remarks"))
    events = list(Event.objects.about(assessment, assessment.session))
    page = {
        "assessment": assessment,
        "verdicts": verdicts,
        "events": moments_of(events),
        "form": form,
        "is_awaiting": offers(assessment, "granted"),
        "objection": operations.objection_to(assessment.involvement),
        "impartiality": (found := impartiality(assessment, request.user)),
        "doubt": operations.DOUBTS.get(found.doubt) or _doubt_of_course(assessment, verdicts, events),
    }
    return render(request, "assessments/decisions/assessment_decide.html", page, status=form_status(form))


def _one(request: HttpRequest, pk: int) -> Any:
    """An assessment that is signed or decided, with the part its reader had in it; 404 for any other."""
    shown = Assessment.objects.visible_to(request.user).up_for_decision()
    return get_object_or_404(shown.with_involvement_of(request.user).for_list(), pk=pk)


def _doubt_of_course(assessment: Any, verdicts: list[Verdict], events: list[Event]) -> str:
    """Why nobody may grant what the history does not tell; only the refusal is left."""
    if not offers(assessment, "granted"):
        return ""
    own = [event for event in events if event.subject_type == assessment._meta.label_lower]
    doubt = course.doubt_of_course(assessment, verdicts, own, course.SIGNED)
    return str(doubt.messages[0]) if doubt else ""


def _decide(*, outcome: str, **said: Any) -> str:
    """Grant or refuse; what is told about it."""
    if outcome == Decision.Outcome.GRANTED:
        operations.grant(**said)
        return _("Sertifikasi diberikan. Admin LSP sekarang dapat menerbitkan sertifikatnya.")
    operations.refuse(**said)
    return _("Sertifikasi ditolak. Alasannya tercatat dan dapat dibaca asesi.")
