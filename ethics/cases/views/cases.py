"""An ethics officer's cases: the list, one case, and each step as a page of its own."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.access import allow, is_ethics_officer
from assessments.models import CertificationBody
from kit.access import FORM
from kit.forms.refusals import form_status, was_refused
from kit.history import history
from kit.lists import list_page
from kit.states import offers
from kit.views.submitting import posted, submit

from ...models import CertificateMeasure, EthicsCase, PanelDecision, Sanction
from ..forms.cases import CloseForm, IdentifyForm, OpenForm, PanelForm, ReasonForm, WriteForm
from ..involvement import is_involved
from ..lists import EthicsCaseFilter, EthicsCaseTable
from ..operations import cases, panels
from ..operations.sanctions import to_hand_over


@allow(is_ethics_officer)
def ethics_case_list(request: HttpRequest) -> HttpResponse:
    return list_page(
        request,
        queryset=EthicsCase.objects.visible_to(request.user).for_list(),
        table_class=EthicsCaseTable,
        filter_class=EthicsCaseFilter,
        template="ethics/cases/ethics_case_list.html",
    )


@allow(is_ethics_officer)
def ethics_case_show(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything but what others may see only: both talks, all evidence, the panel, and the next step."""
    case, today = _one(request, pk), timezone.localdate()
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
        "may_appoint": panels.is_awaited(case, on=today),
        "may_close": offers(case, "closed") and not case.is_appealable(today),
        "events": history(case),
    }
    return render(request, "ethics/cases/ethics_case_show.html", page)


@allow(is_ethics_officer, methods=FORM)
def ethics_case_identify(request: HttpRequest, pk: int) -> HttpResponse:
    case = _one(request, pk)
    form = IdentifyForm(posted(request))
    return _step(request, case, form, cases.identify, _("Asesor ditetapkan."), _("Tetapkan asesor yang dilaporkan"))


@allow(is_ethics_officer, methods=FORM)
def ethics_case_open(request: HttpRequest, pk: int) -> HttpResponse:
    case = _one(request, pk)
    form = OpenForm(posted(request), case=case)
    return _step(request, case, form, cases.open_case, _("Teradu diberi tahu."), _("Buka perkara dan beri tahu teradu"))


@allow(is_ethics_officer, methods=FORM)
def ethics_case_dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    case = _one(request, pk)
    form = ReasonForm(posted(request))
    return _step(request, case, form, cases.dismiss, _("Laporan tidak dilanjutkan."), _("Tidak melanjutkan laporan"))


@allow(is_ethics_officer, methods=FORM)
def ethics_case_write(request: HttpRequest, pk: int) -> HttpResponse:
    case = _one(request, pk)
    form = WriteForm(posted(request), case=case)
    return _step(request, case, form, cases.write, _("Pesan terkirim."), _("Tulis pesan"))


@allow(is_ethics_officer, methods=FORM)
def ethics_case_appoint(request: HttpRequest, pk: int) -> HttpResponse:
    case = _one(request, pk)
    form = PanelForm(posted(request), case=case)
    return _step(request, case, form, panels.appoint, _("Majelis ditetapkan."), _("Tetapkan majelis"))


@allow(is_ethics_officer, methods=FORM)
def ethics_case_close(request: HttpRequest, pk: int) -> HttpResponse:
    case = _one(request, pk)
    form = CloseForm(posted(request))
    return _step(request, case, form, cases.close, _("Perkara selesai."), _("Tutup perkara"))


@allow(is_ethics_officer)
def ethics_case_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """The report to BNSP of an assessor who was withdrawn, to be printed; 404 without such a sanction."""
    case = _one(request, pk)
    found = Sanction.objects.in_force().filter(decision__panel__case=case, kind=Sanction.Kind.WITHDRAWAL)
    sanction = found.select_related("assessor__person", "decision").first()
    if sanction is None:
        raise Http404
    findings = sanction.decision.findings.filter(is_sustained=True).select_related("clause")
    page = {"case": case, "sanction": sanction, "findings": findings, "body": CertificationBody.objects.first()}
    return render(request, "ethics/cases/ethics_case_letter.html", page)


def _one(request: HttpRequest, pk: int) -> EthicsCase:
    """A case that is this officer's to handle; for whom it is not, there is none (404)."""
    rows = EthicsCase.objects.visible_to(request.user).select_related("respondent__person", "reporter")
    case = get_object_or_404(rows, pk=pk)
    if is_involved(request.user, case):
        raise Http404
    return case


def _step(
    request: HttpRequest, case: EthicsCase, form: Any, act: Callable[..., Any], done: str, title: str
) -> HttpResponse:
    """The question on GET, the act on POST; what is refused is shown with status 422."""
    if submit(request, form, act, case=case):
        messages.success(request, done)
        return redirect(case)
    if was_refused(form):
        case.refresh_from_db()
    page = {"case": case, "form": form, "title": title}
    return render(request, "ethics/cases/ethics_case_step.html", page, status=form_status(form))
