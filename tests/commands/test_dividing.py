"""`make test` asks each file of one database or of both, of none never; `make test-all` asks both everything."""

import ast
import re
from itertools import product

import pytest
from django.db import DatabaseError

from tests import dividing
from tests.architecture.source import ROOT, functions

FILES = sorted(path for path in (ROOT / "tests").rglob("test_*.py") if "browser" not in path.parts)
BOTH = {"sqlite", "postgresql"}


def runs(text, tmp_path):
    path = tmp_path / "test_something.py"
    path.write_text(text)
    return dividing.runs_of(path)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("def test_a_page(client): pass", {"sqlite"}),
        ("import pytest\npytestmark = pytest.mark.postgresql\n", {"postgresql"}),
        ("import pytest\npytestmark = [pytest.mark.django_db, pytest.mark.postgresql]\n", {"postgresql"}),
        ("from django.db import DatabaseError, connection\n", BOTH),
        ("from django.db import IntegrityError\n", BOTH),
        ("import pytest\npytestmark = pytest.mark.both\n", BOTH),
        ("import pytest\n@pytest.mark.both\ndef test_a_column(): pass", BOTH),
        ("pytestmark = pytest.mark.postgresql\nexcept DatabaseError: pass", BOTH),
        ("if connection.vendor == 'sqlite': pass", {"sqlite"}),
        ("'''a word about pytest.mark.postgresql'''", {"sqlite"}),
    ],
)
def test_a_file_tells_by_its_text_where_it_is_asked(text, where, tmp_path):
    assert runs(text, tmp_path) == where


def test_each_run_has_its_files_and_no_file_is_forgotten():
    where = {path: dividing.runs_of(path) for path in FILES}
    assert all(where.values())
    assert all(where[path] == {"postgresql"} for path in FILES if path.parent.name == "postgres")
    both = [path for path in FILES if where[path] == BOTH]
    named = {path.name for path in both}
    assert {"test_central_rule.py", "test_central_rule_machine.py", "test_raw_attacks.py", "test_guards.py"} <= named
    assert len(both) < len(FILES) / 2


def skipped_on_sqlite(path):
    """The decorators of each test that only PostgreSQL can be asked."""
    found = [list(map(ast.unparse, each.decorator_list)) for each in functions(path)]
    return [said for said in found if any("connection.vendor != 'postgresql'" in each for each in said)]


def test_what_sqlite_skips_is_asked_on_postgresql():
    skipping = {path: tests for path in FILES if (tests := skipped_on_sqlite(path))}
    assert len(skipping) > 1
    for path, tests in skipping.items():
        is_marked = re.search(r"^pytestmark = .*\bmark\.(both|postgresql)\b", path.read_text(), re.MULTILINE)
        assert "postgresql" in dividing.runs_of(path), path
        assert is_marked or all("pytest.mark.both" in said for said in tests), path


@pytest.mark.parametrize(
    ("run", "page", "races"), [("", True, True), ("sqlite", True, False), ("postgresql", False, True)]
)
def test_a_run_loads_its_own_files_and_everything_that_is_no_test(monkeypatch, run, page, races):
    monkeypatch.setattr(dividing, "DIVIDED", run)
    assert dividing.is_asked_here(ROOT / "tests/architecture/test_access_matrix.py") is page
    assert dividing.is_asked_here(ROOT / "tests/postgres/test_races.py") is races
    assert dividing.is_asked_here(ROOT / "tests/world.py")


def refused():
    raise DatabaseError


def by_a_helper():
    refused()


def nothing():
    return 1


@pytest.mark.parametrize(("function", "awaits"), [(refused, True), (by_a_helper, True), (nothing, False)])
def test_what_awaits_a_refusal_is_known_by_the_names_it_uses(function, awaits):
    assert dividing.awaits_refusal(function) is awaits


@pytest.mark.parametrize(
    ("sides", "of"), [(("abc", "xyz"), 3), (("ab", "vwxyz"), 2), (("abc", "uvwxyz", "12"), 3), (("abcd", "xy"), 2)]
)
def test_a_square_asks_each_value_of_each_side(sides, of):
    cases = dividing.square(*sides, of=of)
    asked = [case.values for case in cases if not case.marks]
    assert [case.values for case in cases] == list(product(*sides))
    assert [set(values) for values in zip(*asked, strict=True)] == [set(side) for side in sides]
    assert len(asked) <= len(cases) / of


def test_of_one_side_a_square_asks_every_so_many_th():
    assert [case.values[0] for case in dividing.square("abcde", of=2) if not case.marks] == ["a", "c", "e"]


def test_rows_have_all_values_between_them(monkeypatch):
    values = "abcdefghi"
    monkeypatch.setattr(dividing, "WHOLE", False)
    thirds = [dividing.some(values, place, of=3) for place in (4, 5, 6)]
    assert sorted(value for third in thirds for value in third) == list(values)
    monkeypatch.setattr(dividing, "WHOLE", True)
    assert dividing.some(values, 4, of=3) == list(values)
