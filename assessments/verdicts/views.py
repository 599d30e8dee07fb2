"""The assessor's page: record K and BK, then sign. After the signature the same address shows the finished record."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kit.access import FORM
from kit.errors import RuleError
from kit.forms.refusals import was_refused
from kit.forms.stale import RevisionForm
from kit.views.submitting import posted, submit

from ..access import allow, is_assessor
from ..confidentiality.readings import Kind, note_reading
from ..duty.operations import obstacle
from ..models import Assessment, AssessmentSession
from .forms import VerdictSheet
from .operations import record_verdicts, sign_verdicts

NEXT = {"sign": "assessment_sign", "show": "assessment_reveal"}  # where a button leads once everything is saved


@allow(is_assessor, methods=FORM)
def assessment_record(request: HttpRequest, pk: int) -> HttpResponse:
    """Every unit of one candidate on one page; read-only before the session runs and after the signature.

    Whom the code of ethics keeps from judging is told the one thing to do next; what he sends all the same is refused
    and shown to him as he typed it, and his device keeps it.
    """
    assessment = _own(request, pk)
    sheet = VerdictSheet(assessment, posted(request))
    if saved := submit(request, sheet, record_verdicts, assessment=assessment):
        return _saved(request, saved, sheet)
    sheet = sheet.merged or sheet
    barrier = _barrier(sheet.assessment)
    is_shown = _is_writable(sheet.assessment) and (barrier is None or sheet.is_bound)
    page = {"assessment": sheet.assessment, "sheet": sheet, "is_writable": is_shown, "barrier": barrier}
    return render(request, "assessments/verdicts/assessment_record.html", page, status=422 if sheet.is_bound else 200)


@allow(is_assessor, methods=FORM)
def assessment_sign(request: HttpRequest, pk: int) -> HttpResponse:
    """What signing means, in words, with the count; then the signature that freezes the verdicts."""
    assessment = _own(request, pk)
    form = RevisionForm(posted(request), initial={"revision": assessment.revision})
    if submit(request, form, sign_verdicts, assessment=assessment):
        messages.success(request, _("Penilaian sudah ditandatangani."))
        return redirect("assessment_record", pk=pk)
    if was_refused(form):
        assessment = _own(request, pk)
    elif not _is_writable(assessment) or _barrier(assessment):
        return redirect("assessment_record", pk=pk)
    page = _summary(assessment) | {"form": RevisionForm(initial={"revision": assessment.revision})}
    page["refusals"] = form.refusals
    return render(
        request, "assessments/verdicts/assessment_sign.html", page, status=422 if request.method == "POST" else 200
    )


def _own(request: HttpRequest, pk: int) -> Assessment:
    """The reader's own candidate; anybody else's does not exist for him (404)."""
    assessment = get_object_or_404(Assessment.objects.assessed_by(request.user).for_list(), pk=pk)
    note_reading(request.user, assessment.candidate, Kind.VERDICTS)
    return assessment


def _is_writable(assessment: Assessment) -> bool:
    return assessment.is_open and assessment.session.status == AssessmentSession.Status.RUNNING


def _barrier(assessment: Assessment) -> RuleError | None:
    """What keeps the reader from judging although the session runs; asked of an open assessment only."""
    return obstacle(assessment, on=timezone.localdate()) if _is_writable(assessment) else None


def _saved(request: HttpRequest, assessment: Assessment, sheet: VerdictSheet) -> HttpResponse:
    """On to the signature or back to the page. static/js/verdicts.js stays where it is and is told the rest."""
    name = NEXT.get(request.POST.get("next", ""), "assessment_record")
    address = reverse(name, args=[assessment.pk])
    said = _("Tersimpan: %(judged)s dari %(total)s unit sudah dinilai.") % {
        "judged": sheet.judged,
        "total": len(sheet.units),
    }
    if request.headers.get("X-Requested-With") == "fetch":
        return JsonResponse({"next": address, "revision": assessment.revision, "said": said})
    messages.success(request, said)
    return redirect(address)


def _summary(assessment: Assessment) -> dict[str, Any]:
    """How the verdicts stand, and what still keeps them from being signed."""
    sheet = VerdictSheet(assessment)
    pending = [unit for unit in sheet.units if unit.chosen == "pending"]
    bare = [unit for unit in sheet.units if unit.chosen != "pending" and not unit.verdict.methods]
    return {
        "assessment": assessment,
        "sheet": sheet,
        "pending": pending,
        "bare": bare,
        "competent": sum(unit.chosen == "K" for unit in sheet.units),
        "not_yet": [unit for unit in sheet.units if unit.chosen == "BK"],
        "is_ready": _is_writable(assessment)
        and not _barrier(assessment)
        and bool(sheet.units)
        and not (pending or bare),
    }
