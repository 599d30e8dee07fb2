"""Standards and units."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from kit.access import FORM
from kit.forms.refusals import form_status
from kit.lists import list_page
from kit.row_counts import number_of
from kit.views.locking import locking
from kit.views.submitting import posted, submit

from ..access import allow, is_lsp_admin
from ..models import Event, SchemeVersion, Standard, Unit
from . import operations
from .forms.standards import StandardForm, UnitForm
from .lists import StandardFilter, StandardTable, UnitFilter, UnitTable


@allow(is_lsp_admin)
def standard_list(request: HttpRequest) -> HttpResponse:
    """Every standard with how many of its units are kept here."""
    return list_page(
        request,
        queryset=Standard.objects.annotate(unit_count=number_of(Standard, "units")),
        table_class=StandardTable,
        filter_class=StandardFilter,
        template="assessments/standards/standard_list.html",
    )


@allow(is_lsp_admin, methods=FORM)
def standard_create(request: HttpRequest) -> HttpResponse:
    """Add a standard."""
    form = StandardForm(posted(request))
    if standard := submit(request, form, operations.create_standard):
        messages.success(request, _("Standar disimpan. Sekarang tambahkan unitnya."))
        return redirect(standard)
    return render(request, "assessments/standards/standard_create.html", {"form": form}, status=form_status(form))


@allow(is_lsp_admin)
def standard_show(request: HttpRequest, pk: int) -> HttpResponse:
    """A standard and its units."""
    standard = get_object_or_404(Standard, pk=pk)
    units = standard.units.for_list()
    context = {"standard": standard, "units": units, "events": Event.objects.about(standard)}
    return render(request, "assessments/standards/standard_show.html", context)


@allow(is_lsp_admin, methods=FORM)
@locking(lambda pk: Standard.objects.filter(pk=pk))
def standard_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a standard."""
    standard = get_object_or_404(Standard, pk=pk)
    form = StandardForm(posted(request), instance=standard)
    if submit(request, form, operations.edit_standard, standard=standard):
        messages.success(request, _("Standar disimpan."))
        return redirect(standard)
    context = {"form": form, "standard": standard}
    return render(request, "assessments/standards/standard_edit.html", context, status=form_status(form))


@allow(is_lsp_admin)
def unit_list(request: HttpRequest) -> HttpResponse:
    """Every unit."""
    return list_page(
        request,
        queryset=Unit.objects.for_list(),
        table_class=UnitTable,
        filter_class=UnitFilter,
        template="assessments/standards/unit_list.html",
    )


@allow(is_lsp_admin, methods=FORM)
def unit_create(request: HttpRequest) -> HttpResponse:
    """Add a unit with its elements; `?standard=` says where, “add another” stays there."""
    initial = {"standard": request.GET.get("standard", "")[:18]}
    form = UnitForm(posted(request), initial=initial)
    if unit := submit(request, form, operations.create_unit):
        messages.success(request, _("Unit %(code)s disimpan.") % {"code": unit.code})
        _warn_of_code(request, unit)
        if "again" in request.POST:
            return redirect(f"{request.path}?standard={unit.standard_id}")
        return redirect(unit)
    return render(request, "assessments/standards/unit_create.html", {"form": form}, status=form_status(form))


@allow(is_lsp_admin)
def unit_show(request: HttpRequest, pk: int) -> HttpResponse:
    """A unit, its elements, and the schemes that use it."""
    unit = get_object_or_404(Unit.objects.with_tree(), pk=pk)
    versions = (
        SchemeVersion.objects.filter(scheme_units__unit=unit).select_related("scheme").order_by("title", "number")
    )
    context = {
        "unit": unit,
        "versions": versions,
        "frozen": any(not version.is_draft for version in versions),
        "events": Event.objects.about(unit),
    }
    return render(request, "assessments/standards/unit_show.html", context)


@allow(is_lsp_admin, methods=FORM)
@locking(lambda pk: Unit.objects.filter(pk=pk))
def unit_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a unit; of a frozen one only what is still empty."""
    unit = get_object_or_404(Unit.objects.select_related("standard"), pk=pk)
    frozen = unit.is_frozen()
    form = UnitForm(posted(request), instance=unit, frozen=frozen)
    if edited := submit(request, form, operations.edit_unit, unit=unit):
        messages.success(request, _("Unit %(code)s disimpan.") % {"code": edited.code})
        _warn_of_code(request, edited)
        return redirect(edited)
    context = {"form": form, "unit": unit, "frozen": frozen}
    return render(request, "assessments/standards/unit_edit.html", context, status=form_status(form))


def _warn_of_code(request: HttpRequest, unit: Unit) -> None:
    """A code outside the known families is kept as written; its writer is asked to look once more."""
    if not unit.code_is_known:
        text = _("Bentuk kode %(code)s tidak umum. Bila memang begitu dalam dokumennya, biarkan.")
        messages.warning(request, text % {"code": unit.code})
