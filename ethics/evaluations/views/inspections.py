"""Evaluations by BNSP: written down by officers and admins, read by the assessor."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kit.forms.refusals import form_status
from kit.history import history
from kit.lists import list_page
from kit.views.stored_files import stored_file

from ...models import Inspection
from ..forms import FIELD_OF_REFUSAL, InspectionForm, WhyForm
from ..lists import InspectionFilter, InspectionTable
from ..operations.evaluations import may_ask_now
from ..operations.inspections import record_inspection, retract_inspection
from .evaluations import act, data, list_words, officers, page_or_post, readers


@readers
@require_safe
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


@officers
@page_or_post
def inspection_create(request: HttpRequest) -> HttpResponse:
    """Write one down, with the letter."""
    form = InspectionForm(data(request), request.FILES or None, account=request.user)
    done = act(
        request, form, record_inspection, lambda: form.cleaned_data, _("Evaluasi BNSP dicatat."), **FIELD_OF_REFUSAL
    )
    return done or render(
        request, "ethics/evaluations/inspection_create.html", {"form": form}, status=form_status(form)
    )


@readers
@require_safe
def inspection_show(request: HttpRequest, pk: int) -> HttpResponse:
    inspection = get_object_or_404(Inspection.objects.visible_to(request.user).for_list(), pk=pk)
    page = {"inspection": inspection, "events": history(inspection)}
    page["may_retract"] = may_ask_now(request.user, inspection.assessor) and not inspection.retracted_at
    return render(request, "ethics/evaluations/inspection_show.html", page)


@readers
@require_safe
def inspection_evidence(request: HttpRequest, pk: int) -> FileResponse:
    """BNSP's letter: an image is shown, a PDF downloaded."""
    inspection = get_object_or_404(Inspection.objects.visible_to(request.user).for_list(), pk=pk)
    return stored_file(inspection.evidence, name=f"evaluasi-bnsp-{inspection.pk}")


@officers
@page_or_post
def inspection_retract(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what was written by mistake, with the reason."""
    inspection = get_object_or_404(Inspection.objects.handled_by(request.user).for_list(), pk=pk)
    form = WhyForm(data(request))
    done = act(
        request, form, retract_inspection, lambda: {"inspection": inspection, **form.cleaned_data},
        _("Catatan ditarik."),
    )  # fmt: skip
    page = {"inspection": inspection, "form": form}
    return done or render(request, "ethics/evaluations/inspection_retract.html", page, status=form_status(form))
