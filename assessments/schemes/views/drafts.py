"""The workbench of a draft: its data, units, groups and requirements. Any other version answers 422, unchanged."""

from copy import copy
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kit.access import ACT, FORM
from kit.errors import RuleError
from kit.forms.refusals import Confirmation, form_status
from kit.views.locking import locking
from kit.views.submitting import posted, submit

from ...access import allow, is_lsp_admin
from ...models import Scheme, SchemeVersion
from ..forms.schemes import GroupsForm, RequirementsForm, VersionForm
from ..forms.units import MOST_FOUND, Arrangement, UnitPickForm, UnitSearchForm
from ..operations import composition, schemes
from ..operations import units as scheme_units
from ..operations.drafts import refuse_unless_draft


def _scheme_of(pk: int) -> QuerySet[Scheme]:
    """Publishing locks the scheme before its version; so does whoever edits one."""
    return Scheme.objects.filter(versions__pk=pk)


@allow(is_lsp_admin, methods=FORM)
@locking(_scheme_of)
def version_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The columns of a draft."""
    version = _draft(pk)
    may_renumber = schemes.may_renumber(version.scheme)
    data = posted(request)
    form = VersionForm(data, instance=copy(version), may_renumber=may_renumber)
    if submit(request, form, schemes.edit_version, version=version):
        messages.success(request, _("Konsep skema disimpan."))
        return redirect(version)
    return _page(request, "version_edit", version, {"form": form}, status=form_status(form))


@allow(is_lsp_admin, methods=FORM)
def version_units(request: HttpRequest, pk: int) -> HttpResponse:
    """Which units, in what order, in which groups; below them the search for more."""
    version = _draft(pk)
    form = Confirmation(posted(request))
    if submit(request, form, _arrange, version=version, data=request.POST):
        messages.success(request, _("Susunan unit disimpan."))
        return redirect("version_units", version.pk)
    return _units_page(request, version, form.refusal)


def _arrange(*, version: SchemeVersion, data: QueryDict, **who: Any) -> None:
    """As the page says it, which may be about units that are gone: that is refused like the rest."""
    wanted = Arrangement(version, data, data.getlist("unit"))
    scheme_units.arrange_units(version=version, places=wanted.places, removed=wanted.removed, **who)


@allow(is_lsp_admin, methods=ACT)
def version_units_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the ticked units at the end."""
    version = _draft(pk)
    form = UnitPickForm(request.POST)
    if submit(request, form, scheme_units.add_units, version=version):
        messages.success(request, _("%(count)s unit ditambahkan.") % {"count": len(form.cleaned_data["units"])})
        return redirect(f"{reverse('version_units', args=[version.pk])}#units")
    problem = RuleError(" ".join(str(text) for texts in form.errors.values() for text in texts), "invalid")
    return _units_page(request, version, problem)


@allow(is_lsp_admin, methods=FORM)
@locking(_scheme_of)
def version_groups(request: HttpRequest, pk: int) -> HttpResponse:
    """Job groups and elective groups."""
    version = _draft(pk)
    form = GroupsForm(posted(request), version=version)
    if submit(request, form, composition.set_groups, version=version):
        messages.success(request, _("Kelompok disimpan. Tempatkan unitnya di halaman Unit."))
        return redirect("version_units", version.pk)
    return _page(request, "version_groups", version, {"form": form}, status=form_status(form))


@allow(is_lsp_admin, methods=FORM)
@locking(_scheme_of)
def version_requirements(request: HttpRequest, pk: int) -> HttpResponse:
    """What an applicant must bring."""
    version = _draft(pk)
    form = RequirementsForm(posted(request), initial=_requirement_texts(version))
    if submit(request, form, composition.set_requirements, version=version):
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
