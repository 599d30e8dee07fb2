"""The decision maker's queue, and the decision itself."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kit.errors import RuleError
from kit.history import history
from kit.lists import list_page
from kit.states import offers

from ..access import decision_maker_only
from ..confidentiality.readings import Kind, note_reading
from ..models import Assessment, Decision
from ..ties.impartiality import impartiality
from . import operations
from .forms import DecisionForm
from .lists import DecisionFilter, DecisionTable


@require_safe
@decision_maker_only
def decision_list(request: HttpRequest) -> HttpResponse:
    """What waits for a decision first, the longest waiting on top; then what is decided."""
    return list_page(
        request,
        queryset=Assessment.objects.up_for_decision().with_part_of(request.user).with_hold().for_list().waiting_first(),
        table_class=DecisionTable,
        filter_class=DecisionFilter,
        template="assessments/decisions/decision_list.html",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@decision_maker_only
def assessment_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything the decision rests on, and the decision: granted, or refused with a reason."""
    assessment = _one(request, pk)
    note_reading(request.user, assessment.candidate, Kind.DECISION)
    form, status = DecisionForm(request.POST if request.method == "POST" else None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                _decide(request, assessment, **form.cleaned_data)
                return redirect("assessment_decide", pk=pk)
            except RuleError as refusal:
                form.add_error(None, refusal)
                assessment = _one(request, pk)
    page = {
        "assessment": assessment,
        "verdicts": list(assessment.verdicts.select_related("unit").prefetch_related("remarks")),
        "events": history(assessment, assessment.session),
        "form": form,
        "is_awaiting": offers(assessment, "granted"),
        "objection": operations.objection_to(assessment.part),
        "impartiality": (found := impartiality(assessment, request.user)),
        "doubt": operations.DOUBTS.get(found.doubt),
    }
    return render(request, "assessments/decisions/assessment_decide.html", page, status=status)


def _one(request: HttpRequest, pk: int) -> Any:
    """An assessment that is signed or decided, with the part its reader had in it; 404 for any other."""
    shown = Assessment.objects.visible_to(request.user).up_for_decision()
    return get_object_or_404(shown.with_part_of(request.user).for_list(), pk=pk)


def _decide(request: HttpRequest, assessment: Assessment, *, outcome: str, reason: str) -> None:
    said = {"by": request.user, "on": timezone.localdate(), "assessment": assessment, "reason": reason}
    if outcome == Decision.Outcome.GRANTED:
        operations.grant(**said)
        messages.success(request, _("Sertifikasi diberikan. Admin LSP sekarang dapat menerbitkan sertifikatnya."))
    else:
        operations.refuse(**said)
        messages.success(request, _("Sertifikasi ditolak. Alasannya tercatat dan dapat dibaca asesi."))
