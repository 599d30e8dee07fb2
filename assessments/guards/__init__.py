"""Rules that the database itself repeats, as triggers on SQLite and PostgreSQL.

A guard refuses a raw statement that would break a rule of the field, whoever sends it. Each is one condition in SQL
that both databases read. `migrate` takes the guards away before it works (SQLite rebuilds tables, which drops
triggers) and puts them back when it is done, so no migration needs to think of them; `missing_guards` tells whether
they stand.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connections

from .conditions import ALWAYS, not_competent, suspended, took_part
from .guard import Guard, install, missing_guards, never_emptied, on_any_change, remove, same_row
from .person_rules import PERSON_GUARDS, is_as_assessed
from .rules import GUARDS
from .tie_rules import doubted, tied, tied_to_candidate

__all__ = [
    "ALWAYS",
    "GUARDS",
    "PERSON_GUARDS",
    "Guard",
    "doubted",
    "install",
    "is_as_assessed",
    "missing_guards",
    "never_emptied",
    "not_competent",
    "on_any_change",
    "remove",
    "same_row",
    "suspended",
    "tied",
    "tied_to_candidate",
    "took_part",
]


def remove_before_migrating(*, using: str, plan: Sequence[object] = (), **_: Any) -> None:
    """Only when there is something to migrate: a portal that merely starts never stands unguarded."""
    if plan:
        remove(connections[using], GUARDS)


def install_after_migrating(*, using: str, **_: Any) -> None:
    install(connections[using], GUARDS)
