"""A role is never given quietly: not to oneself, not without a reason, and all who have a say in it hear of it."""

from collections.abc import Collection
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from assessments.models import Person
from kit import mail
from kit.accounts import Account
from kit.errors import RuleError
from kit.printable import stated
from kit.roles import of_flags

from ...models import User
from ..models import CAPABILITIES

LONGEST_REASON = 300


def granted_by(account: User, *, wanted: dict[str, bool], is_active: bool) -> list[str]:
    """The roles that this change gives: those not held before, and all that come back with a closed account."""
    reopened = is_active and not account.is_active
    return [name for name in CAPABILITIES if wanted[name] and (reopened or not getattr(account, name))]


def own_role() -> RuleError:
    return RuleError(_("Peran untuk diri sendiri hanya dapat diberikan admin lain."), code="own_role")


def checked_reason(reason: str) -> str:
    """Why a role is given, as it is stated. Refuses "reason_required" and "reason_long".

    Nothing is stated by invisible marks, nor without a letter or a digit.
    """
    reason = stated(reason)
    if not reason:
        raise RuleError(_("Tulis mengapa peran ini diberikan."), code="reason_required")
    if len(reason) > LONGEST_REASON:
        raise RuleError(_("Alasan paling panjang %(most)s huruf."), code="reason_long", params={"most": LONGEST_REASON})
    return reason


def is_oneself(by: Account | None, person: Person, email: str) -> bool:
    """Whether somebody is about to invite himself: his own record, or an address that reaches him."""
    if by is None:
        return False
    own = Person.objects.filter(account=by).first()
    if own and own.pk == person.pk:
        return True
    reaching = {_mailbox(by.email), _mailbox(own.email if own else "")} - {""}
    return bool(reaching & {_mailbox(email), _mailbox(person.email)})


def _mailbox(email: str) -> str:
    """The mailbox behind an address: what stands after a plus only sorts the mail."""
    name, at, host = email.strip().casefold().rpartition("@")
    return f"{name.partition('+')[0]}{at}{host}"


def announce(*, by: Account | None, account: User, granted: Collection[str], reason: str) -> None:
    """Once the change is stored, write to every acting admin, every acting holder of the role and who was given it.

    One letter to each, so that none reads the others' addresses. A mail server that fails changes nothing.
    """
    concerned = Q(is_lsp_admin=True) | Q(pk=account.pk)
    for name in granted:
        concerned |= Q(**{name: True})
    readers = list(User.objects.filter(concerned, is_active=True).exclude(email="").order_by("pk"))
    words = {
        "giver": str(by) if by else _("Pengelola server"),
        "holder": str(account),
        "roles": format_lazy(", ".join(["{}"] * len(granted)), *(role.label for role in of_flags(granted))),
        "reason": reason,
        "at": timezone.localtime(),
    }
    _write(readers, account, words)


@mail.after_commit
def _write(readers: list[User], account: User, words: dict[str, Any]) -> None:
    for reader in readers:
        _write_to(reader, account, words)


def _write_to(reader: User, account: User, words: dict[str, Any]) -> None:
    path = account.get_absolute_url() if reader.is_lsp_admin else reverse("report_create")
    mail.send(
        template="role_given",
        subject=_("Peran baru untuk %(holder)s") % words,
        to=reader.email,
        name=str(reader),
        is_admin=reader.is_lsp_admin,
        path=path,
        **words,
    )
