"""The LSP's profile, its legal basis and its definitions."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kit.errors import RuleError
from kit.forms.refusals import form_status, place_refusal
from kit.views.holding import holding
from kit.views.methods import form_methods
from kit.views.taking import taking

from ..access import admin_only
from ..models import CertificationBody, Definition, Event, LegalBasis
from . import operations
from .forms import DefinitionForm, LegalBasisForm, ProfileForm


@admin_only
@require_safe
def profile_show(request: HttpRequest) -> HttpResponse:
    """Who this LSP is, as certificates and public pages say it."""
    body = CertificationBody.current()
    events = Event.objects.about(body) if body else []
    return render(request, "assessments/body/profile_show.html", {"body": body, "events": events})


@admin_only
@form_methods
@taking(ProfileForm)
@holding(CertificationBody.objects.all)
def profile_edit(request: HttpRequest) -> HttpResponse:
    """Fill in or change the profile and its logo."""
    body = CertificationBody.current()
    data = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ProfileForm(*data, instance=body)
    if form.is_valid():
        try:
            operations.save_profile(by=request.user, on=timezone.localdate(), **form.values())
        except RuleError as error:
            place_refusal(form, error)
        else:
            messages.success(request, _("Profil LSP disimpan."))
            return redirect("profile_show")
    context = {"form": form, "logo": body.logo if body else None}
    return render(request, "assessments/body/profile_edit.html", context, status=form_status(form))


@admin_only
@require_safe
def legalbasis_list(request: HttpRequest) -> HttpResponse:
    """The regulations, in the order in which they are shown and printed."""
    return render(request, "assessments/body/legalbasis_list.html", {"bases": LegalBasis.objects.all()} | _tabs())


@admin_only
@form_methods
def legalbasis_create(request: HttpRequest) -> HttpResponse:
    """Add a regulation."""
    form = LegalBasisForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            operations.create_legal_basis(by=request.user, on=timezone.localdate(), **form.cleaned_data)
        except RuleError as error:
            place_refusal(form, error)
        else:
            messages.success(request, _("Dasar hukum ditambahkan."))
            return redirect("legalbasis_list")
    return render(request, "assessments/body/legalbasis_create.html", {"form": form}, status=form_status(form))


@admin_only
@form_methods
@holding(lambda pk: LegalBasis.objects.filter(pk=pk))
def legalbasis_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a regulation, or tell that it no longer holds."""
    basis = get_object_or_404(LegalBasis, pk=pk)
    form = LegalBasisForm(request.POST if request.method == "POST" else None, instance=basis)
    if form.is_valid():
        try:
            operations.edit_legal_basis(by=request.user, on=timezone.localdate(), basis=basis, **form.cleaned_data)
        except RuleError as error:
            place_refusal(form, error)
        else:
            messages.success(request, _("Dasar hukum disimpan."))
            return redirect("legalbasis_list")
    context = {"form": form, "events": Event.objects.about(basis)}
    return render(request, "assessments/body/legalbasis_edit.html", context, status=form_status(form))


@admin_only
@require_POST
def legalbasis_move(request: HttpRequest, pk: int) -> HttpResponse:
    """One place up or down."""
    return _move(request, get_object_or_404(LegalBasis, pk=pk), "legalbasis_list")


@admin_only
@require_safe
def definition_list(request: HttpRequest) -> HttpResponse:
    """The terms that the public pages explain."""
    return render(request, "assessments/body/definition_list.html", {"definitions": Definition.objects.all()} | _tabs())


@admin_only
@form_methods
def definition_create(request: HttpRequest) -> HttpResponse:
    """Add a term."""
    form = DefinitionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            operations.create_definition(by=request.user, on=timezone.localdate(), **form.cleaned_data)
        except RuleError as error:
            place_refusal(form, error)
        else:
            messages.success(request, _("Definisi ditambahkan."))
            return redirect("definition_list")
    return render(request, "assessments/body/definition_create.html", {"form": form}, status=form_status(form))


@admin_only
@form_methods
@holding(lambda pk: Definition.objects.filter(pk=pk))
def definition_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a term."""
    definition = get_object_or_404(Definition, pk=pk)
    form = DefinitionForm(request.POST if request.method == "POST" else None, instance=definition)
    if form.is_valid():
        today = timezone.localdate()
        try:
            operations.edit_definition(by=request.user, on=today, definition=definition, **form.cleaned_data)
        except RuleError as error:
            place_refusal(form, error)
        else:
            messages.success(request, _("Definisi disimpan."))
            return redirect("definition_list")
    context = {"form": form, "events": Event.objects.about(definition)}
    return render(request, "assessments/body/definition_edit.html", context, status=form_status(form))


@admin_only
@require_POST
def definition_move(request: HttpRequest, pk: int) -> HttpResponse:
    """One place up or down."""
    return _move(request, get_object_or_404(Definition, pk=pk), "definition_list")


def _move(request: HttpRequest, row: Any, back: str) -> HttpResponse:
    steps = {"up": -1, "down": 1}.get(request.POST.get("to", ""))
    if steps is None:
        raise RuleError(_("Pilih naik atau turun."), "direction")
    operations.move_in_order(by=request.user, on=timezone.localdate(), row=row, steps=steps)
    return redirect(back)


def _tabs() -> dict[str, int]:
    return {"basis_count": LegalBasis.objects.count(), "definition_count": Definition.objects.count()}
