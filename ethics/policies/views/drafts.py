"""Policies as an admin writes them: drafts until they are published."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.access import allow, is_lsp_admin
from assessments.models import Assessor
from kit.access import FORM
from kit.forms.refusals import Confirmation, form_status
from kit.views.locking import locking
from kit.views.submitting import posted, posted_with_files, submit
from kit.views.taking import taking

from ...models import PolicyEdition
from .. import operations
from ..forms import PolicyEditForm, PolicyForm, SeenEditionForm


@allow(is_lsp_admin, methods=FORM)
def policy_create(request: HttpRequest) -> HttpResponse:
    """Begin a policy with the draft of its first edition."""
    form = PolicyForm(*posted_with_files(request))
    if edition := submit(request, form, operations.draft_policy):
        messages.success(request, _("Konsep disimpan. Asesor melihatnya setelah diumumkan."))
        return redirect(edition)
    return render(request, "ethics/policies/policy_create.html", {"form": form}, status=form_status(form))


@allow(is_lsp_admin, methods=FORM)
@taking(PolicyEditForm)
@locking(lambda pk: PolicyEdition.objects.filter(pk=pk))
def policy_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a draft."""
    edition = _edition(request, pk)
    if not edition.is_draft:
        return _published(request, edition)
    named = edition.policy.editions.published().exists()
    form = PolicyEditForm(*posted_with_files(request), edition=edition, named=named)
    if submit(request, form, operations.edit_policy, edition=edition):
        messages.success(request, _("Perubahan disimpan."))
        return redirect(edition)
    page = {"form": form, "edition": edition}
    return render(request, "ethics/policies/policy_edit.html", page, status=form_status(form))


@allow(is_lsp_admin, methods=FORM)
def policy_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what publishing brings about, then do it."""
    edition, form = _edition(request, pk), SeenEditionForm(posted(request))
    if not edition.is_draft:
        return _published(request, edition)
    asked = submit(request, form, operations.publish_policy, edition=edition)
    if asked is not None:
        told = ngettext("%(count)s asesor diminta membacanya.", "%(count)s asesor diminta membacanya.", asked)
        messages.success(request, f"{_('Edisi diumumkan.')} {told % {'count': asked}}")
        return redirect(edition)
    page = {"edition": edition, "refusal": form.refusal, "asked": Assessor.objects.active().count()}
    return render(request, "ethics/policies/policy_publish.html", page, status=form_status(form))


@allow(is_lsp_admin, methods=FORM)
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


@allow(is_lsp_admin, methods=FORM)
def policy_renew(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the next edition of the policy that this edition belongs to."""
    edition = get_object_or_404(PolicyEdition.objects.published().for_list(), pk=pk)
    form = Confirmation(posted(request))
    if begun := submit(request, form, operations.renew_policy, policy=edition.policy):
        messages.success(request, _("Konsep dibuat dengan isi edisi terakhir. Ubah isinya di sini."))
        return redirect("policy_edit", pk=begun.pk)
    page = {"edition": edition, "refusal": form.refusal}
    return render(request, "ethics/policies/policy_renew.html", page, status=form_status(form))


def _edition(request: HttpRequest, pk: int) -> PolicyEdition:
    edition: PolicyEdition = get_object_or_404(PolicyEdition.objects.visible_to(request.user).for_list(), pk=pk)
    return edition


def _published(request: HttpRequest, edition: PolicyEdition) -> HttpResponse:
    return render(
        request, "ethics/policies/policy_fixed.html", {"edition": edition, "text": operations.PUBLISHED}, status=422
    )
