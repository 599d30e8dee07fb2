"""Leave to tell a third party: asked by an admin, answered by the candidate and by the LSP, taken back by either."""

from collections.abc import Callable
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

from assessments.access import (
    allow,
    is_assessor,
    is_candidate,
    is_ethics_officer,
    is_held_back,
    is_lsp_admin,
)
from assessments.confidentiality.readings import Kind, note_reading
from assessments.models import Candidate, Export, FileReading
from kit.access import FORM
from kit.forms.refusals import Confirmation, form_status
from kit.history import history
from kit.lists import list_page
from kit.views.submitting import posted, submit

from ..models import Leave
from . import operations
from .forms import DisclosureConsentAnswerForm, DisclosureConsentForm, ExplanationForm
from .lists import (
    DisclosureConsentFilter,
    DisclosureConsentTable,
    ExportFilter,
    ExportTable,
    ReadingFilter,
    ReadingTable,
)
from .operations import explain_reading
from .unusual import unusual_days


@allow(is_ethics_officer, is_lsp_admin, is_candidate)
def disclosure_consent_list(request: HttpRequest) -> HttpResponse:
    """Officers and admins see all, a candidate those about himself."""
    return list_page(
        request,
        queryset=Leave.objects.visible_to(request.user).for_list(),
        table_class=DisclosureConsentTable,
        filter_class=DisclosureConsentFilter,
        context={"tabs": tabs("disclosure_consent_list") if is_ethics_officer(request.user) else []},
    )


@allow(is_lsp_admin, methods=FORM)
def disclosure_consent_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask both sides."""
    candidate = get_object_or_404(Candidate.objects.visible_to(request.user).select_related("person"), pk=pk)
    form = DisclosureConsentForm(posted(request))
    if consent := submit(request, form, operations.ask_disclosure_consent, candidate=candidate):
        messages.success(request, _("Permintaan izin tercatat. Asesi dan petugas etik melihatnya."))
        return redirect(consent)
    return render(
        request,
        "ethics/confidentiality/disclosure_consent_create.html",
        {"form": form, "candidate": candidate},
        status=form_status(form),
    )


@allow(is_ethics_officer, is_lsp_admin, is_assessor, is_candidate)
def disclosure_consent_show(request: HttpRequest, pk: int) -> HttpResponse:
    return _shown(request, _visible(request, pk))


@allow(is_ethics_officer, is_candidate, methods=FORM)
def disclosure_consent_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The reader's own answer: the candidate's for himself, an officer's for the LSP. The question is on its page."""
    consent, form = _visible(request, pk), DisclosureConsentAnswerForm(request.POST)
    if request.method != "POST":
        return redirect(consent)
    if not form.is_valid():
        return _shown(request, consent, [error for errors in form.errors.values() for error in errors])
    answer, reason = form.cleaned_data["answer"], form.cleaned_data["reason"]
    if operations.is_candidate_of(request.user, consent):
        return _done(request, consent, lambda **said: operations.answer_as_candidate(**said, answer=answer))
    return _done(request, consent, lambda **said: operations.answer_for_body(**said, answer=answer, reason=reason))


@allow(is_ethics_officer, is_lsp_admin, is_candidate, methods=FORM)
def disclosure_consent_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Taken back at once, without a reason."""
    consent = _visible(request, pk)
    if request.method != "POST":
        return redirect(consent)
    return _done(request, consent, operations.withdraw_disclosure_consent)


def _visible(request: HttpRequest, pk: int) -> Leave:
    consent = get_object_or_404(Leave.objects.visible_to(request.user).for_list(), pk=pk)
    note_reading(request.user, consent.candidate, Kind.LETTER)
    return consent


def _done(request: HttpRequest, consent: Leave, act: Callable[..., Any]) -> HttpResponse:
    """Do it and show the consent as it is now; or show why not."""
    form = Confirmation(request.POST)
    if submit(request, form, act, consent=consent):
        messages.success(request, _("Tercatat."))
        return redirect(consent)
    return _shown(request, _visible(request, consent.pk), form.non_field_errors())


def _shown(request: HttpRequest, consent: Leave, refusals: Any = ()) -> HttpResponse:
    user, open_now = request.user, consent.standing in (Leave.Standing.PENDING, Leave.Standing.VALID)
    is_pending = consent.standing == Leave.Standing.PENDING
    is_own = operations.is_candidate_of(user, consent)
    held_back = not is_own and consent.asked_by_id != user.pk and is_held_back(user)
    page = {
        "consent": consent,
        "refusals": refusals,
        "is_own": is_own,
        "asks_candidate": is_own and is_pending and not consent.candidate_answer,
        "asks_body": operations.may_answer_for_body(user, consent)
        and is_pending
        and not consent.body_answer
        and not held_back,
        "may_withdraw": operations.may_withdraw(user, consent) and open_now and not held_back,
        "events": [] if is_own else history(consent),
    }
    return render(request, "ethics/confidentiality/disclosure_consent_show.html", page, status=422 if refusals else 200)


def tabs(current: str) -> list[dict[str, Any]]:
    """The pages of confidentiality, side by side."""
    pages = {
        "reading_list": _("Pembacaan"),
        "reading_unusual": _("Tidak biasa"),
        "export_list": _("Ekspor"),
        "disclosure_consent_list": _("Izin"),
    }
    return [
        {"url": reverse(name), "label": label, "current": name == current, "count": None}
        for name, label in pages.items()
    ]


@allow(is_ethics_officer)
def reading_list(request: HttpRequest) -> HttpResponse:
    """Every reading of a candidate's file by somebody else."""
    return list_page(
        request,
        queryset=FileReading.objects.for_list(),
        table_class=ReadingTable,
        filter_class=ReadingFilter,
        context={"tabs": tabs("reading_list")},
    )


@allow(is_ethics_officer)
def export_list(request: HttpRequest) -> HttpResponse:
    """Every file with many people's data that was downloaded."""
    return list_page(
        request,
        queryset=Export.objects.visible_to(request.user).for_list(),
        table_class=ExportTable,
        filter_class=ExportFilter,
        context={"tabs": tabs("export_list")},
    )


@allow(is_ethics_officer)
def reading_unusual(request: HttpRequest) -> HttpResponse:
    """Days on which somebody read many files outside his tasks; who waits for a word of explanation comes first."""
    page = {"flags": unusual_days(timezone.localdate()), "tabs": tabs("reading_unusual")}
    return render(request, "ethics/confidentiality/reading_unusual.html", page)


@allow(is_ethics_officer, methods=FORM)
def reading_explain(request: HttpRequest, pk: int, day: str) -> HttpResponse:
    """The candidates concerned, and the officer's word; an officer never explains his own reading."""
    today, reader = timezone.localdate(), get_object_or_404(get_user_model(), pk=pk)
    flag = next((flag for flag in unusual_days(today, reader=reader) if flag.day == _day(day)), None)
    if flag is None:
        raise Http404
    if reader.pk == request.user.pk:
        raise PermissionDenied
    form = ExplanationForm(posted(request))
    if submit(request, form, explain_reading, reader=reader, day=flag.day):
        messages.success(request, _("Penjelasan tercatat."))
        return redirect("reading_unusual")
    read = FileReading.objects.outside().filter(reader=reader, day=flag.day)
    page = {"flag": flag, "form": form, "is_over": flag.day < today, "read": read.for_list().order_by("read_at", "pk")}
    return render(request, "ethics/confidentiality/reading_explain.html", page, status=form_status(form))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
