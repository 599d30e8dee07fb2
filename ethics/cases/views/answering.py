"""The respondent's part of a case, and the files of a case for those who may see them."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from assessments.access import allow
from kit.access import FORM, signed_in
from kit.forms.refusals import form_status
from kit.taking import MEMBERS
from kit.views.stored_files import stored_file
from kit.views.submitting import posted, posted_with_files, submit

from ...models import EthicsCase, Evidence, PanelDecision, Sanction, Side
from ..forms.reports import AppealForm, MessageForm
from ..involvement import is_involved
from ..operations import reports
from ..operations.appeals import file_appeal


@never_cache
@allow(signed_in, methods=FORM)
def ethics_case_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """What the respondent was given notice of, his talk with the officer, the decision; nothing of the reporter."""
    case, today = get_object_or_404(EthicsCase.objects.about(request.user), pk=pk), timezone.localdate()
    form = MessageForm(*posted_with_files(request), room=MEMBERS)
    if submit(request, form, reports.answer, case=case):
        messages.success(request, _("Jawaban Anda tercatat."))
        return redirect("ethics_case_answer", pk=pk)
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
    return render(request, "ethics/cases/ethics_case_answer.html", page, status=form_status(form))


@never_cache
@allow(signed_in, methods=FORM)
def ethics_case_appeal(request: HttpRequest, pk: int) -> HttpResponse:
    case = get_object_or_404(EthicsCase.objects.about(request.user), pk=pk)
    form = AppealForm(posted(request))
    if submit(request, form, file_appeal, case=case):
        messages.success(request, _("Banding Anda tercatat. Majelis lain akan memeriksanya."))
        return redirect("ethics_case_answer", pk=pk)
    return render(
        request, "ethics/cases/ethics_case_appeal.html", {"case": case, "form": form}, status=form_status(form)
    )


@never_cache
@allow(signed_in)
def ethics_case_file(request: HttpRequest, pk: int) -> FileResponse:
    """A piece of evidence for the officer, the panel, or the respondent who gave it; 404 for everybody else."""
    evidence = get_object_or_404(Evidence.objects.select_related("upload", "case"), pk=pk)
    case, user = evidence.case, request.user
    own = evidence.side == Side.RESPONDENT and EthicsCase.objects.about(user).filter(pk=case.pk).exists()
    judged = EthicsCase.objects.judged_by(user).filter(pk=case.pk).exists()
    handled = EthicsCase.objects.visible_to(user).filter(pk=case.pk).exists() and not is_involved(user, case)
    get_object_or_404(Evidence.objects.filter(pk=pk) if own or judged or handled else Evidence.objects.none())
    return stored_file(evidence.upload, name=f"bukti-{pk}")
