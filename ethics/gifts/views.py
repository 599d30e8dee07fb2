"""The register of gifts and promises, and the word after each session."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.access import assessor_only, ethics_officer_only, is_assessor, is_ethics_officer, require
from assessments.models import AssessmentSession
from kit.errors import RuleError
from kit.forms.refusals import form_status, place_refusal
from kit.history import history
from kit.lists import list_page

from ..models import Gift, GiftDeclaration
from . import operations
from .forms import GiftDeclarationForm, GiftForm, RemarkForm
from .lists import GiftFilter, GiftTable

PAGE_OR_POST = ["GET", "HEAD", "POST"]


@require(is_ethics_officer, is_assessor)
@require_safe
def gift_list(request: HttpRequest) -> HttpResponse:
    """Officers see the register, an assessor what he recorded himself."""
    rows = Gift.objects.visible_to(request.user).for_list().order_by("-happened_on", "-pk")
    return list_page(
        request, queryset=rows, table_class=GiftTable, filter_class=GiftFilter, template="ethics/gifts/gift_list.html",
        context={"is_assessor": is_assessor(request.user)},
    )  # fmt: skip


@assessor_only
@require_http_methods(PAGE_OR_POST)
def gift_create(request: HttpRequest) -> HttpResponse:
    """Record an offer, a gift or a promise; `?session=` says which session it is about."""
    initial = {"session": request.GET.get("session", ""), "happened_on": timezone.localdate()}
    form = GiftForm(request.POST if request.method == "POST" else None, initial=initial, account=request.user)
    if form.is_valid():
        assessor = request.user.person.assessor
        try:
            gift = operations.record_gift(
                by=request.user, on=timezone.localdate(), assessor=assessor, **form.cleaned_data
            )  # fmt: skip
        except RuleError as refusal:
            place_refusal(form, refusal, gift_dated="happened_on")
        else:
            messages.success(request, _("Catatan tersimpan. Petugas etik akan memeriksanya."))
            declared = gift.session and GiftDeclaration.objects.filter(session=gift.session, assessor=assessor).exists()
            is_due = gift.session and gift.session.status == AssessmentSession.Status.FINISHED and not declared
            return redirect("gift_declare", pk=gift.session_id) if is_due else redirect(gift)
    return render(request, "ethics/gifts/gift_create.html", {"form": form}, status=form_status(form))


@require(is_ethics_officer, is_assessor)
@require_safe
def gift_show(request: HttpRequest, pk: int) -> HttpResponse:
    gift = get_object_or_404(Gift.objects.visible_to(request.user).for_list(), pk=pk)
    page = {"gift": gift, "events": history(gift)}
    page["may_review"] = operations.may_review(request.user, gift) and not gift.reviewed_at
    return render(request, "ethics/gifts/gift_show.html", page)


@ethics_officer_only
@require_http_methods(PAGE_OR_POST)
def gift_review(request: HttpRequest, pk: int) -> HttpResponse:
    """An officer's remark, once; never on his own record (403)."""
    gift = get_object_or_404(Gift.objects.visible_to(request.user).for_list(), pk=pk)
    if not operations.may_review(request.user, gift):
        raise PermissionDenied
    form = RemarkForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            operations.review_gift(by=request.user, on=timezone.localdate(), gift=gift, **form.cleaned_data)
        except RuleError as refusal:
            place_refusal(form, refusal)
        else:
            messages.success(request, _("Catatan pemeriksaan tersimpan."))
            return redirect(gift)
    return render(request, "ethics/gifts/gift_review.html", {"gift": gift, "form": form}, status=form_status(form))


@assessor_only
@require_http_methods(PAGE_OR_POST)
def gift_declare(request: HttpRequest, pk: int) -> HttpResponse:
    """After a session: nothing beyond the contract, other than what is recorded here."""
    own = AssessmentSession.objects.assigned_to(request.user).select_related("scheme_version", "venue")
    session, assessor = get_object_or_404(own, pk=pk), request.user.person.assessor
    form = GiftDeclarationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = {"session": session, "assessor": assessor, "seen": form.cleaned_data["seen"]}
        try:
            operations.declare_gifts(by=request.user, on=timezone.localdate(), **said)
        except RuleError as refusal:
            place_refusal(form, refusal)
        else:
            messages.success(request, _("Pernyataan Anda tercatat."))
            return redirect("assignment_show", pk=pk)
    recorded = Gift.objects.filter(session=session, assessor=assessor).order_by("happened_on", "pk")
    page = {"session": session, "form": form, "recorded": recorded, "statement": operations.statement_of(len(recorded))}
    page["declaration"] = GiftDeclaration.objects.filter(session=session, assessor=assessor).first()
    return render(request, "ethics/gifts/gift_declare.html", page, status=form_status(form))
