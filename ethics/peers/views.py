"""Peer remarks: given after a session, read and seen to by ethics officers only."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from assessments.access import allow, is_assessor, is_ethics_officer
from assessments.models import AssessmentSession
from kit.access import FORM
from kit.forms.refusals import form_status
from kit.history import history
from kit.lists import list_page
from kit.views.submitting import posted, submit

from ..evaluations.views.evaluations import tabs
from ..models import PeerRemark
from .forms import OutcomeForm, PeerRemarkForm
from .lists import PeerFilter, PeerTable
from .operations import give_peer_remark, record_outcome


@allow(is_assessor, methods=FORM)
def peer_give(request: HttpRequest, pk: int, assessor_pk: int) -> HttpResponse:
    """Statements about one colleague of a session; afterwards what was sent."""
    own = AssessmentSession.objects.assigned_to(request.user).select_related("scheme_version", "venue")
    session, rater = get_object_or_404(own, pk=pk), request.user.person.assessor
    colleagues = session.assessors.exclude(pk=rater.pk).select_related("person")
    about = get_object_or_404(colleagues, pk=assessor_pk)
    form = PeerRemarkForm(posted(request))
    if submit(request, form, give_peer_remark, session=session, rater=rater, about=about):
        messages.success(request, _("Terima kasih. Hanya petugas etik yang membacanya."))
        return redirect("assignment_show", pk=pk)
    sent = PeerRemark.objects.filter(session=session, rater=rater, about=about).first()
    page = {"session": session, "about": about, "form": form, "sent": sent}
    return render(request, "ethics/peers/peer_give.html", page, status=form_status(form))


@allow(is_ethics_officer)
def peer_list(request: HttpRequest) -> HttpResponse:
    return list_page(
        request,
        queryset=PeerRemark.objects.visible_to(request.user).for_list(),
        table_class=PeerTable,
        filter_class=PeerFilter,
        context={"tabs": tabs(request, "peer_list")},
    )


@allow(is_ethics_officer)
def peer_show(request: HttpRequest, pk: int) -> HttpResponse:
    peer_remark = get_object_or_404(PeerRemark.objects.visible_to(request.user).for_list(), pk=pk)
    return render(request, "ethics/peers/peer_show.html", {"peer_remark": peer_remark, "events": history(peer_remark)})


@allow(is_ethics_officer, methods=FORM)
def peer_outcome(request: HttpRequest, pk: int) -> HttpResponse:
    """What was done about a no, once."""
    peer_remark = get_object_or_404(PeerRemark.objects.visible_to(request.user).for_list(), pk=pk)
    form = OutcomeForm(posted(request))
    if submit(request, form, record_outcome, peer_remark=peer_remark):
        messages.success(request, _("Tindak lanjut tersimpan."))
        return redirect(peer_remark)
    page = {"peer_remark": peer_remark, "form": form}
    return render(request, "ethics/peers/peer_outcome.html", page, status=form_status(form))
