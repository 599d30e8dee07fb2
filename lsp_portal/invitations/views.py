"""Invitations: sent by admins, accepted by whoever holds the link."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from assessments.access import allow, is_lsp_admin
from assessments.models import Person
from assessments.people.pages import person_address
from kit.access import FORM, anybody
from kit.accounts import Account
from kit.forms.refusals import form_status
from kit.lists import list_page
from kit.views.submitting import posted, submit
from lsp_portal.invitations.forms import AcceptForm, InvitationForm, StaffInvitationForm
from lsp_portal.invitations.lists import InvitationFilter, InvitationTable

from ..models import Invitation
from .operations import (
    InvitationGone,
    accept_invitation,
    find_invitation,
    invite,
    invite_staff,
    resend_invitation,
    revoke_invitation,
)


@allow(is_lsp_admin)
def invitation_list(request: HttpRequest) -> HttpResponse:
    """Every invitation and how it stands."""
    return list_page(
        request,
        queryset=Invitation.objects.visible_to(request.user).for_list(),
        table_class=InvitationTable,
        filter_class=InvitationFilter,
        template="lsp_portal/invitations/invitation_list.html",
    )


@allow(is_lsp_admin, methods=FORM)
def invitation_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Invite a candidate or an assessor to an account."""
    person = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    back = person_address(person) or reverse("invitation_list")
    form = InvitationForm(posted(request), initial={"email": person.email})
    if invitation := submit(request, form, invite, person=person):
        _tell(request, invitation)
        return redirect(back)
    context = {"form": form, "person": person, "back": back}
    return render(request, "lsp_portal/invitations/invitation_create.html", context, status=form_status(form))


@allow(is_lsp_admin, methods=FORM)
def account_invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody who works for the LSP."""
    form = StaffInvitationForm(posted(request))
    if invitation := submit(request, form, invite_staff):
        _tell(request, invitation)
        return redirect("invitation_list")
    return render(request, "lsp_portal/accounts/account_invite.html", {"form": form}, status=form_status(form))


@allow(is_lsp_admin, methods=FORM)
def invitation_resend(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a new link; asked first, because the old one dies."""
    invitation = get_object_or_404(Invitation.objects.visible_to(request.user).for_list(), pk=pk)
    if request.method != "POST":
        return render(request, "lsp_portal/invitations/invitation_resend.html", {"invitation": invitation})
    _tell(request, resend_invitation(by=request.user, on=timezone.localdate(), invitation=invitation))
    return redirect("invitation_list")


@allow(is_lsp_admin, methods=FORM)
def invitation_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a link useless; asked first."""
    invitation = get_object_or_404(Invitation.objects.visible_to(request.user).for_list(), pk=pk)
    if request.method != "POST":
        return render(request, "lsp_portal/invitations/invitation_revoke.html", {"invitation": invitation})
    revoke_invitation(by=request.user, on=timezone.localdate(), invitation=invitation)
    messages.success(request, _("Undangan dibatalkan."))
    return redirect("invitation_list")


@allow(anybody, methods=FORM)
@never_cache
@sensitive_post_parameters("password", "repeated")
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    """Open the account: choose a name and a password, and be signed in. A link that is not open answers 404."""
    form = AcceptForm(posted(request))
    try:
        invitation = find_invitation(token)
        if account := submit(request, form, _accept, token=token):
            login(request, account)
            messages.success(request, _("Akun Anda siap. Selamat datang."))
            return redirect("work")
    except InvitationGone:
        return _unlogged(render(request, "lsp_portal/invitations/invitation_gone.html", status=404))
    context = {"form": form, "invitation": invitation}
    return _unlogged(
        render(request, "lsp_portal/invitations/invitation_accept.html", context, status=form_status(form))
    )


def _accept(*, by: Account, repeated: str, **said: Any) -> Any:
    """Whoever has the link: nobody is signed in, or whoever is counts for nothing here."""
    return accept_invitation(**said)


def _unlogged(response: HttpResponse) -> HttpResponse:
    """Django logs the address of a refused request; this address is a key, and belongs in no log."""
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response


def _tell(request: HttpRequest, invitation: Invitation) -> None:
    """Say whether the mail went out: an invitation nobody received is worth a second try."""
    words = {"email": invitation.email}
    if invitation.sent_at:
        messages.success(request, _("Undangan dikirim ke %(email)s.") % words)
    else:
        messages.warning(request, _("Undangan tersimpan, tetapi surel ke %(email)s belum terkirim.") % words)
