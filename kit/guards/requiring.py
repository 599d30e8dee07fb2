"""While a guard is missing, hollow or switched off, nothing is signed, decided or issued; reading goes on.

Every act asks anew, with one small query: a guard that vanished is seen by the next act. What is kept is only which
answer of the database was held against the code and found right; any other answer is read in full.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import connection
from django.utils.translation import gettext_lazy as _

from ..errors import RuleError
from .comparing import Flaw, compare, fingerprint
from .registry import on_change, registered

REFUSAL = _(
    "Portal sedang tidak dapat menerima tanda tangan, keputusan, dan penerbitan, karena pengaman basis data tidak"
    " lengkap. Yang sudah tersimpan tetap aman dan dapat dibaca. Hubungi admin LSP."
)
P = ParamSpec("P")
R = TypeVar("R")

_right: list[object] = []  # the answer of the database that was found right, if any
_wrong: list[bool] = []  # whether the last answer in this process was not


def flaws() -> list[Flaw]:
    """What is wrong with the guards now; one query while nothing is."""
    answer = fingerprint(connection)
    if answer in _right:
        _wrong.clear()
        return []
    if found := compare(connection, registered()):
        _wrong[:] = [True]
        return found
    _right[:] = [answer]
    _wrong.clear()
    return []


def known_flaws() -> list[Flaw]:
    """What pages ask: nothing, and no query, until an act or an admin's first page found the guards wanting."""
    return flaws() if _wrong else []


def forget() -> None:
    """Forget every answer: the guards of the code changed, or another test begins."""
    _right.clear()
    _wrong.clear()


def require_guards() -> None:
    """Refuse "guards_missing" unless every guard stands as the code makes it."""
    if flaws():
        raise RuleError(REFUSAL, code="guards_missing")


def while_guarded(operation: Callable[P, R]) -> Callable[P, R]:
    """An operation that refuses "guards_missing" first. Stands inside its transaction, below `transaction.atomic`:
    on SQLite nobody else can take a guard away until that ends.
    """

    @wraps(operation)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        require_guards()
        return operation(*args, **kwargs)

    return guarded


on_change(forget)
