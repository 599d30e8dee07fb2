"""The respondent's part of a case, and the files of a case for those who may see them."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kit.errors import RuleError
from kit.forms.refusals import form_status, place_refusal
from kit.taking import MEMBERS
from kit.views.stored_files import stored_file

from ...models import EthicsCase, Evidence, PanelDecision, Sanction, Side
from ..forms.reports import AppealForm, MessageForm
from ..involvement import is_involved
from ..operations import reports
from ..operations.appeals import file_appeal
from .reports import FILES, PAGE_OR_POST


@never_cache
@require_http_methods(PAGE_OR_POST)
def matter_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """What the respondent was given notice of, his talk with the officer, the decision; nothing of the reporter."""
    case, today = get_object_or_404(EthicsCase.objects.about(request.user), pk=pk), timezone.localdate()
    posted = request.method == "POST"
    form = MessageForm(request.POST if posted else None, request.FILES if posted else None, room=MEMBERS)
    if form.is_valid():
        try:
            reports.answer(by=request.user, on=today, case=case, **form.cleaned_data)
            messages.success(request, _("Jawaban Anda tercatat."))
            return redirect("matter_answer", pk=pk)
        except RuleError as refusal:
            place_refusal(form, refusal, **FILES)
    page = {
        "case": case,
        "form": form,
        "may_answer": case.is_answerable(today),
        "may_appeal": case.is_appealable(today),
        "talk": case.messages.filter(talk=Side.RESPONDENT),
        "evidence": case.evidence.filter(side=Side.RESPONDENT),
        "decisions": PanelDecision.objects.filter(panel__case=case).with_findings(),
        "sanctions": Sanction.objects.filter(decision__panel__case=case),
    }
    return render(request, "ethics/cases/matter_answer.html", page, status=form_status(form))


@never_cache
@require_http_methods(PAGE_OR_POST)
def matter_appeal(request: HttpRequest, pk: int) -> HttpResponse:
    case = get_object_or_404(EthicsCase.objects.about(request.user), pk=pk)
    form = AppealForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            file_appeal(by=request.user, on=timezone.localdate(), case=case, **form.cleaned_data)
            messages.success(request, _("Banding Anda tercatat. Majelis lain akan memeriksanya."))
            return redirect("matter_answer", pk=pk)
        except RuleError as refusal:
            place_refusal(form, refusal)
    return render(request, "ethics/cases/matter_appeal.html", {"case": case, "form": form}, status=form_status(form))


@never_cache
@require_safe
def matter_file(request: HttpRequest, pk: int) -> FileResponse:
    """A piece of evidence for the officer, the panel, or the respondent who gave it; 404 for everybody else."""
    evidence = get_object_or_404(Evidence.objects.select_related("upload", "case"), pk=pk)
    case, user = evidence.case, request.user
    own = evidence.side == Side.RESPONDENT and EthicsCase.objects.about(user).filter(pk=case.pk).exists()
    judged = EthicsCase.objects.judged_by(user).filter(pk=case.pk).exists()
    handled = EthicsCase.objects.visible_to(user).filter(pk=case.pk).exists() and not is_involved(user, case)
    get_object_or_404(Evidence.objects.filter(pk=pk) if own or judged or handled else Evidence.objects.none())
    return stored_file(evidence.upload, name=f"bukti-{pk}")
