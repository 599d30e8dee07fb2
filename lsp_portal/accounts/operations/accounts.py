"""What an account may do, given and taken."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assessments.models import Event
from kit.accounts import Account
from kit.errors import RuleError

from ...models import User
from ..models import CAPABILITIES
from . import granting


@transaction.atomic
def edit_account(
    *, by: Account | None, on: date, account: User, is_active: bool, reason: str = "", **roles: bool
) -> User:
    """Give and take roles (CAPABILITIES; one not named is taken), or close and reopen an account.

    An account closed is signed out everywhere. A role that is given, or that comes back with a reopened account, has a
    reason and is told to the admins and to everybody who holds it; one that is taken needs neither.

    Refuses: a role for oneself ("own_role"); a role without a reason ("reason_required", "reason_long"); taking one's
    own admin role or closing one's own account ("own"); leaving no acting admin ("last_admin").
    """
    # All admins are locked, so that two of them cannot take the role from each other at the same moment.
    admins = {admin.pk for admin in User.objects.select_for_update().acting_admins().order_by("pk")}
    account = User.objects.select_for_update().get(pk=account.pk)
    wanted = {name: roles.pop(name, False) for name in CAPABILITIES}
    if roles:
        raise TypeError(f"no such role: {', '.join(roles)}")
    granted = granting.granted_by(account, wanted=wanted, is_active=is_active)
    if granted and by is not None and by.pk == account.pk:
        raise granting.own_role()
    if granted:
        reason = granting.checked_reason(reason)
    loses_admin = account.is_lsp_admin and not (wanted["is_lsp_admin"] and is_active)
    if by is not None and by.pk == account.pk and (loses_admin or not is_active):
        raise RuleError(_("Peran admin dan akun Anda sendiri hanya dapat dicabut admin lain."), code="own")
    if loses_admin and admins == {account.pk}:
        raise RuleError(_("Harus ada paling sedikit satu admin yang aktif."), code="last_admin")
    before = {name: getattr(account, name) for name in (*CAPABILITIES, "is_active")}
    for name, held in (wanted | {"is_active": is_active}).items():
        setattr(account, name, held)
    account.save(update_fields=list(before))
    after = {name: getattr(account, name) for name in before}
    changed = {name: after[name] for name in CAPABILITIES if before[name] != after[name]}
    if changed:
        Event.record(account, "roles", by=by, on=on, reason=reason, **changed)
    if before["is_active"] != is_active:
        Event.record(account, "activated" if is_active else "deactivated", by=by, on=on, reason=reason)
    if granted:
        granting.announce(by=by, account=account, granted=granted, reason=reason)
    return account
