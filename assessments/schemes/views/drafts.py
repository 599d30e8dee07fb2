"""The workbench of a draft: its data, units, groups and requirements. Any other version answers 422, unchanged."""

from copy import copy
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kit.errors import RuleError
from kit.forms.refusals import form_status, place_refusal
from kit.views.holding import holding
from kit.views.methods import form_methods

from ...access import admin_only
from ...models import Scheme, SchemeVersion
from ..forms.schemes import GroupsForm, RequirementsForm, VersionForm
from ..forms.units import MOST_FOUND, Arrangement, UnitPickForm, UnitSearchForm
from ..operations import parts as scheme_parts
from ..operations import schemes
from ..operations import units as scheme_units
from ..operations.drafts import refuse_unless_draft


def _scheme_of(pk: int) -> QuerySet[Scheme]:
    """Publishing locks the scheme before its version; so does whoever edits one."""
    return Scheme.objects.filter(versions__pk=pk)


@admin_only
@form_methods
@holding(_scheme_of)
def version_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The columns of a draft."""
    version = _draft(pk)
    may_renumber = schemes.may_renumber(version.scheme)
    data = request.POST if request.method == "POST" else None
    form = VersionForm(data, instance=copy(version), may_renumber=may_renumber)
    if form.is_valid():
        try:
            schemes.edit_version(by=request.user, on=timezone.localdate(), version=version, **form.cleaned_data)
        except RuleError as error:
            place_refusal(form, error)
        else:
            messages.success(request, _("Konsep skema disimpan."))
            return redirect(version)
    return _page(request, "version_edit", version, {"form": form}, status=form_status(form))


@admin_only
@form_methods
def version_units(request: HttpRequest, pk: int) -> HttpResponse:
    """Which units, in what order, in which groups; below them the search for more."""
    version = _draft(pk)
    problem = None
    if request.method == "POST":
        try:
            wanted = Arrangement(version, request.POST, request.POST.getlist("unit"))
            scheme_units.arrange_units(
                by=request.user, on=timezone.localdate(), version=version, places=wanted.places, removed=wanted.removed
            )
        except RuleError as error:
            problem = error
        else:
            messages.success(request, _("Susunan unit disimpan."))
            return redirect("version_units", version.pk)
    return _units_page(request, version, problem)


@admin_only
@require_POST
def version_units_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the ticked units at the end."""
    version = _draft(pk)
    form = UnitPickForm(request.POST)
    if form.is_valid():
        try:
            units = form.values()
            scheme_units.add_units(by=request.user, on=timezone.localdate(), version=version, units=units)
        except RuleError as error:
            place_refusal(form, error)
        else:
            messages.success(request, _("%(count)s unit ditambahkan.") % {"count": len(units)})
            return redirect(f"{reverse('version_units', args=[version.pk])}#units")
    problem = RuleError(" ".join(str(text) for texts in form.errors.values() for text in texts), "invalid")
    return _units_page(request, version, problem)


@admin_only
@form_methods
@holding(_scheme_of)
def version_groups(request: HttpRequest, pk: int) -> HttpResponse:
    """Job groups and elective groups."""
    version = _draft(pk)
    form = GroupsForm(request.POST if request.method == "POST" else None, version=version)
    if form.is_valid():
        try:
            scheme_parts.set_groups(by=request.user, on=timezone.localdate(), version=version, **form.values())
        except RuleError as error:
            place_refusal(form, error)
        else:
            messages.success(request, _("Kelompok disimpan. Tempatkan unitnya di halaman Unit."))
            return redirect("version_units", version.pk)
    return _page(request, "version_groups", version, {"form": form}, status=form_status(form))


@admin_only
@form_methods
@holding(_scheme_of)
def version_requirements(request: HttpRequest, pk: int) -> HttpResponse:
    """What an applicant must bring."""
    version = _draft(pk)
    form = RequirementsForm(request.POST if request.method == "POST" else None, initial=_requirement_texts(version))
    if form.is_valid():
        try:
            scheme_parts.set_requirements(
                by=request.user, on=timezone.localdate(), version=version, **form.cleaned_data
            )
        except RuleError as error:
            place_refusal(form, error)
        else:
            messages.success(request, _("Persyaratan disimpan."))
            return redirect(version)
    return _page(request, "version_requirements", version, {"form": form}, status=form_status(form))


def _draft(pk: int) -> SchemeVersion:
    """The draft of this key; any other version is refused before a form is shown."""
    version = get_object_or_404(SchemeVersion.objects.select_related("scheme"), pk=pk)
    refuse_unless_draft(version)
    return version


def _requirement_texts(version: SchemeVersion) -> dict[str, str]:
    found: dict[str, list[str]] = {"basic": [], "administrative": []}
    for requirement in version.requirements.all():
        found[requirement.kind].append(requirement.text)
    return {kind: "\n".join(texts) for kind, texts in found.items()}


def _units_page(request: HttpRequest, version: SchemeVersion, problem: RuleError | None) -> HttpResponse:
    search = UnitSearchForm(request.GET)
    found = search.found(version)
    context = {
        "units": version.scheme_units.select_related("unit__standard"),
        "job_groups": version.job_groups.all(),
        "elective_groups": version.elective_groups.all(),
        "search": search,
        "asked": search.is_valid() and any(search.cleaned_data.values()),
        "found": found[:MOST_FOUND],
        "more_found": len(found) > MOST_FOUND,
        "refusal": problem,
    }
    return _page(request, "version_units", version, context, status=422 if problem else 200)


def _page(
    request: HttpRequest, name: str, version: SchemeVersion, context: dict[str, Any], status: int
) -> HttpResponse:
    """A page of the workbench with the tabs to its neighbours."""
    labels = {
        "version_edit": _("Data skema"),
        "version_units": _("Unit"),
        "version_groups": _("Kelompok"),
        "version_requirements": _("Persyaratan"),
    }
    tabs = [
        {"label": label, "url": reverse(target, args=[version.pk]), "current": target == name}
        for target, label in labels.items()
    ]
    return render(
        request, f"assessments/schemes/{name}.html", {"version": version, "tabs": tabs} | context, status=status
    )
