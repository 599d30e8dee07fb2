"""The panel's part of a case, and the decision maker's answer to what a panel proposes for a certificate."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from assessments.access import SUSPENDED, allow, is_decision_maker, is_suspended
from kit.access import FORM, signed_in
from kit.forms.refusals import form_status, was_refused
from kit.views.submitting import posted, submit

from ...models import CertificateMeasure, EthicsCase, Panel, PanelDecision
from ..forms.judging import JudgeForm, MeasureForm
from ..operations.appeals import decide_appeal
from ..operations.measures import SAT_ON_PANEL, confirm, decline
from ..operations.panels import decide


@never_cache
@allow(signed_in, methods=FORM)
def ethics_case_judge(request: HttpRequest, pk: int) -> HttpResponse:
    """What was reported, answered and given as evidence, without who reported; the chair writes the decision."""
    case = get_object_or_404(EthicsCase.objects.judged_by(request.user), pk=pk)
    own = Panel.objects.filter(seats__member=request.user).select_related("case__respondent__person")
    panel = get_object_or_404(own, case=case)
    form = JudgeForm(posted(request), panel=panel)
    if submit(request, form, decide_appeal if form.is_appeal else decide, panel=panel):
        messages.success(request, _("Putusan tercatat."))
        return redirect("ethics_case_judge", pk=pk)
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
    return render(request, "ethics/cases/ethics_case_judge.html", page, status=form_status(form))


@allow(is_decision_maker, methods=FORM)
def measure_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The certificate and the proposal; the case itself is not shown."""
    measure = get_object_or_404(CertificateMeasure.objects.visible_to(request.user).for_list(), pk=pk)
    form = MeasureForm(posted(request))
    if submit(request, form, _answer, measure=measure):
        messages.success(request, _("Jawaban Anda tercatat."))
        return redirect(measure.certificate)
    if was_refused(form):
        measure.refresh_from_db()
    page = {
        "measure": measure,
        "form": form,
        "objection": SAT_ON_PANEL if measure.was_proposed_by(request.user) else "",
    }
    return render(request, "ethics/cases/measure_answer.html", page, status=form_status(form))


def _answer(*, answer: str, reason: str, **act: Any) -> None:
    if answer == "confirm":
        confirm(**act)
    else:
        decline(**act, reason=reason)
