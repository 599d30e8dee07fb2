"""The table of docs/ethics.md against the code: what it says of a clause is there, and what is there is in it."""

import re
from typing import NamedTuple

import pytest
from django.apps import apps
from django.urls import get_resolver

from ethics.mechanisms import MECHANISMS
from tests.architecture.source import ROOT

APPS = ("assessments", "certificates", "ethics", "lsp_portal")
HEAD = ["Clause", "Mechanism", "Screen", "Record", "Test"]
TEST = re.compile(r"^\s*def test_", re.MULTILINE)


class Row(NamedTuple):
    clause: str
    mechanism: str
    screens: list[str]
    records: list[str]
    tests: list[str]


def cells(line):
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def names(cell):
    """The names of a cell: separated by commas, in backticks or not."""
    return [name.strip(" `") for name in cell.split(",") if name.strip(" `")]


def table_of(text):
    """The lines of the first table, its head and rule left out."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    assert cells(lines[0]) == HEAD
    return [Row(*two, *map(names, lists)) for *two, a, b, c in map(cells, lines[2:]) for lists in [(a, b, c)]]


ROWS = table_of((ROOT / "docs" / "ethics.md").read_text(encoding="utf-8"))
MODELS = {model.__name__ for name in APPS for model in apps.get_app_config(name).get_models()}


def words_of(row):
    """Everything that the tests of a row say."""
    return "\n".join((ROOT / path).read_text(encoding="utf-8") for path in row.tests)


def unnamed(row):
    """The screens and records of a row that none of its tests names."""
    said = words_of(row)
    return [name for name in [*row.screens, *row.records] if not re.search(rf"\b{name}\b", said)]


def clause_of(row):
    return f"clause {row.clause}"


def test_every_clause_has_its_row():
    assert [row.clause for row in ROWS] == [str(number) for number in MECHANISMS]
    assert list(MECHANISMS) == list(range(1, 17))


@pytest.mark.parametrize("row", ROWS, ids=clause_of)
def test_no_column_is_empty(row):
    assert all(row)


@pytest.mark.parametrize("row", ROWS, ids=clause_of)
def test_screens_are_pages_and_those_of_the_mechanism(row):
    assert not [name for name in row.screens if name not in get_resolver().reverse_dict]
    assert sorted(row.screens) == sorted(MECHANISMS[int(row.clause)].screens)


@pytest.mark.parametrize("row", ROWS, ids=clause_of)
def test_records_are_models_and_those_of_the_mechanism(row):
    assert set(row.records) <= MODELS
    assert sorted(row.records) == sorted({record.model.__name__ for record in MECHANISMS[int(row.clause)].records})


@pytest.mark.parametrize("row", ROWS, ids=clause_of)
def test_tests_are_there_and_about_this_clause(row):
    """A test file that is named has tests in it, and every page and record of the row is named by one of them."""
    assert not [path for path in row.tests if not TEST.search((ROOT / path).read_text(encoding="utf-8"))]
    assert not unnamed(row)


def test_a_false_row_is_found():
    row = Row(
        "1",
        "The pledge",
        ["pledge_sign", "nowhere_list"],
        ["Pledge", "Nothing"],
        ["tests/ethics/pledges/test_pledges.py"],
    )
    assert unnamed(row._replace(screens=["nowhere_list"])) == ["nowhere_list", "Nothing"]
    with pytest.raises(FileNotFoundError):
        words_of(row._replace(tests=["tests/ethics/test_no_such_thing.py"]))
