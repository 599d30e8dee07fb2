"""Before the signature: the assessor shows his verdicts, the candidate answers them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from kit.access import FORM
from kit.errors import RuleError
from kit.forms.stale import RevisionForm
from kit.views.submitting import posted, submit

from ..access import allow, is_assessor, is_candidate
from ..models import Assessment
from .forms import AnswerSheet
from .operations import answer_verdicts, check_open, show_verdicts


@allow(is_assessor, methods=FORM)
def assessment_reveal(request: HttpRequest, pk: int) -> HttpResponse:
    """What showing means, in words; then the candidate sees every unit as it stands."""
    own = Assessment.objects.assessed_by(request.user)
    assessment = get_object_or_404(own.for_list(), pk=pk)
    form = RevisionForm(posted(request), initial={"revision": assessment.revision})
    if submit(request, form, show_verdicts, assessment=assessment):
        messages.success(request, _("Penilaian terbuka bagi asesi. Tanggapannya muncul di halaman ini."))
        return redirect("assessment_record", pk=pk)
    if request.method != "POST" and (assessment.shown_at or not assessment.is_open):
        return redirect("assessment_record", pk=pk)
    page = {"assessment": assessment, "refusals": form.refusals}
    page["form"] = RevisionForm(initial={"revision": own.values_list("revision", flat=True).get(pk=pk)})
    return render(
        request, "assessments/assessments/assessment_reveal.html", page, status=422 if request.method == "POST" else 200
    )


@allow(is_candidate, methods=FORM)
def own_assessment_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Each unit as the assessor judged it, with room for what the candidate thinks."""
    own = Assessment.objects.filter(candidate__person__account=request.user).for_list()
    assessment = get_object_or_404(own, pk=pk)
    sheet = AnswerSheet(assessment, posted(request))
    closed = closed_to_answers(assessment)
    if request.method == "POST" and not closed and submit(request, sheet, answer_verdicts, assessment=assessment):
        messages.success(request, _("Tanggapan Anda tercatat. Asesor dan pengambil keputusan membacanya."))
        return redirect("own_assessment_show", pk=pk)
    page = {"assessment": assessment, "sheet": sheet, "closed": closed}
    return render(
        request, "assessments/remarks/own_assessment_answer.html", page, status=422 if request.method == "POST" else 200
    )


def closed_to_answers(assessment: Assessment) -> list[str]:
    """Why there is nothing to answer now, in words; empty while there is."""
    try:
        check_open(assessment)
    except RuleError as refusal:
        return refusal.messages
    return []
