"""Where the numbers of certificates come from: patterns, counters, and serials that were voided."""

from django.contrib import messages
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.access import allow, is_lsp_admin
from kit.access import FORM
from kit.forms.refusals import Confirmation, form_status
from kit.views.submitting import posted, submit

from ..models import Certificate, NumberCounter, NumberPattern, VoidedNumber
from . import overview
from .forms import PatternForm, VoidForm, initial_pattern
from .operations import discard_pattern, set_pattern, void_serials


@allow(is_lsp_admin)
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


@allow(is_lsp_admin, methods=FORM)
def number_pattern(request: HttpRequest) -> HttpResponse:
    """Another pattern from a day on; `?series=` begins with the one in force."""
    today = timezone.localdate()
    initial = initial_pattern(request.GET.get("series", ""), today)
    form = PatternForm(posted(request), initial=initial)
    if made := submit(request, form, set_pattern):
        messages.success(request, _("Pola %(pattern)s disimpan.") % {"pattern": made.pattern})
        return redirect("number_show")
    typed = {name: form[name].value() or "" for name in ("series", "pattern", "restart")}
    page = {"form": form, "shown": overview.typed_example(**typed, on=today)}
    return render(request, "certificates/numbers/number_pattern.html", page, status=form_status(form))


@allow(is_lsp_admin, methods=FORM)
def pattern_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm, then throw away a pattern that was never used."""
    pattern, form = get_object_or_404(NumberPattern, pk=pk), Confirmation(posted(request))
    if submit(request, form, discard_pattern, pattern=pattern):
        messages.success(request, _("Pola %(pattern)s dibuang.") % {"pattern": pattern})
        return redirect("number_show")
    page = {"pattern": pattern, "refusal": form.refusal}
    return render(request, "certificates/numbers/pattern_discard.html", page, status=form_status(form))


@allow(is_lsp_admin)
def number_example(request: HttpRequest) -> HttpResponse:
    """The number that a pattern would make, or why it makes none; asked while it is typed."""
    typed = {name: request.GET.get(name, "") for name in ("series", "pattern", "restart")}
    shown = overview.typed_example(**typed, on=timezone.localdate())
    return render(request, "certificates/numbers/_number_example.html", {"shown": shown})


@allow(is_lsp_admin, methods=FORM)
def number_void(request: HttpRequest) -> HttpResponse:
    """Say which serial comes next; those it passes over are voided, with a reason."""
    today = timezone.localdate()
    form = VoidForm(posted(request))
    if voided := submit(request, form, void_serials):
        messages.success(request, _("%(count)s nomor urut dibatalkan.") % {"count": voided.size})
        return redirect("number_show")
    page = {"form": form, "states": overview.states(today)}
    return render(request, "certificates/numbers/number_void.html", page, status=form_status(form))
