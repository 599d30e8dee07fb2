"""Standards and units."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kit.errors import RuleError
from kit.forms.refusals import form_status, place_refusal
from kit.lists import list_page
from kit.row_counts import number_of
from kit.views.holding import holding
from kit.views.methods import form_methods

from ..access import admin_only
from ..models import Event, SchemeVersion, Standard, Unit
from . import operations
from .forms.standards import StandardForm, UnitForm
from .lists import StandardFilter, StandardTable, UnitFilter, UnitTable


@admin_only
@require_safe
def standard_list(request: HttpRequest) -> HttpResponse:
    """Every standard with how many of its units are kept here."""
    return list_page(
        request,
        queryset=Standard.objects.annotate(unit_count=number_of(Standard, "units")),
        table_class=StandardTable,
        filter_class=StandardFilter,
        template="assessments/standards/standard_list.html",
    )


@admin_only
@form_methods
def standard_create(request: HttpRequest) -> HttpResponse:
    """Add a standard."""
    form = StandardForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            standard = operations.create_standard(by=request.user, on=timezone.localdate(), **form.cleaned_data)
        except RuleError as error:
            place_refusal(form, error)
        else:
            messages.success(request, _("Standar disimpan. Sekarang tambahkan unitnya."))
            return redirect(standard)
    return render(request, "assessments/standards/standard_create.html", {"form": form}, status=form_status(form))


@admin_only
@require_safe
def standard_show(request: HttpRequest, pk: int) -> HttpResponse:
    """A standard and its units."""
    standard = get_object_or_404(Standard, pk=pk)
    units = standard.units.for_list()
    context = {"standard": standard, "units": units, "events": Event.objects.about(standard)}
    return render(request, "assessments/standards/standard_show.html", context)


@admin_only
@form_methods
@holding(lambda pk: Standard.objects.filter(pk=pk))
def standard_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a standard."""
    standard = get_object_or_404(Standard, pk=pk)
    form = StandardForm(request.POST if request.method == "POST" else None, instance=standard)
    if form.is_valid():
        try:
            operations.edit_standard(by=request.user, on=timezone.localdate(), standard=standard, **form.cleaned_data)
        except RuleError as error:
            place_refusal(form, error)
        else:
            messages.success(request, _("Standar disimpan."))
            return redirect(standard)
    context = {"form": form, "standard": standard}
    return render(request, "assessments/standards/standard_edit.html", context, status=form_status(form))


@admin_only
@require_safe
def unit_list(request: HttpRequest) -> HttpResponse:
    """Every unit."""
    return list_page(
        request,
        queryset=Unit.objects.for_list(),
        table_class=UnitTable,
        filter_class=UnitFilter,
        template="assessments/standards/unit_list.html",
    )


@admin_only
@form_methods
def unit_create(request: HttpRequest) -> HttpResponse:
    """Add a unit with its elements; `?standard=` says where, “add another” stays there."""
    initial = {"standard": request.GET.get("standard", "")[:18]}
    form = UnitForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            unit = operations.create_unit(by=request.user, on=timezone.localdate(), **form.values())
        except RuleError as error:
            place_refusal(form, error)
        else:
            messages.success(request, _("Unit %(code)s disimpan.") % {"code": unit.code})
            _warn_of_code(request, unit)
            if "again" in request.POST:
                return redirect(f"{request.path}?standard={unit.standard_id}")
            return redirect(unit)
    return render(request, "assessments/standards/unit_create.html", {"form": form}, status=form_status(form))


@admin_only
@require_safe
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


@admin_only
@form_methods
@holding(lambda pk: Unit.objects.filter(pk=pk))
def unit_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a unit; of a frozen one only what is still empty."""
    unit = get_object_or_404(Unit.objects.select_related("standard"), pk=pk)
    frozen = unit.is_frozen()
    form = UnitForm(request.POST if request.method == "POST" else None, instance=unit, frozen=frozen)
    if form.is_valid():
        try:
            unit = operations.edit_unit(by=request.user, on=timezone.localdate(), unit=unit, **form.values())
        except RuleError as error:
            place_refusal(form, error)
        else:
            messages.success(request, _("Unit %(code)s disimpan.") % {"code": unit.code})
            _warn_of_code(request, unit)
            return redirect(unit)
    context = {"form": form, "unit": unit, "frozen": frozen}
    return render(request, "assessments/standards/unit_edit.html", context, status=form_status(form))


def _warn_of_code(request: HttpRequest, unit: Unit) -> None:
    """A code outside the known families is kept as written; its writer is asked to look once more."""
    if not unit.code_is_known:
        text = _("Bentuk kode %(code)s tidak umum. Bila memang begitu dalam dokumennya, biarkan.")
        messages.warning(request, text % {"code": unit.code})
