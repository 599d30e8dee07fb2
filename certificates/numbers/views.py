"""Where the numbers of certificates come from: patterns, counters, and serials that were voided."""

from django.contrib import messages
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.access import admin_only
from kit.errors import RuleError
from kit.forms.refusals import form_status, place_refusal
from kit.views.methods import form_methods

from ..models import Certificate, NumberCounter, NumberPattern, VoidedNumber
from . import overview
from .forms import FIELD_OF_REFUSAL, PatternForm, VoidForm, initial_pattern
from .operations import discard_pattern, set_pattern, void_serials


@admin_only
@require_safe
def number_show(request: HttpRequest) -> HttpResponse:
    """The patterns in force with an example each, their history, the counters and the voided serials."""
    page = {
        "states": overview.states(timezone.localdate()),
        "patterns": NumberPattern.objects.newest_first().select_related("created_by"),
        "last_issued": Certificate.objects.aggregate(day=Max("issued_on"))["day"],
        "counters": NumberCounter.objects.of_numbers(),
        "voided": VoidedNumber.objects.select_related("counter", "by"),
    }
    return render(request, "certificates/numbers/number_show.html", page)


@admin_only
@form_methods
def number_pattern(request: HttpRequest) -> HttpResponse:
    """Another pattern from a day on; `?series=` begins with the one in force."""
    today = timezone.localdate()
    initial = initial_pattern(request.GET.get("series", ""), today)
    form = PatternForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            made = set_pattern(by=request.user, on=today, **form.cleaned_data)
        except RuleError as error:
            place_refusal(form, error, **FIELD_OF_REFUSAL | {"serial_exhausted": "pattern", "invalid": "valid_from"})
        else:
            messages.success(request, _("Pola %(pattern)s disimpan.") % {"pattern": made.pattern})
            return redirect("number_show")
    typed = {name: form[name].value() or "" for name in ("series", "pattern", "restart")}
    page = {"form": form, "shown": overview.typed_example(**typed, on=today)}
    return render(request, "certificates/numbers/number_pattern.html", page, status=form_status(form))


@admin_only
@form_methods
def pattern_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm, then throw away a pattern that was never used."""
    pattern, refusal = get_object_or_404(NumberPattern, pk=pk), None
    if request.method == "POST":
        try:
            discard_pattern(pattern=pattern, by=request.user, on=timezone.localdate())
            messages.success(request, _("Pola %(pattern)s dibuang.") % {"pattern": pattern})
            return redirect("number_show")
        except RuleError as error:
            refusal = error
    page = {"pattern": pattern, "refusal": refusal}
    return render(request, "certificates/numbers/pattern_discard.html", page, status=422 if refusal else 200)


@admin_only
@require_safe
def number_example(request: HttpRequest) -> HttpResponse:
    """The number that a pattern would make, or why it makes none; asked while it is typed."""
    typed = {name: request.GET.get(name, "") for name in ("series", "pattern", "restart")}
    shown = overview.typed_example(**typed, on=timezone.localdate())
    return render(request, "certificates/numbers/_number_example.html", {"shown": shown})


@admin_only
@form_methods
def number_void(request: HttpRequest) -> HttpResponse:
    """Say which serial comes next; those it passes over are voided, with a reason."""
    today = timezone.localdate()
    form = VoidForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        upto = form.cleaned_data.pop("next_serial") - 1
        try:
            voided = void_serials(by=request.user, on=today, upto=upto, **form.cleaned_data)
        except RuleError as error:
            place_refusal(form, error, **FIELD_OF_REFUSAL)
        else:
            messages.success(request, _("%(count)s nomor urut dibatalkan.") % {"count": voided.size})
            return redirect("number_show")
    page = {"form": form, "states": overview.states(today)}
    return render(request, "certificates/numbers/number_void.html", page, status=form_status(form))
