"""Evaluations by BNSP: written down by officers and admins, read by the assessor."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from assessments.access import allow
from kit.access import FORM
from kit.forms.refusals import form_status
from kit.history import history
from kit.lists import list_page
from kit.views.stored_files import stored_file
from kit.views.submitting import posted, posted_with_files, submit

from ...models import Inspection
from ..forms import InspectionForm, WhyForm
from ..lists import InspectionFilter, InspectionTable
from ..operations.evaluations import may_ask_now
from ..operations.inspections import record_inspection, retract_inspection
from .evaluations import OFFICERS, READERS, list_words


@allow(*READERS)
def inspection_list(request: HttpRequest) -> HttpResponse:
    """Officers and admins see all, an assessor his own."""
    return list_page(
        request,
        queryset=Inspection.objects.visible_to(request.user).for_list(),
        table_class=InspectionTable,
        filter_class=InspectionFilter,
        template="ethics/evaluations/inspection_list.html",
        context=list_words(request, "inspection_list"),
    )


@allow(*OFFICERS, methods=FORM)
def inspection_create(request: HttpRequest) -> HttpResponse:
    """Write one down, with the letter."""
    form = InspectionForm(*posted_with_files(request), account=request.user)
    if inspection := submit(request, form, record_inspection):
        messages.success(request, _("Evaluasi BNSP dicatat."))
        return redirect(inspection)
    return render(request, "ethics/evaluations/inspection_create.html", {"form": form}, status=form_status(form))


@allow(*READERS)
def inspection_show(request: HttpRequest, pk: int) -> HttpResponse:
    inspection = get_object_or_404(Inspection.objects.visible_to(request.user).for_list(), pk=pk)
    page = {"inspection": inspection, "events": history(inspection)}
    page["may_retract"] = may_ask_now(request.user, inspection.assessor) and not inspection.retracted_at
    return render(request, "ethics/evaluations/inspection_show.html", page)


@allow(*READERS)
def inspection_evidence(request: HttpRequest, pk: int) -> FileResponse:
    """BNSP's letter: an image is shown, a PDF downloaded."""
    inspection = get_object_or_404(Inspection.objects.visible_to(request.user).for_list(), pk=pk)
    return stored_file(inspection.evidence, name=f"evaluasi-bnsp-{inspection.pk}")


@allow(*OFFICERS, methods=FORM)
def inspection_retract(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what was written by mistake, with the reason."""
    inspection = get_object_or_404(Inspection.objects.handled_by(request.user).for_list(), pk=pk)
    form = WhyForm(posted(request))
    if submit(request, form, retract_inspection, inspection=inspection):
        messages.success(request, _("Catatan ditarik."))
        return redirect(inspection)
    page = {"inspection": inspection, "form": form}
    return render(request, "ethics/evaluations/inspection_retract.html", page, status=form_status(form))
