"""Inviting people to an account, and accepting."""

import secrets
from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models import Event, Person
from assessments.people.operations import create_person, link_account
from kit import mail
from kit.accounts import Account
from kit.errors import RuleError
from kit.saving import invalid

from ..accounts.models import CAPABILITIES
from ..accounts.operations import granting
from ..models import Invitation, User
from .models import digest


class InvitationGone(Exception):
    """No such open invitation: unknown, used, revoked and expired look the same from outside."""


def invite(*, by: Account, on: date, person: Person, email: str = "", reason: str = "", **roles: bool) -> Invitation:
    """Offer a person an account by e-mail, with roles (CAPABILITIES).

    `sent_at` of the invitation stays empty when the mail server refused.

    Refuses: no address ("email"), an address of another account ("email_taken"), a person who has an account
    ("linked") or an open invitation, or an address that has one ("invited"). With a role: no reason for it
    ("reason_required", "reason_long"), and oneself ("own_role").
    """
    token = secrets.token_urlsafe(32)
    invitation = _write(by=by, on=on, person=person, email=email, token=token, reason=reason, roles=roles)
    return _deliver(invitation, token)


def invite_staff(*, by: Account | None, on: date, name: str, email: str, reason: str, **roles: bool) -> Invitation:
    """Invite somebody who works for the LSP. A person is recorded, so that he can be named as a trainer.

    Refuses: see `invite` and `create_person`; no role at all ("role").
    """
    if not any(roles.values()):
        raise RuleError(_("Pilih paling sedikit satu peran."), code="role")
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        person = create_person(by=by, on=on, name=name, email=email)
        invitation = _write(by=by, on=on, person=person, email=email, token=token, reason=reason, roles=roles)
    return _deliver(invitation, token)


def resend_invitation(*, by: Account, on: date, invitation: Invitation) -> Invitation:
    """Send a new link; the old one no longer works, and the time starts again. Refuses a used or revoked one."""
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
        _still_pending(invitation)
        invitation.token_digest, invitation.sent_at = digest(token), None
        invitation.expires_at = timezone.now() + timedelta(days=settings.INVITATION_DAYS)
        invitation.save(update_fields=["token_digest", "sent_at", "expires_at"])
        Event.record(invitation.person, "invited", by=by, on=on)
    return _deliver(invitation, token)


@transaction.atomic
def revoke_invitation(*, by: Account, on: date, invitation: Invitation) -> Invitation:
    """Make the link useless. Refuses a used or revoked one."""
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    _still_pending(invitation)
    invitation.revoked_at = timezone.now()
    invitation.save(update_fields=["revoked_at"])
    Event.record(invitation.person, "invitation_revoked", by=by, on=on)
    return invitation


def find_invitation(token: str) -> Invitation:
    """The open invitation of this link, or InvitationGone."""
    invitation = Invitation.objects.open(timezone.now()).filter(token_digest=digest(token)).first()
    if invitation is None:
        raise InvitationGone
    return invitation


@transaction.atomic
def accept_invitation(*, on: date, token: str, username: str, password: str) -> User:
    """Open the account and link it to the person. Once: a second press finds the invitation gone.

    Roles are given at this moment, by whoever invited and for his reason (`granting.announce`).

    Refuses: a user name that is taken or odd, a weak password ("invalid", by field); an e-mail address that another
    account took meanwhile ("email_taken"). Raises InvitationGone.
    """
    invitation = (
        Invitation.objects.select_for_update(of=("self",))
        .open(timezone.now())
        .filter(token_digest=digest(token))
        .select_related("person", "invited_by")
        .first()
    )
    if invitation is None:
        raise InvitationGone
    account = User(
        username=username,
        email=invitation.email,
        first_name=invitation.person.name,
        **{name: getattr(invitation, name) for name in CAPABILITIES},
    )
    _refuse_bad_account(account, password)
    account.set_password(password)
    try:
        with transaction.atomic():
            account.save(force_insert=True)
    except IntegrityError:
        raise RuleError(_("Nama pengguna ini baru saja diambil orang lain."), code="username_taken") from None
    link_account(by=account, on=on, person=invitation.person, account=account)
    invitation.used_at = timezone.now()
    invitation.save(update_fields=["used_at"])
    Event.record(account, "created", by=account, on=on)
    if granted := {name: True for name in CAPABILITIES if getattr(invitation, name)}:
        giver, reason = invitation.invited_by, invitation.reason
        Event.record(account, "roles", by=giver, on=on, reason=reason, **granted)
        granting.announce(by=giver, account=account, granted=granted, reason=reason)
    return account


