"""What the pages of reviews, witnessed assessments and BNSP's evaluations share."""

from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.access import is_assessor, is_ethics_officer, is_lsp_admin, is_suspended
from assessments.models import Assessment, Assignment
from kit.forms.refusals import form_status
from kit.views.submitting import posted, submit

from ..forms import ReplyForm, WhyForm
from ..models.evaluations import Evaluation
from ..operations import evaluations

OFFICERS = (is_lsp_admin, is_ethics_officer)
READERS = (is_lsp_admin, is_ethics_officer, is_assessor)


def tabs(request: HttpRequest, current: str) -> list[dict[str, Any]]:
    """The profile, one's own or everybody's, and what candidates, the LSP, BNSP and colleagues say, as far as one reads
    it.
    """
    sees_all = is_lsp_admin(request.user) or is_ethics_officer(request.user)
    profile = "evaluation_list" if sees_all and current != "evaluation_own" else "evaluation_own"
    pages = {profile: _("Profil")}
    if sees_all:
        pages["feedback_list"] = _("Umpan balik")
    pages |= {"review_list": _("Tinjauan"), "witness_list": _("Penyaksian"), "inspection_list": _("BNSP")}
    if is_ethics_officer(request.user):
        pages["peer_list"] = _("Rekan")
    return [
        {"url": reverse(name), "label": label, "current": name == current, "count": None}
        for name, label in pages.items()
    ]


def list_words(request: HttpRequest, name: str) -> dict[str, Any]:
    """What every list of evaluations shows beside its rows."""
    return {"tabs": tabs(request, name), "may_add": evaluations.may_have_evaluated(request.user)}


def tasks(request: HttpRequest) -> QuerySet[Assignment]:
    """The tasks of others, with whether somebody was assessed in them."""
    signed = Assessment.objects.filter(
        session=OuterRef("session"), assessor=OuterRef("assessor"), signed_at__isnull=False
    )
    rows = Assignment.objects.exclude(assessor__person__account=request.user).annotate(has_signed=Exists(signed))
    joined = rows.select_related("assessor__person", "session__scheme_version", "session__venue")
    return joined.order_by("-session__starts_at", "assessor__person__name")


def cancel_page(request: HttpRequest, rows: QuerySet[Any], pk: int) -> HttpResponse:
    """Call off what is still open."""
    evaluation: Any = get_object_or_404(rows.handled_by(request.user).for_list(), pk=pk)
    form = WhyForm(posted(request))
    if submit(request, form, evaluations.call_off, evaluation=evaluation):
        messages.success(request, _("Permintaan dibatalkan."))
        return redirect(evaluation)
    page = {"evaluation": evaluation, "form": form}
    return render(request, "ethics/evaluations/evaluation_cancel.html", page, status=form_status(form))


def reply_page(request: HttpRequest, rows: QuerySet[Any], pk: int) -> HttpResponse:
    """The assessor's one reply."""
    evaluation: Any = get_object_or_404(rows.about(request.user).finished().for_list(), pk=pk)
    form = ReplyForm(posted(request))
    if submit(request, form, evaluations.reply, evaluation=evaluation):
        messages.success(request, _("Tanggapan Anda terkirim."))
        return redirect(evaluation)
    page = {"evaluation": evaluation, "form": form}
    return render(request, "ethics/evaluations/evaluation_reply.html", page, status=form_status(form))


def record_words(request: HttpRequest, evaluation: Evaluation) -> dict[str, Any]:
    """What the reader of one evaluation may do next."""
    user = request.user
    return {
        "may_fill": evaluation.standing == Evaluation.Standing.OPEN
        and evaluation.evaluator_id == user.pk
        and not is_suspended(user),
        "may_cancel": evaluation.is_open and evaluations.may_ask_now(user, evaluation.assessor),
        "may_reply": evaluation.is_about(user) and evaluation.filled_at and not evaluation.replied_at,
    }
