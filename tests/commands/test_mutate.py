"""`make mutate` puts one small fault after the other into the rules; here into a rule of two lines."""

import gc
import importlib.util
import sys
from pathlib import Path

import pytest
from django.apps import apps

from scripts import mutate_faults, mutate_reach

RULE = '''
from functools import wraps

MOST = 3


def twice(act):
    @wraps(act)
    def done(*given, most=MOST):
        return act(*given), act(*given)

    return done


@twice
def lend(book, shelf):
    """Refuses a shelf that is full."""
    if len(shelf) >= MOST and not book.small:
        raise ValueError("full")
    book.lent = True
    shelf.append(book)
    return len(shelf) - 1
'''


class Book:
    small, lent = False, False


@pytest.fixture
def rule(tmp_path):
    """The rule as a loaded module, and a second one that took the constant by name."""
    path = tmp_path / "lending.py"
    path.write_text(RULE)
    spec = importlib.util.spec_from_file_location("lending", path)
    module = sys.modules["lending"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    del sys.modules["lending"]


def faults_of(module, tmp_path):
    return {
        f"{fault.was} -> {fault.becomes}": fault for fault in mutate_faults.faults(tmp_path / "lending.py", tmp_path)
    }


def test_a_rule_is_wrong_in_many_small_ways(rule, tmp_path):
    assert sorted(faults_of(rule, tmp_path)) == [
        "1 -> 2",
        "3 -> 4",
        "True -> False",
        "book.lent = True -> pass",
        "len(shelf) - 1 -> len(shelf) + 1",
        "len(shelf) >= MOST -> len(shelf) > MOST",
        "len(shelf) >= MOST and (not book.small) -> len(shelf) >= MOST or not book.small",
        "not book.small -> book.small",
        "raise ValueError('full') -> pass",
        "shelf.append(book) -> pass",
    ]


@pytest.mark.parametrize(
    ("fault", "ends"),
    [
        ("len(shelf) >= MOST -> len(shelf) > MOST", [0, 1, 2, 3]),
        ("raise ValueError('full') -> pass", [0, 1, 2, 3]),
        ("3 -> 4", [0, 1, 2, 3]),
        ("shelf.append(book) -> pass", [-1, -1, -1, -1]),
        ("not book.small -> book.small", [0, 1, 2, 3]),
    ],
)
def test_a_fault_reaches_a_rule_that_is_loaded_behind_its_decorator(rule, tmp_path, fault, ends):
    """Whoever has the function in hand already runs the fault."""
    lend, shelf = rule.lend, []
    assert mutate_faults.put_in(faults_of(rule, tmp_path)[fault], tmp_path)
    assert [*lend(Book(), shelf), *lend(Book(), shelf)] == ends


def test_a_fault_reaches_what_the_test_bed_has_frozen(rule, tmp_path):
    gc.freeze()
    assert mutate_faults.put_in(faults_of(rule, tmp_path)["len(shelf) - 1 -> len(shelf) + 1"], tmp_path)
    assert rule.lend(Book(), []) == (2, 3)


def test_without_a_fault_the_shelf_is_full(rule):
    shelf = []
    rule.lend(Book(), shelf)
    with pytest.raises(ValueError, match="full"):
        rule.lend(Book(), shelf)


def test_what_nobody_runs_is_said(rule, tmp_path):
    fault = faults_of(rule, tmp_path)["1 -> 2"]
    (tmp_path / "other.py").write_text(RULE)
    other = mutate_faults.faults(tmp_path / "other.py", tmp_path)[fault.number]
    assert not mutate_faults.put_in(other, tmp_path)


def test_what_a_reader_or_a_lock_would_notice_is_left_alone(tmp_path):
    path = tmp_path / "calm.py"
    path.write_text(
        "def calm(rows, row):\n"
        "    rows.select_for_update(no_key=True).get(pk=1)\n"
        "    row.lock_people()\n"
        "    held = row.lock_people()\n"
        "    row.save(force_insert=True)\n"
        "    raise _('%d buku', 3)\n"
    )
    told = {f"{fault.was} -> {fault.becomes}" for fault in mutate_faults.faults(path, tmp_path)}
    assert told == {"1 -> 2", "row.save(force_insert=True) -> pass", "raise _('%d buku', 3) -> pass"}


def test_a_new_row_gets_its_key_from_the_database():
    """Else `force_insert` would say something, and leaving it out would be a fault."""
    own = [model._meta.label for model in apps.get_models() if model._meta.auto_field is None]
    assert own == ["assessments.ImportDraft", "sessions.Session"]  # neither is saved with `force_insert`


def test_an_address_whose_name_is_not_written_out_is_passed_over(tmp_path):
    """One such once stopped the tool."""
    path = tmp_path / "urls.py"
    path.write_text("for act in ACTS:\n    path('x/', act.view, name=act.name)\npath('y/', views.lend, name='lend')\n")
    assert [node.name for node in mutate_reach.nodes_in(path, tmp_path)] == ["lend"]


def test_the_nearest_tests_are_asked_first(tmp_path):
    written = {
        "library/lending/operations.py": "def lend(): return _full()\ndef _full(): return True\n",
        "library/lending/views.py": "def lend_page(request): return lend()\n",
        "library/urls.py": "path('lend/', views.lend_page, name='book_lend')\n",
        "tests/library/lending/test_pages.py": "def test_page(client): client.get(reverse('book_lend'))\n",
        "tests/library/lending/test_lend.py": "def test_lend(shelf): shelf\ndef shelf(): return lend()\n",
        "tests/shop/test_shop.py": "def test_refusal(): assert code == 'shelf_full'\n",
        "tests/library/test_other.py": "def test_other(): lend()\ndef test_nothing(): pass\n",
        "tests/library/test_common.py": "def test_by_helper(): act()\ndef act(): return lend()\n",
        **{
            f"tests/library/test_{n}.py": "def act(): pass\ndef test_far(): act()\n" for n in range(mutate_reach.COMMON)
        },
    }
    for name, text in written.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    reach = mutate_reach.Reach([tmp_path / name for name in written], tmp_path)
    assert [name for _file, name in reach.tests("_full", "library/lending/operations.py")] == [
        "test_lend", "test_page", "test_other", "test_by_helper",
    ]  # fmt: skip
    told = reach.tests("_full", "library/lending/operations.py", ["shelf_full", "lend"])
    assert {name for _file, name in told[:2]} == {"test_refusal", "test_other"}  # each says one of these words


@pytest.mark.parametrize(
    ("test", "file", "is_one"),
    [
        ("tests/library/lending/test_pages.py", "library/lending/operations.py", True),
        ("tests/library/test_lends.py", "library/lends/access.py", True),
        ("tests/library/test_access.py", "library/access.py", True),
        ("tests/library/test_other.py", "library/access.py", False),
        ("tests/shop/test_access.py", "library/access.py", False),
    ],
)
def test_tests_stand_where_their_noun_stands(test, file, is_one):
    assert mutate_reach.mirrors(test, file) is is_one


@pytest.mark.parametrize(
    ("ended", "green"),
    [
        ({"caught": 9, "lived": 1}, True),
        ({"caught": 8, "lived": 1, "unseen": 1}, False),
        ({"caught": 9, "unreachable": 1}, True),
        ({"caught": 8, "unreachable": 2}, False),
    ],
)
def test_it_is_green_when_nine_of_ten_were_tried_and_caught(capsys, monkeypatch, ended, green):
    monkeypatch.syspath_prepend(Path(mutate_faults.__file__).parent)
    report = importlib.import_module("mutate").report
    results = [{"ended": end, "fault": "x", "seconds": 1} for end, count in ended.items() for _ in range(count)]
    assert (report(results, 0.0) == 0) is green
    assert f"{ended.get('unreachable', 0)} could not be put in" in capsys.readouterr().out