def _may_be_invited(person: Person, email: str) -> None:
    if person.account_id:
        raise RuleError(_("Orang ini sudah punya akun."), code="linked")
    if not email:
        raise RuleError(_("Isi alamat surelnya lebih dulu."), code="email")
    if User.objects.filter(email__iexact=email).exists():
        raise RuleError(_("Alamat surel ini sudah dipakai akun lain."), code="email_taken")
    if person.invitations.latest_open():
        raise RuleError(_("Orang ini sudah diundang dan undangannya masih berlaku."), code="invited")
    if Invitation.objects.open(timezone.now()).filter(email__iexact=email).exists():
        raise RuleError(_("Alamat ini sudah diundang dan undangannya masih berlaku."), code="invited")


def _still_pending(invitation: Invitation) -> None:
    if not invitation.is_pending:
        raise RuleError(_("Undangan ini sudah diterima atau dibatalkan."), code="closed")


def _refuse_bad_account(account: User, password: str) -> None:
    """Every reason at once, by field."""
    wrong: dict[str, list[Any]] = defaultdict(list)
    if User.objects.filter(email__iexact=account.email).exists():
        raise RuleError(_("Alamat surel undangan ini sudah dipakai akun lain. Hubungi LSP."), code="email_taken")
    if "@" in account.username:  # it could pass for another account's address at sign-in
        wrong["username"].append(_("Nama pengguna tidak boleh memakai tanda @."))
    elif User.objects.filter(username__iexact=account.username).exists():
        wrong["username"].append(_("Nama pengguna ini sudah dipakai. Pilih yang lain."))
    try:
        account.clean_fields(exclude=["password"])
    except ValidationError as problem:
        for name, errors in problem.error_dict.items():
            wrong[name].extend(errors)
    try:
        validate_password(password, account)
    except ValidationError as problem:
        wrong["password"].extend(problem.error_list)
    if wrong:
        raise invalid(dict(wrong))


@transaction.atomic
def _write(
    *, by: Account | None, on: date, person: Person, email: str, token: str, reason: str, roles: dict[str, bool]
) -> Invitation:
    """The invitation as a row; its mail is sent when the tables are free again."""
    if by is not None:  # a double click is one hand: its second invitation waits for the first
        User.objects.select_for_update(no_key=True).get(pk=by.pk)
    person = Person.objects.select_for_update().get(pk=person.pk)
    email = (email or person.email).strip()
    reason = granting.checked_reason(reason) if any(roles.values()) else ""
    if reason and granting.is_oneself(by, person, email):
        raise granting.own_role()
    _may_be_invited(person, email)
    now = timezone.now()
    person.invitations.pending().update(revoked_at=now)  # only expired ones are left here
    Event.record(person, "invited", by=by, on=on, reason=reason)
    return Invitation.objects.create(
        person=person,
        email=email,
        reason=reason,
        token_digest=digest(token),
        invited_by=by,
        invited_at=now,
        expires_at=now + timedelta(days=settings.INVITATION_DAYS),
        **roles,
    )


def _deliver(invitation: Invitation, token: str) -> Invitation:
    """Send the link, outside any lock of the tables."""
    sent = mail.send(
        template="invitation",
        subject=_("Undangan membuat akun di portal sertifikasi"),
        to=invitation.email,
        name=invitation.person.name,
        path=reverse("invitation_accept", args=[token]),
        expires_at=invitation.expires_at,
    )
    if sent:
        invitation.sent_at = timezone.now()
        Invitation.objects.filter(pk=invitation.pk).update(sent_at=invitation.sent_at)
    return invitation
