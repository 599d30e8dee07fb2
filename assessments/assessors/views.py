"""Assessors: registration, licences, scope."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from kit.access import FORM
from kit.forms.refusals import form_status
from kit.history import history
from kit.lists import list_page
from kit.views.locking import locking
from kit.views.submitting import posted_with_files, submit
from kit.views.taking import taking

from ..access import allow, is_assessor, is_lsp_admin
from ..models import Assessor, Person, Relation, SchemeVersion
from ..people.operations import remove_photo
from ..people.views import chosen_person, known_record
from .forms import AssessorForm, KnownAssessorForm
from .lists import AssessorFilter, AssessorTable
from .operations import create_assessor, edit_assessor


@allow(is_lsp_admin)
def assessor_list(request: HttpRequest) -> HttpResponse:
    """Every assessor with the state of both certificates."""
    return list_page(
        request,
        queryset=Assessor.objects.visible_to(request.user).for_list(),
        table_class=AssessorTable,
        filter_class=AssessorFilter,
        template="assessments/assessors/assessor_list.html",
    )


@allow(is_lsp_admin, methods=FORM)
def assessor_create(request: HttpRequest) -> HttpResponse:
    """Register an assessor; `?person=` makes one of a person already known."""
    person = chosen_person(request, Person.objects.filter(assessor__isnull=True))
    form = (KnownAssessorForm if person else AssessorForm)(*posted_with_files(request))
    if assessor := submit(request, form, create_assessor, person=person):
        messages.success(request, _("%(name)s terdaftar sebagai asesor.") % {"name": assessor})
        return redirect(assessor)
    context = {"form": form, "person": person} | known_record(form)
    return render(request, "assessments/assessors/assessor_create.html", context, status=form_status(form))


@allow(is_lsp_admin, is_assessor)
def assessor_show(request: HttpRequest, pk: int) -> HttpResponse:
    """The record, for admins and for the assessor himself."""
    assessors = Assessor.objects.visible_to(request.user).select_related("person__photo", "person__account")
    assessor = get_object_or_404(assessors, pk=pk)
    context = {
        "assessor": assessor,
        "person": assessor.person,
        "schemes": SchemeVersion.objects.told_by_newest().filter(scheme__assessors=assessor).select_related("scheme"),
        "is_admin": request.user.is_lsp_admin,
    }
    if context["is_admin"]:
        context["relations"] = Relation.objects.of(assessor.person)
        context["events"] = history(assessor.person)
    return render(request, "assessments/assessors/assessor_show.html", context)


@allow(is_lsp_admin, methods=FORM)
@taking(AssessorForm)
@locking(lambda pk: Person.objects.filter(assessor__pk=pk))
def assessor_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an assessor and his personal data."""
    assessor = get_object_or_404(Assessor.objects.visible_to(request.user).select_related("person__photo"), pk=pk)
    form = AssessorForm(*posted_with_files(request), assessor=assessor)
    today = timezone.localdate()
    if submit(request, form, edit_assessor, assessor=assessor):
        if form.cleaned_data.get("remove_photo") and not form.cleaned_data["photo"]:
            remove_photo(by=request.user, on=today, person=assessor.person)
        messages.success(request, _("Perubahan disimpan."))
        return redirect(assessor)
    context = {"form": form, "assessor": assessor} | known_record(form)
    return render(request, "assessments/assessors/assessor_edit.html", context, status=form_status(form))
