"""What `make test` asks where and how much of it; `make test-all` (WHOLE=1) asks both databases everything.

Most of what the portal does is the same on both databases: it is asked on SQLite. A file in which a database refuses
something is asked on both, on PostgreSQL no more of it than the tests that await a refusal; a file or a test that is
marked `both` is asked there whole. Lists, search, the register, numbers and nonsense are marked `postgresql`: there
they meet the database of a real portal. Files are told apart before they are loaded, by their text.

Of a kind that has many cases `make test` asks a part (`square`): of several sides each value of each, of one side
alone every so many-th value. A test marked `whole` asks what others ask in small. Whoever names a file is asked all its
cases; what a test leaves to its neighbours (`some`) it asks with WHOLE=1 only.
"""

import os
import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import product
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, TypeVar

import pytest

T = TypeVar("T")
ROOT = Path(__file__).resolve().parents[1]
WHOLE = os.environ.get("WHOLE") == "1"
DIVIDED = os.environ.get("DIVIDED", "")  # the run of `make test` that this is: sqlite or postgresql
TOGETHER = re.compile(r"^pytestmark = .*\bmark\.together\b", re.MULTILINE)
AT_HOME_ON_POSTGRESQL = re.compile(r"^pytestmark = .*\bmark\.postgresql\b", re.MULTILINE)
REFUSALS = frozenset({"DatabaseError", "IntegrityError"})
ON_BOTH = re.compile(rf"\b({'|'.join(REFUSALS)})\b|^(pytestmark = .*|@pytest\.)\bmark\.both\b", re.MULTILINE)


def runs_of(path: Path) -> set[str]:
    """The runs of `make test` that ask this file; never none."""
    if path.parent.name == "postgres":
        return {"postgresql"}
    text = path.read_text(encoding="utf-8")
    found = {"postgresql"} if AT_HOME_ON_POSTGRESQL.search(text) else {"sqlite"}
    return found | ({"sqlite", "postgresql"} if ON_BOTH.search(text) else set())


def is_asked_here(path: Path) -> bool:
    return not DIVIDED or not path.name.startswith("test_") or DIVIDED in runs_of(path)


def group_of(node: str) -> str:
    """What is given to one worker at a time: a test, or a file whose tests share what is dear to make."""
    path, _, _name = node.partition("::")
    return path if is_together(ROOT / path) else node


@cache
def is_together(path: Path) -> bool:
    return bool(TOGETHER.search(path.read_text(encoding="utf-8")))


def is_put_off(item: pytest.Function) -> bool:
    """Whether only `make test-all` asks this here, and whoever names its file."""
    if not DIVIDED:
        return False
    return item.get_closest_marker("whole") is not None or (DIVIDED == "postgresql" and not belongs_there(item))


def belongs_there(item: pytest.Function) -> bool:
    """Whether PostgreSQL has a word in this test."""
    marked = any(item.get_closest_marker(name) for name in ("both", "postgresql"))
    return marked or item.path.parent.name == "postgres" or awaits_refusal(item.function)


def awaits_refusal(thing: Any) -> bool:
    """Whether this names an error of a database: a test, a function or a table of errors that it uses."""
    if isinstance(thing, tuple):
        return any(getattr(each, "__name__", "") in REFUSALS for each in thing)
    return isinstance(thing, FunctionType) and thing.__module__.startswith("tests.") and _names_refusal(thing)


@cache
def _names_refusal(function: FunctionType) -> bool:
    names = named_in(function.__code__)
    used = (function.__globals__.get(name) for name in names - {function.__name__})
    return bool(names & REFUSALS) or any(awaits_refusal(thing) for thing in used)


def named_in(code: CodeType) -> set[str]:
    inner = [const for const in code.co_consts if isinstance(const, CodeType)]
    return set(code.co_names).union(*map(named_in, inner))


def square(*sides: Iterable[Any], of: int) -> list[Any]:
    """The cases of a `parametrize`: all combinations. `make test` asks every `of`-th, as a Latin square does.

    Each value is among them if any other side has `of` values or more.
    """
    cases = []
    for case in product(*map(enumerate, sides)):
        is_asked = sum(place for place, _ in case) % of == 0
        cases.append(pytest.param(*(value for _, value in case), marks=[] if is_asked else [pytest.mark.whole]))
    return cases


def some(things: Sequence[T], place: int, of: int) -> list[T]:
    """Every `of`-th thing, beginning at this place: with a place for each row, the rows have all of them together."""
    return list(things) if WHOLE else [thing for number, thing in enumerate(things) if number % of == place % of]
