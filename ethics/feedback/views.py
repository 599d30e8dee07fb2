"""FR.AK-03: the candidate fills it in once; admins and ethics officers read it, no assessor does."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from assessments.access import allow, is_candidate
from assessments.confidentiality.readings import Kind, note_reading
from assessments.models import Assessment
from kit.access import FORM
from kit.forms.refusals import form_status
from kit.lists import list_page
from kit.views.submitting import posted, submit

from ..evaluations.views.evaluations import OFFICERS, tabs
from ..models import Feedback
from ..printing.pdf import feedback_pdf
from .forms import FeedbackForm
from .lists import FeedbackFilter, FeedbackTable
from .operations import give_feedback, may_give


@allow(is_candidate, methods=FORM)
def feedback_give(request: HttpRequest, pk: int) -> HttpResponse:
    """Ten statements to answer, once the end is told; afterwards what was sent."""
    own = Assessment.objects.filter(candidate__person__account=request.user).for_list()
    assessment = get_object_or_404(own, pk=pk)
    form = FeedbackForm(posted(request))
    if submit(request, form, give_feedback, assessment=assessment):
        messages.success(request, _("Terima kasih. Umpan balik Anda sudah kami terima."))
        return redirect("own_assessment_show", pk=pk)
    sent = Feedback.objects.filter(assessment=assessment).first()
    page = {"assessment": assessment, "form": form, "sent": sent, "awaits": may_give(assessment)}
    return render(request, "ethics/feedback/feedback_give.html", page, status=form_status(form))


@allow(*OFFICERS)
def feedback_list(request: HttpRequest) -> HttpResponse:
    return list_page(
        request,
        queryset=Feedback.objects.visible_to(request.user).for_list(),
        table_class=FeedbackTable,
        filter_class=FeedbackFilter,
        context={"tabs": tabs(request, "feedback_list")},
    )


@allow(*OFFICERS)
def feedback_show(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "ethics/feedback/feedback_show.html", _record(request, pk))


@allow(*OFFICERS)
def feedback_download(request: HttpRequest, pk: int) -> HttpResponse:
    """FR.AK-03 as a PDF."""
    content = feedback_pdf(_record(request, pk))
    disposition = f'attachment; filename="FR.AK-03-{pk}.pdf"'
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": disposition})


def _record(request: HttpRequest, pk: int) -> dict[str, Any]:
    rows = Feedback.objects.visible_to(request.user).for_list()
    feedback = get_object_or_404(rows.select_related("assessment__session__venue", "given_by"), pk=pk)
    note_reading(request.user, feedback.assessment.candidate, Kind.FEEDBACK)
    return {"feedback": feedback, "assessment": feedback.assessment, "answers": feedback.answers.all()}
