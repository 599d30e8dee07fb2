"""The LSP's profile, its legal basis and its definitions."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from kit.access import ACT, FORM
from kit.errors import RuleError
from kit.forms.refusals import form_status
from kit.views.locking import locking
from kit.views.submitting import posted, posted_with_files, submit
from kit.views.taking import taking

from ..access import allow, is_lsp_admin
from ..models import CertificationBody, Definition, Event, LegalBasis
from . import operations
from .forms import DefinitionForm, LegalBasisForm, ProfileForm


@allow(is_lsp_admin)
def profile_show(request: HttpRequest) -> HttpResponse:
    """Who this LSP is, as certificates and public pages say it."""
    body = CertificationBody.current()
    events = Event.objects.about(body) if body else []
    return render(request, "assessments/body/profile_show.html", {"body": body, "events": events})


@allow(is_lsp_admin, methods=FORM)
@taking(ProfileForm)
@locking(CertificationBody.objects.all)
def profile_edit(request: HttpRequest) -> HttpResponse:
    """Fill in or change the profile and its logo."""
    body = CertificationBody.current()
    form = ProfileForm(*posted_with_files(request), instance=body)
    if submit(request, form, operations.save_profile):
        messages.success(request, _("Profil LSP disimpan."))
        return redirect("profile_show")
    context = {"form": form, "logo": body.logo if body else None}
    return render(request, "assessments/body/profile_edit.html", context, status=form_status(form))


@allow(is_lsp_admin)
def legalbasis_list(request: HttpRequest) -> HttpResponse:
    """The regulations, in the order in which they are shown and printed."""
    return render(request, "assessments/body/legalbasis_list.html", {"bases": LegalBasis.objects.all()} | _tabs())


@allow(is_lsp_admin, methods=FORM)
def legalbasis_create(request: HttpRequest) -> HttpResponse:
    """Add a regulation."""
    form = LegalBasisForm(posted(request))
    if submit(request, form, operations.create_legal_basis):
        messages.success(request, _("Dasar hukum ditambahkan."))
        return redirect("legalbasis_list")
    return render(request, "assessments/body/legalbasis_create.html", {"form": form}, status=form_status(form))


@allow(is_lsp_admin, methods=FORM)
@locking(lambda pk: LegalBasis.objects.filter(pk=pk))
def legalbasis_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a regulation, or tell that it no longer holds."""
    basis = get_object_or_404(LegalBasis, pk=pk)
    form = LegalBasisForm(posted(request), instance=basis)
    if submit(request, form, operations.edit_legal_basis, basis=basis):
        messages.success(request, _("Dasar hukum disimpan."))
        return redirect("legalbasis_list")
    context = {"form": form, "events": Event.objects.about(basis)}
    return render(request, "assessments/body/legalbasis_edit.html", context, status=form_status(form))


@allow(is_lsp_admin, methods=ACT)
def legalbasis_move(request: HttpRequest, pk: int) -> HttpResponse:
    """One place up or down."""
    return _move(request, get_object_or_404(LegalBasis, pk=pk), "legalbasis_list")


@allow(is_lsp_admin)
def definition_list(request: HttpRequest) -> HttpResponse:
    """The terms that the public pages explain."""
    return render(request, "assessments/body/definition_list.html", {"definitions": Definition.objects.all()} | _tabs())


@allow(is_lsp_admin, methods=FORM)
def definition_create(request: HttpRequest) -> HttpResponse:
    """Add a term."""
    form = DefinitionForm(posted(request))
    if submit(request, form, operations.create_definition):
        messages.success(request, _("Definisi ditambahkan."))
        return redirect("definition_list")
    return render(request, "assessments/body/definition_create.html", {"form": form}, status=form_status(form))


@allow(is_lsp_admin, methods=FORM)
@locking(lambda pk: Definition.objects.filter(pk=pk))
def definition_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a term."""
    definition = get_object_or_404(Definition, pk=pk)
    form = DefinitionForm(posted(request), instance=definition)
    if submit(request, form, operations.edit_definition, definition=definition):
        messages.success(request, _("Definisi disimpan."))
        return redirect("definition_list")
    context = {"form": form, "events": Event.objects.about(definition)}
    return render(request, "assessments/body/definition_edit.html", context, status=form_status(form))


@allow(is_lsp_admin, methods=ACT)
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
