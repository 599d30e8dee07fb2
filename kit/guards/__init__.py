"""Rules that the database itself repeats, as triggers on SQLite and PostgreSQL.

A guard refuses a raw statement that would break a rule, whoever sends it. Each is one condition in SQL that both
databases read. Models declare the plain ones (`declared`), a noun's `guards.py` writes out what is its own, and every
app registers both (`registry`). `migrate` takes the guards away before it works (SQLite rebuilds tables, which drops
triggers) and puts them back whatever became of it (`placing`), so no migration needs to think of them. Whether they
stand as the code makes them is asked by the audit (`comparing`, `surroundings`) and before every act (`standing`).
"""

from .comparing import Flaw, compare
from .declared import Guarded, Kept, declared
from .guard import ALWAYS, Guard, RowLock, never_emptied, on_any_change, same_row
from .placing import install, install_after_migrating, put_back, remove, remove_before_migrating
from .registry import guards_of, register, registered
from .requiring import flaws, known_flaws, require_guards, while_guarded

__all__ = [
    "ALWAYS",
    "Flaw",
    "Guard",
    "Guarded",
    "Kept",
    "RowLock",
    "compare",
    "declared",
    "flaws",
    "guards_of",
    "install",
    "install_after_migrating",
    "known_flaws",
    "never_emptied",
    "on_any_change",
    "put_back",
    "register",
    "registered",
    "remove",
    "remove_before_migrating",
    "require_guards",
    "same_row",
    "while_guarded",
]
