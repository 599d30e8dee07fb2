"""The panel's part of a case, and the decision maker's answer to what a panel proposes for a certificate."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assessments.access import SUSPENDED, decision_maker_only, is_suspended
from kit.errors import RuleError
from kit.forms.refusals import form_status, place_refusal

from ...models import CertificateMeasure, EthicsCase, Panel, PanelDecision
from ..forms.judging import JudgeForm, MeasureForm
from ..operations.appeals import decide_appeal
from ..operations.measures import SAT_ON_PANEL, confirm, decline
from ..operations.panels import decide
from .reports import PAGE_OR_POST

FIELD_OF = dict.fromkeys(("in_future", "before_panel"), "on") | dict.fromkeys(
    ("before_decision", "days_missing", "sanction_overlaps", "bar_overlaps", "bar_in_the_past"), "starts_on"
)
FIELD_OF |= {"bar_ends_before_start": "ends_on", "reason_required": "reasons", "penalty_missing": "kind"}
FIELD_OF |= {"penalty_unfounded": "kind", "outcome_unknown": "outcome"}


@never_cache
@require_http_methods(PAGE_OR_POST)
def matter_judge(request: HttpRequest, pk: int) -> HttpResponse:
    """What was reported, answered and given as evidence, without who reported; the chair writes the decision."""
    case = get_object_or_404(EthicsCase.objects.judged_by(request.user), pk=pk)
    own = Panel.objects.filter(seats__member=request.user).select_related("case__respondent__person")
    panel = get_object_or_404(own, case=case)
    form = JudgeForm(request.POST if request.method == "POST" else None, panel=panel)
    if form.is_valid():
        try:
            _decide(request, panel, form)
            messages.success(request, _("Putusan tercatat."))
            return redirect("matter_judge", pk=pk)
        except RuleError as refusal:
            place_refusal(form, refusal, **FIELD_OF)
    page = {
        "case": case,
        "panel": panel,
        "seats": panel.seats.select_related("member__person"),
        "form": form,
        "talk": case.messages.filter(talk="respondent"),
        "evidence": case.evidence.all(),
        "decisions": PanelDecision.objects.filter(panel__case=case).with_findings(),
        "appeal": getattr(case, "appeal", None) if panel.turn == Panel.Turn.APPEAL else None,
        "may_decide": panel.is_chaired_by(request.user) and not hasattr(panel, "decision"),
        "suspended": SUSPENDED if panel.is_chaired_by(request.user) and is_suspended(request.user) else "",
    }
    return render(request, "ethics/cases/matter_judge.html", page, status=form_status(form))


def _decide(request: HttpRequest, panel: Panel, form: JudgeForm) -> None:
    said = form.cleaned_data
    act: dict[str, Any] = {"by": request.user, "on": said["on"], "panel": panel, "sustained": said["sustained"]}
    act |= {"reasons": said["reasons"], "penalty": form.penalty()}
    if form.is_appeal:
        decide_appeal(**act, outcome=said["outcome"])
    else:
        decide(**act, touches_certificate=said.get("touches_certificate", False))


@decision_maker_only
@require_http_methods(PAGE_OR_POST)
def measure_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The certificate and the proposal; the case itself is not shown."""
    measure = get_object_or_404(CertificateMeasure.objects.visible_to(request.user).for_list(), pk=pk)
    form = MeasureForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        who: dict[str, Any] = {"by": request.user, "on": timezone.localdate(), "measure": measure}
        try:
            if form.cleaned_data["answer"] == "confirm":
                confirm(**who)
            else:
                decline(**who, reason=form.cleaned_data["reason"])
            messages.success(request, _("Jawaban Anda tercatat."))
            return redirect(measure.certificate)
        except RuleError as refusal:
            place_refusal(form, refusal, reason_required="reason")
            measure.refresh_from_db()
    page = {
        "measure": measure,
        "form": form,
        "objection": SAT_ON_PANEL if measure.was_proposed_by(request.user) else "",
    }
    return render(request, "ethics/cases/measure_answer.html", page, status=form_status(form))
