"""The log of development: an assessor keeps his own, officers and admins read every one."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.access import allow, is_assessor, is_ethics_officer, is_lsp_admin
from kit.access import FORM
from kit.forms.refusals import Confirmation, form_status
from kit.lists import list_page
from kit.views.stored_files import stored_file
from kit.views.submitting import posted, posted_with_files, submit

from ..models import Development
from .forms import DevelopmentForm
from .lists import DevelopmentFilter, DevelopmentTable, OwnDevelopmentTable
from .operations import record_development, retract_development


@allow(is_ethics_officer, is_lsp_admin, is_assessor)
def development_list(request: HttpRequest) -> HttpResponse:
    """One's own log with the hours of this year; every log for officers and admins."""
    sees_all = is_ethics_officer(request.user) or is_lsp_admin(request.user)
    rows = Development.objects.visible_to(request.user)
    year = timezone.localdate().year
    own = Development.objects.filter(assessor__person__account=request.user)
    return list_page(
        request,
        queryset=rows.for_list(),
        table_class=DevelopmentTable if sees_all else OwnDevelopmentTable,
        filter_class=DevelopmentFilter,
        template="ethics/development/development_list.html",
        context={"may_add": is_assessor(request.user), "year": year, "hours": own.hours_in(year), "sees_all": sees_all},
    )


@allow(is_assessor, methods=FORM)
def development_create(request: HttpRequest) -> HttpResponse:
    """Write an activity down, with its evidence."""
    form = DevelopmentForm(*posted_with_files(request))
    if submit(request, form, record_development, assessor=request.user.person.assessor):
        messages.success(request, _("Kegiatan dicatat."))
        return redirect("development_list")
    return render(request, "ethics/development/development_create.html", {"form": form}, status=form_status(form))


@allow(is_ethics_officer, is_lsp_admin, is_assessor)
def development_show(request: HttpRequest, pk: int) -> HttpResponse:
    """One entry."""
    entry = get_object_or_404(Development.objects.visible_to(request.user).for_list(), pk=pk)
    return render(
        request, "ethics/development/development_show.html", {"entry": entry, "is_own": entry.is_own_of(request.user)}
    )


@allow(is_ethics_officer, is_lsp_admin, is_assessor)
def development_evidence(request: HttpRequest, pk: int) -> FileResponse:
    """What proves it: an image is shown, a PDF downloaded."""
    entry = get_object_or_404(Development.objects.visible_to(request.user).for_list(), pk=pk)
    return stored_file(entry.evidence, name=f"bukti-{entry.pk}")


@allow(is_assessor, methods=FORM)
def development_retract(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what was written by mistake, after saying what that means."""
    entry = get_object_or_404(Development.objects.filter(assessor__person__account=request.user), pk=pk)
    form = Confirmation(posted(request))
    if submit(request, form, retract_development, development=entry):
        messages.success(request, _("Catatan ditarik."))
        return redirect("development_show", pk=pk)
    page = {"entry": entry, "refusal": form.refusal}
    return render(request, "ethics/development/development_retract.html", page, status=form_status(form))
