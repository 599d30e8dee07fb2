"""The register of gifts and promises, and the word after each session."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.access import allow, is_assessor, is_ethics_officer
from assessments.models import AssessmentSession
from kit.access import FORM
from kit.forms.refusals import form_status
from kit.history import history
from kit.lists import list_page
from kit.views.submitting import posted, submit

from ..models import Gift, GiftDeclaration
from . import operations
from .forms import ExaminationForm, GiftDeclarationForm, GiftForm
from .lists import GiftFilter, GiftTable


@allow(is_ethics_officer, is_assessor)
def gift_list(request: HttpRequest) -> HttpResponse:
    """Officers see the register, an assessor what he recorded himself."""
    rows = Gift.objects.visible_to(request.user).for_list().order_by("-happened_on", "-pk")
    return list_page(
        request, queryset=rows, table_class=GiftTable, filter_class=GiftFilter, template="ethics/gifts/gift_list.html",
        context={"is_assessor": is_assessor(request.user)},
    )  # fmt: skip


@allow(is_assessor, methods=FORM)
def gift_create(request: HttpRequest) -> HttpResponse:
    """Record an offer, a gift or a promise; `?session=` says which session it is about."""
    initial = {"session": request.GET.get("session", ""), "happened_on": timezone.localdate()}
    form = GiftForm(posted(request), initial=initial, account=request.user)
    assessor = request.user.person.assessor
    if gift := submit(request, form, operations.record_gift, assessor=assessor):
        messages.success(request, _("Catatan tersimpan. Petugas etik akan memeriksanya."))
        declared = gift.session and GiftDeclaration.objects.filter(session=gift.session, assessor=assessor).exists()
        is_due = gift.session and gift.session.status == AssessmentSession.Status.FINISHED and not declared
        return redirect("gift_declare", pk=gift.session_id) if is_due else redirect(gift)
    return render(request, "ethics/gifts/gift_create.html", {"form": form}, status=form_status(form))


@allow(is_ethics_officer, is_assessor)
def gift_show(request: HttpRequest, pk: int) -> HttpResponse:
    gift = get_object_or_404(Gift.objects.visible_to(request.user).for_list(), pk=pk)
    page = {"gift": gift, "events": history(gift)}
    page["may_examine"] = operations.may_examine(request.user, gift) and not gift.reviewed_at
    return render(request, "ethics/gifts/gift_show.html", page)


@allow(is_ethics_officer, methods=FORM)
def gift_examine(request: HttpRequest, pk: int) -> HttpResponse:
    """An officer's note, once; never on his own record (403)."""
    gift = get_object_or_404(Gift.objects.visible_to(request.user).for_list(), pk=pk)
    if not operations.may_examine(request.user, gift):
        raise PermissionDenied
    form = ExaminationForm(posted(request))
    if submit(request, form, operations.examine_gift, gift=gift):
        messages.success(request, _("Catatan pemeriksaan tersimpan."))
        return redirect(gift)
    return render(request, "ethics/gifts/gift_examine.html", {"gift": gift, "form": form}, status=form_status(form))


@allow(is_assessor, methods=FORM)
def gift_declare(request: HttpRequest, pk: int) -> HttpResponse:
    """After a session: nothing beyond the contract, other than what is recorded here."""
    own = AssessmentSession.objects.assigned_to(request.user).select_related("scheme_version", "venue")
    session, assessor = get_object_or_404(own, pk=pk), request.user.person.assessor
    form = GiftDeclarationForm(posted(request))
    if submit(request, form, operations.declare_gifts, session=session, assessor=assessor):
        messages.success(request, _("Pernyataan Anda tercatat."))
        return redirect("assignment_show", pk=pk)
    recorded = Gift.objects.filter(session=session, assessor=assessor).order_by("happened_on", "pk")
    page = {"session": session, "form": form, "recorded": recorded, "statement": operations.statement_of(len(recorded))}
    page["declaration"] = GiftDeclaration.objects.filter(session=session, assessor=assessor).first()
    return render(request, "ethics/gifts/gift_declare.html", page, status=form_status(form))
