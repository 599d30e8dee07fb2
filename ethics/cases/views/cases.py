"""An ethics officer's cases: the list, one case, its letter. What he does with a case stands in `steps`."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from assessments.access import allow, is_ethics_officer
from assessments.models import CertificationBody
from kit.history import history
from kit.lists import list_page

from ...models import CertificateMeasure, EthicsCase, PanelDecision, Sanction
from ..lists import EthicsCaseFilter, EthicsCaseTable
from ..operations.sanctions import to_hand_over
from .steps import STEPS, case_for


@allow(is_ethics_officer)
def ethics_case_list(request: HttpRequest) -> HttpResponse:
    return list_page(
        request,
        queryset=EthicsCase.objects.visible_to(request.user).for_list(),
        table_class=EthicsCaseTable,
        filter_class=EthicsCaseFilter,
    )


@allow(is_ethics_officer)
def ethics_case_show(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything but what others may see only: both talks, all evidence, the panel, and the next step."""
    case, today = case_for(request, pk), timezone.localdate()
    sanctions = Sanction.objects.filter(decision__panel__case=case)
    barred = sanctions.in_force().filter(bar__isnull=False).exists()
    page = {
        "case": case,
        "panels": case.panels.prefetch_related("seats__member__person"),
        "decisions": PanelDecision.objects.filter(panel__case=case).with_findings(),
        "sanctions": sanctions,
        "measures": CertificateMeasure.objects.filter(decision__panel__case=case).for_list(),
        "hand_over": to_hand_over(case.respondent, today) if barred and case.respondent else [],
        "has_letter": sanctions.in_force().filter(kind=Sanction.Kind.WITHDRAWAL).exists(),
        "steps": [step for step in STEPS if step.is_offered(case, today)],
        "events": history(case),
    }
    return render(request, "ethics/cases/ethics_case_show.html", page)


@allow(is_ethics_officer)
def ethics_case_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """The report to BNSP of an assessor who was withdrawn, to be printed; 404 without such a sanction."""
    case = case_for(request, pk)
    found = Sanction.objects.in_force().filter(decision__panel__case=case, kind=Sanction.Kind.WITHDRAWAL)
    sanction = found.select_related("assessor__person", "decision").first()
    if sanction is None:
        raise Http404
    findings = sanction.decision.findings.filter(is_sustained=True).select_related("clause")
    page = {"case": case, "sanction": sanction, "findings": findings, "body": CertificationBody.objects.first()}
    return render(request, "ethics/cases/ethics_case_letter.html", page)
