"""FR.AK-03: the candidate fills it in once; admins and ethics officers read it, no assessor does."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.access import candidate_only
from assessments.confidentiality.readings import Kind, note_reading
from assessments.models import Assessment
from kit.errors import RuleError
from kit.forms.refusals import form_status, place_refusal
from kit.lists import list_page

from ..evaluations.views.evaluations import officers, tabs
from ..models import Feedback
from ..printing.pdf import feedback_paper
from .forms import FeedbackForm
from .lists import FeedbackFilter, FeedbackTable
from .operations import give_feedback, may_give


@candidate_only
@require_http_methods(["GET", "HEAD", "POST"])
def feedback_give(request: HttpRequest, pk: int) -> HttpResponse:
    """Ten statements to answer, once the end is told; afterwards what was sent."""
    own = Assessment.objects.filter(candidate__person__account=request.user).for_list()
    assessment = get_object_or_404(own, pk=pk)
    form = FeedbackForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            give_feedback(
                by=request.user, on=timezone.localdate(), assessment=assessment,
                answers=form.answers(), note=form.cleaned_data["note"],
            )  # fmt: skip
            messages.success(request, _("Terima kasih. Umpan balik Anda sudah kami terima."))
            return redirect("case_show", pk=pk)
        except RuleError as refusal:
            place_refusal(form, refusal)
    sent = Feedback.objects.filter(assessment=assessment).first()
    page = {"assessment": assessment, "form": form, "sent": sent, "awaits": may_give(assessment)}
    return render(request, "ethics/feedback/feedback_give.html", page, status=form_status(form))


@officers
@require_safe
def feedback_list(request: HttpRequest) -> HttpResponse:
    return list_page(
        request,
        queryset=Feedback.objects.visible_to(request.user).for_list(),
        table_class=FeedbackTable,
        filter_class=FeedbackFilter,
        template="ethics/feedback/feedback_list.html",
        context={"tabs": tabs(request, "feedback_list")},
    )


@officers
@require_safe
def feedback_show(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "ethics/feedback/feedback_show.html", _record(request, pk))


@officers
@require_safe
def feedback_download(request: HttpRequest, pk: int) -> HttpResponse:
    """FR.AK-03 as a PDF."""
    content = feedback_paper(_record(request, pk))
    disposition = f'attachment; filename="FR.AK-03-{pk}.pdf"'
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": disposition})


def _record(request: HttpRequest, pk: int) -> dict[str, Any]:
    rows = Feedback.objects.visible_to(request.user).for_list()
    feedback = get_object_or_404(rows.select_related("assessment__session__venue", "given_by"), pk=pk)
    note_reading(request.user, feedback.assessment.candidate, Kind.FEEDBACK)
    return {"feedback": feedback, "assessment": feedback.assessment, "answers": feedback.answers.all()}
