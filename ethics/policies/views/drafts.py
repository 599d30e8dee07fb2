"""Policies as an admin writes them: drafts until they are published."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.access import admin_only
from assessments.models import Assessor
from kit.errors import RuleError
from kit.forms.refusals import form_status, place_refusal
from kit.views.holding import holding
from kit.views.methods import form_methods
from kit.views.taking import taking

from ...models import PolicyEdition
from .. import operations
from ..forms import FIELD_OF_REFUSAL, PolicyEditForm, PolicyForm, SeenEditionForm


@admin_only
@form_methods
def policy_create(request: HttpRequest) -> HttpResponse:
    """Begin a policy with the draft of its first edition."""
    sent = request.method == "POST"
    form = PolicyForm(request.POST if sent else None, request.FILES if sent else None)
    if form.is_valid():
        try:
            edition = operations.draft_policy(
                by=request.user, on=timezone.localdate(), draft=form.draft(), **form.named()
            )  # fmt: skip
            messages.success(request, _("Konsep disimpan. Asesor melihatnya setelah diumumkan."))
            return redirect(edition)
        except RuleError as refusal:
            place_refusal(form, refusal, **FIELD_OF_REFUSAL)
    return render(request, "ethics/policies/policy_create.html", {"form": form}, status=form_status(form))


@admin_only
@form_methods
@taking(PolicyEditForm)
@holding(lambda pk: PolicyEdition.objects.filter(pk=pk))
def policy_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a draft."""
    edition, sent = _edition(request, pk), request.method == "POST"
    if not edition.is_draft:
        return _published(request, edition)
    named = edition.policy.editions.published().exists()
    form = PolicyEditForm(
        request.POST if sent else None, request.FILES if sent else None, edition=edition, named=named
    )  # fmt: skip
    if form.is_valid():
        try:
            act = {"by": request.user, "on": timezone.localdate(), "edition": edition}
            operations.edit_policy(**act, draft=form.draft(), **form.named())
            messages.success(request, _("Perubahan disimpan."))
            return redirect(edition)
        except RuleError as refusal:
            place_refusal(form, refusal, **FIELD_OF_REFUSAL)
    page = {"form": form, "edition": edition}
    return render(request, "ethics/policies/policy_edit.html", page, status=form_status(form))


@admin_only
@form_methods
def policy_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what publishing brings about, then do it."""
    edition, refusal = _edition(request, pk), None
    if not edition.is_draft:
        return _published(request, edition)
    if request.method == "POST":
        form = SeenEditionForm(request.POST)
        seen = form.cleaned_data["seen"] if form.is_valid() else ""
        try:
            asked = operations.publish_policy(by=request.user, on=timezone.localdate(), edition=edition, seen=seen)
            told = ngettext(
                "%(count)s asesor diminta membacanya.", "%(count)s asesor diminta membacanya.", asked
            )  # fmt: skip
            messages.success(request, f"{_('Edisi diumumkan.')} {told % {'count': asked}}")
            return redirect(edition)
        except RuleError as error:
            refusal = error
    page = {"edition": edition, "refusal": refusal, "asked": Assessor.objects.active().count()}
    return render(request, "ethics/policies/policy_publish.html", page, status=422 if refusal else 200)


@admin_only
@form_methods
def policy_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    edition = _edition(request, pk)
    if not edition.is_draft:
        return _published(request, edition)
    if request.method == "POST":
        operations.discard_policy(by=request.user, on=timezone.localdate(), edition=edition)
        messages.success(request, _("Konsep dibuang."))
        return redirect("policy_list")
    return render(request, "ethics/policies/policy_discard.html", {"edition": edition})


@admin_only
@form_methods
def policy_renew(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the next edition of the policy that this edition belongs to."""
    edition, refusal = get_object_or_404(PolicyEdition.objects.published().for_list(), pk=pk), None
    if request.method == "POST":
        try:
            begun = operations.renew_policy(by=request.user, on=timezone.localdate(), policy=edition.policy)
            messages.success(request, _("Konsep dibuat dengan isi edisi terakhir. Ubah isinya di sini."))
            return redirect("policy_edit", pk=begun.pk)
        except RuleError as error:
            refusal = error
    page = {"edition": edition, "refusal": refusal}
    return render(request, "ethics/policies/policy_renew.html", page, status=422 if refusal else 200)


def _edition(request: HttpRequest, pk: int) -> PolicyEdition:
    edition: PolicyEdition = get_object_or_404(PolicyEdition.objects.visible_to(request.user).for_list(), pk=pk)
    return edition


def _published(request: HttpRequest, edition: PolicyEdition) -> HttpResponse:
    return render(
        request, "ethics/policies/policy_fixed.html", {"edition": edition, "text": operations.PUBLISHED}, status=422
    )
