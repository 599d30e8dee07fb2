"""Whom people are asked of and told to before their records change: nouns above register themselves here.

Nothing is changed while nobody has registered: a rule that is not asked would be a hole (LookupError).
"""

from collections.abc import Callable, Collection
from datetime import date
from typing import Any, Protocol

from kit.accounts import Account

from .models import Person

Check = Callable[[Person, Collection[str]], None]


class TieWatch(Protocol):
    """Who watches over ties. `lock_people` is called before one is written, `tell` after: in one transaction."""

    def lock_people(self, *people: int) -> None: ...

    def tell(self, *people: int, by: Account, on: date) -> None: ...


_checks: list[Check] = []
_watches: list[TieWatch] = []


def check_changes_with(check: Check) -> None:
    """Register who may refuse new values of a person's columns."""
    if check not in _checks:
        _checks.append(check)


def watch_ties(watch: TieWatch) -> None:
    """Register who hears of relations and trainings."""
    if watch not in _watches:
        _watches.append(watch)


def check_change(person: Person, changed: Collection[str]) -> None:
    """Refuse what a registered check refuses of these columns."""
    for check in _all(_checks):
        check(person, changed)


def lock_people(*people: int) -> None:
    for watch in _all(_watches):
        watch.lock_people(*people)


def tell(*people: int, by: Account, on: date) -> None:
    for watch in _all(_watches):
        watch.tell(*people, by=by, on=on)


def _all(registered: list[Any]) -> list[Any]:
    if not registered:
        raise LookupError("nobody has registered with assessments.people.asking")
    return registered
