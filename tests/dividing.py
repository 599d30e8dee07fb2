"""What `make test` asks where and how much of it; `make test-all` (WHOLE=1) asks both databases everything.

Most of what the portal does is the same on both databases: it is asked on SQLite. A file that speaks to the database
itself (its guards, its constraints, its words of refusal) is asked on both. Lists, search, the register, numbers and
nonsense are marked `postgresql`: there they meet the database of a real portal. Files are told apart before they are
loaded, by their text.
"""

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
WHOLE = os.environ.get("WHOLE") == "1"
DIVIDED = os.environ.get("DIVIDED", "")  # the run of `make test` that this is: sqlite or postgresql
AT_HOME_ON_POSTGRESQL = re.compile(r"^pytestmark = .*\bmark\.postgresql\b", re.MULTILINE)
SPEAKS_TO_THE_DATABASE = re.compile(
    r"\b(DatabaseError|IntegrityError|cursor\(\)|connection\.vendor)|^from tests\.guarding import", re.MULTILINE
)


def runs_of(path: Path) -> set[str]:
    """The runs of `make test` that ask this file; never none."""
    if path.parent.name == "postgres":
        return {"postgresql"}
    text = path.read_text(encoding="utf-8")
    found = {"postgresql"} if AT_HOME_ON_POSTGRESQL.search(text) else {"sqlite"}
    return found | ({"sqlite", "postgresql"} if SPEAKS_TO_THE_DATABASE.search(text) else set())


def is_asked_here(path: Path) -> bool:
    return not DIVIDED or not path.name.startswith("test_") or DIVIDED in runs_of(path)


def some(things: Sequence[T], place: int, of: int) -> list[T]:
    """Every `of`-th thing, beginning at this place: with a place for each row, the rows have all of them together."""
    return list(things) if WHOLE else [thing for number, thing in enumerate(things) if number % of == place % of]
