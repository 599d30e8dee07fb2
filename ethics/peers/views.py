"""Remarks of assessors about colleagues: given after a session, read and seen to by ethics officers only."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.access import assessor_only, ethics_officer_only
from assessments.models import AssessmentSession
from kit.errors import RuleError
from kit.forms.refusals import form_status, place_refusal
from kit.history import history
from kit.lists import list_page

from ..evaluations.views.evaluations import tabs
from ..models import PeerRemark
from .forms import PeerRemarkForm, PeerReviewForm
from .lists import PeerFilter, PeerTable
from .operations import give_remark, review_remark

PAGE_OR_POST = ["GET", "HEAD", "POST"]


@assessor_only
@require_http_methods(PAGE_OR_POST)
def peer_give(request: HttpRequest, pk: int, assessor_pk: int) -> HttpResponse:
    """Statements about one colleague of a session; afterwards what was sent."""
    own = AssessmentSession.objects.assigned_to(request.user).select_related("scheme_version", "venue")
    session, rater = get_object_or_404(own, pk=pk), request.user.person.assessor
    colleagues = session.assessors.exclude(pk=rater.pk).select_related("person")
    about = get_object_or_404(colleagues, pk=assessor_pk)
    form = PeerRemarkForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            give_remark(
                by=request.user, on=timezone.localdate(), session=session, rater=rater, about=about,
                said=form.said(), note=form.cleaned_data["note"],
            )  # fmt: skip
            messages.success(request, _("Terima kasih. Hanya petugas etik yang membacanya."))
            return redirect("assignment_show", pk=pk)
        except RuleError as refusal:
            place_refusal(form, refusal, note_required="note")
    sent = PeerRemark.objects.filter(session=session, rater=rater, about=about).first()
    page = {"session": session, "about": about, "form": form, "sent": sent}
    return render(request, "ethics/peers/peer_give.html", page, status=form_status(form))


@ethics_officer_only
@require_safe
def peer_list(request: HttpRequest) -> HttpResponse:
    return list_page(
        request,
        queryset=PeerRemark.objects.visible_to(request.user).for_list(),
        table_class=PeerTable,
        filter_class=PeerFilter,
        template="ethics/peers/peer_list.html",
        context={"tabs": tabs(request, "peer_list")},
    )


@ethics_officer_only
@require_safe
def peer_show(request: HttpRequest, pk: int) -> HttpResponse:
    remark = get_object_or_404(PeerRemark.objects.visible_to(request.user).for_list(), pk=pk)
    return render(request, "ethics/peers/peer_show.html", {"remark": remark, "events": history(remark)})


@ethics_officer_only
@require_http_methods(PAGE_OR_POST)
def peer_review(request: HttpRequest, pk: int) -> HttpResponse:
    """What was done about a no, once."""
    remark = get_object_or_404(PeerRemark.objects.visible_to(request.user).for_list(), pk=pk)
    form = PeerReviewForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            review_remark(by=request.user, on=timezone.localdate(), remark=remark, **form.cleaned_data)
            messages.success(request, _("Tindak lanjut tersimpan."))
            return redirect(remark)
        except RuleError as refusal:
            place_refusal(form, refusal, reason_required="reason", outcome_unknown="outcome")
    page = {"remark": remark, "form": form}
    return render(request, "ethics/peers/peer_review.html", page, status=form_status(form))
