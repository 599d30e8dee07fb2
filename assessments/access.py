"""Who may: the roles, asked in one place. A wrong role is a 403; another person's object a 404 (visible_to).

Deciding and officiating are two offices beside the assessor's own work. Whoever is suspended as an assessor holds
neither for that time: he reads on, every act is refused (`check_decision_maker`, `check_ethics_officer`, and `allow`
for whatever a page of an office is sent).
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kit.access import Question, allowing
from kit.accounts import Account
from kit.errors import RuleError

from .models import Bar

SUSPENDED = _(
    "Tugas Anda sebagai asesor sedang dibekukan. Sampai pembekuan itu berakhir, Anda tidak dapat memutuskan sertifikasi"
    " atau menangani urusan etik. Petugas lain yang mengerjakannya."
)


def is_lsp_admin(user: Any) -> bool:
    return bool(user.is_authenticated and user.is_lsp_admin)


def is_decision_maker(user: Any) -> bool:
    return bool(user.is_authenticated and user.is_decision_maker)


def is_ethics_officer(user: Any) -> bool:
    return bool(user.is_authenticated and user.is_ethics_officer)


def is_assessor(user: Any) -> bool:
    """Whether the account is linked to a person who is an assessor still on duty."""
    assessor = getattr(_person(user), "assessor", None)
    return bool(assessor and assessor.is_active)


def is_candidate(user: Any) -> bool:
    """Whether the account is linked to a person who is a candidate."""
    return bool(getattr(_person(user), "candidate", None))


def _person(user: Any) -> Any:
    """`user.person` with assessor and candidate at hand: every page asks for all three, so they are one query.

    It fetches what they are called, not what the LSP knows of them: an identity number is decrypted when it is shown.
    """
    if not user.is_authenticated:
        return None
    relation = user._meta.get_field("person")
    if not relation.is_cached(user):
        people = relation.related_model._default_manager.select_related("assessor", "candidate")
        people = people.only("name", "account", "assessor__is_active", "candidate__job")
        relation.set_cached_value(user, next(iter(people.filter(account=user).order_by()), None))
    return relation.get_cached_value(user)


def is_suspended(user: Any, *days: date) -> bool:
    """Whether the account is that of an assessor who is suspended on one of these days; none named, today.

    Asked of the tables each time: a suspension holds from the moment it is placed.
    """
    bars = Bar.objects.filter(assessor__person__account=user)
    return any(bars.touching(day, day).exists() for day in days or [timezone.localdate()])


def refuse_suspended(user: Any, *days: date) -> None:
    """Refuses "suspended": today, or on one of these days, as which something is to be recorded."""
    if is_suspended(user):
        raise RuleError(SUSPENDED, code="suspended")
    if days and is_suspended(user, *days):
        raise RuleError(_("Pada tanggal itu tugas Anda sebagai asesor dibekukan."), code="suspended")


def is_held_back(user: Any) -> bool:
    """Whether a suspension keeps the account from an office it has. Costs a query only where there may be one."""
    has_office = any(holds(user) for holds in OFFICES)
    return bool(has_office and getattr(_person(user), "assessor", None) and is_suspended(user))


def check_decision_maker(by: Account, *days: date) -> None:
    """PermissionDenied for anybody but a decision maker; refuses a suspended one as `refuse_suspended`."""
    if not is_decision_maker(by):
        raise PermissionDenied
    refuse_suspended(by, *days)


def check_ethics_officer(by: Account, *days: date) -> None:
    """PermissionDenied for anybody but an ethics officer; refuses a suspended one as `refuse_suspended`."""
    if not is_ethics_officer(by):
        raise PermissionDenied
    refuse_suspended(by, *days)


OFFICES = (is_decision_maker, is_ethics_officer)


def _refuse_held_back(account: Any, questions: Sequence[Question]) -> None:
    """Who comes only by an office and is suspended reads what is there; what he sends is refused ("suspended")."""
    if not any(may(account) for may in questions if may not in OFFICES):
        refuse_suspended(account)


allow = allowing(_refuse_held_back)
