"""`make test` asks each file of one database or of both, of none never; `make test-all` asks both everything."""

import pytest
from django.db import DatabaseError

from tests import dividing
from tests.architecture.source import ROOT

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


def test_rows_have_all_values_between_them(monkeypatch):
    values = "abcdefghi"
    monkeypatch.setattr(dividing, "WHOLE", False)
    thirds = [dividing.some(values, place, of=3) for place in (4, 5, 6)]
    assert sorted(value for third in thirds for value in third) == list(values)
    monkeypatch.setattr(dividing, "WHOLE", True)
    assert dividing.some(values, 4, of=3) == list(values)
