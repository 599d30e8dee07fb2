"""What officers see of reading: the log, what is unusual in it, and what left the portal as a file."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.access import ethics_officer_only
from assessments.models import Export, FileReading
from kit.errors import RuleError
from kit.forms.refusals import form_status, place_refusal
from kit.lists import list_page

from ...models import unusual_days
from ..filters.readings import ExportFilter, ReadingFilter
from ..forms.readings import ExplanationForm
from ..operations.readings import explain_reading
from ..tables.readings import ExportTable, ReadingTable


def tabs(current: str) -> list[dict[str, Any]]:
    """The pages of confidentiality, side by side."""
    pages = {
        "reading_list": _("Pembacaan"),
        "reading_unusual": _("Tidak biasa"),
        "export_list": _("Ekspor"),
        "leave_list": _("Izin"),
    }
    return [
        {"url": reverse(name), "label": label, "current": name == current, "count": None}
        for name, label in pages.items()
    ]


@ethics_officer_only
@require_safe
def reading_list(request: HttpRequest) -> HttpResponse:
    """Every reading of a candidate's file by somebody else."""
    return list_page(
        request,
        queryset=FileReading.objects.for_list(),
        table_class=ReadingTable,
        filter_class=ReadingFilter,
        template="ethics/reading_list.html",
        context={"tabs": tabs("reading_list")},
    )


@ethics_officer_only
@require_safe
def export_list(request: HttpRequest) -> HttpResponse:
    """Every file with many people's data that was downloaded."""
    return list_page(
        request,
        queryset=Export.objects.visible_to(request.user).for_list(),
        table_class=ExportTable,
        filter_class=ExportFilter,
        template="ethics/export_list.html",
        context={"tabs": tabs("export_list")},
    )


@ethics_officer_only
@require_safe
def reading_unusual(request: HttpRequest) -> HttpResponse:
    """Days on which somebody read many files outside his tasks; who waits for a word of explanation comes first."""
    page = {"flags": unusual_days(timezone.localdate()), "tabs": tabs("reading_unusual")}
    return render(request, "ethics/reading_unusual.html", page)


@ethics_officer_only
@require_http_methods(["GET", "HEAD", "POST"])
def reading_explain(request: HttpRequest, pk: int, day: str) -> HttpResponse:
    """The candidates concerned, and the officer's word; an officer never explains his own reading."""
    today, reader = timezone.localdate(), get_object_or_404(get_user_model(), pk=pk)
    flag = next((flag for flag in unusual_days(today, reader=reader) if flag.day == _day(day)), None)
    if flag is None:
        raise Http404
    if reader.pk == request.user.pk:
        raise PermissionDenied
    form = ExplanationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            explain_reading(by=request.user, on=today, reader=reader, day=flag.day, **form.cleaned_data)
            messages.success(request, _("Penjelasan tercatat."))
            return redirect("reading_unusual")
        except RuleError as refusal:
            place_refusal(form, refusal, reason_required="reason", too_long="reason")
    read = FileReading.objects.outside().filter(reader=reader, day=flag.day)
    page = {"flag": flag, "form": form, "is_over": flag.day < today, "read": read.for_list().order_by("read_at", "pk")}
    return render(request, "ethics/reading_explain.html", page, status=form_status(form))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
