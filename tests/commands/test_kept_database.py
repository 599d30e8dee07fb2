"""The tests run on a copy of a kept database: never on one of other code, and never on half of one."""

import ast
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.apps import apps

import assessments.people.models
import certificates.first_records
import kit.fields
import kit.guards.placing
import lsp_portal.management.commands.migrate
import lsp_portal.terms
from kit.guards import guards_of, register, registered
from tests.architecture.source import ROOT
from tests.migrated import imports, key, store

# A guard's helper, a model, what a migration imports, reference data, the command, a setting, the keeping itself.
DECIDES = [
    kit.guards.placing, assessments.people.models, kit.fields, certificates.first_records,
    lsp_portal.management.commands.migrate, lsp_portal.terms, store,
]  # fmt: skip


@pytest.fixture
def copy(monkeypatch, tmp_path):
    """The source of the portal, to be changed."""
    for folder in (*{app.name for app in apps.get_app_configs() if (ROOT / app.name).is_dir()}, "tests"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__", "fonts"))
    monkeypatch.setattr(imports, "ROOT", tmp_path)
    monkeypatch.setattr(key, "ROOT", tmp_path)
    return tmp_path


@pytest.fixture
def folder(monkeypatch, tmp_path):
    monkeypatch.setattr(store, "FOLDER", tmp_path / "kept")
    return tmp_path / "kept"


@pytest.fixture
def made(tmp_path):
    path = tmp_path / "made"
    path.write_bytes(b"a database" * 1000)
    return path


@pytest.fixture
def target(tmp_path):
    return tmp_path / "target"


def of(copy, module):
    return copy / Path(module.__file__).relative_to(ROOT)


def edit(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        file.write("\n# Another line.\n")


@pytest.mark.parametrize("module", DECIDES, ids=lambda module: module.__name__)
def test_another_text_of_what_decides_is_another_key(copy, module):
    before = key.key()
    edit(of(copy, module))
    assert key.key() != before


def test_every_migration_counts_and_a_new_one_as_well(copy):
    before = key.key()
    migrations = sorted(copy.glob("*/migrations/0*.py"))
    assert len(migrations) >= 39 and set(migrations) <= key.sources()
    shutil.copy(migrations[-1], migrations[-1].with_name("0999_new.py"))
    assert key.key() != before


def test_a_file_that_a_migration_could_read_counts(copy):
    before = key.key()
    edit(of(copy, certificates.first_records).parent / "papers" / "fr-ak-01.yaml")
    assert key.key() != before


def test_a_guard_counts_as_it_is_registered_wherever_it_comes_from():
    before, own = key.key(), guards_of("ethics")
    register("ethics", own[1:])
    try:
        assert key.key() != before
    finally:
        register("ethics", own)
    assert key.key() == before and registered()


def test_settings_packages_and_python_count(monkeypatch):
    keys = [key.key()]
    monkeypatch.setenv("SEALER", "pkcs11")
    keys.append(key.key())
    monkeypatch.setattr(key, "packages", lambda: ["django-6.0.dist-info"])
    keys.append(key.key())
    monkeypatch.setattr(sys, "version", "3.99")
    keys.append(key.key())
    assert len(set(keys)) == 4
    monkeypatch.undo()
    assert any(name.startswith("django-5") for name in key.packages())


def test_pages_and_tests_change_nothing(copy):
    """Else whoever writes a page waits for the migrations after each line."""
    before = key.key()
    for path in (
        copy / "assessments/assessments/views/cases.py",
        copy / "ethics/gifts/forms.py",
        copy / "tests/world.py",
    ):
        assert path.exists()
        edit(path)
    assert key.key() == before


def test_no_import_is_overlooked():
    """The imports are read as text; the parser of Python sees no module that this did not."""
    found = key.sources()
    modules = {str(path.relative_to(ROOT).with_suffix("")).replace("/", "."): path for path in found}
    for module, path in modules.items():
        module = module.removesuffix(".__init__")
        for name in parsed(path, module):
            assert imports.file_of(name) in (None, *found) or path.name == "apps.py", (module, name)


def parsed(path, module):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            source = "." * node.level + (node.module or "")
            base = imports.absolute(source, module, is_package=path.name == "__init__.py")
            yield from (base, *(f"{base}.{alias.name}" for alias in node.names))


def test_what_was_edited_since_the_process_began_is_not_kept(copy):
    wanted = key.key()
    assert key.still(wanted)
    migration = min(copy.glob("certificates/migrations/0*.py"))
    os.utime(migration)  # edited, and edited back
    assert not key.still(wanted)
    edit(migration)
    assert not key.still(wanted)


def test_what_is_kept_is_copied_and_only_under_its_key(folder, made, target):
    store.keep("sqlite", "one", made)
    assert not store.copy_kept("sqlite", "two", target) and not target.exists()
    assert not store.copy_kept("cluster", "one", target)
    assert store.copy_kept("sqlite", "one", target) and target.read_bytes() == made.read_bytes()


@pytest.mark.parametrize("damage", [b"", b"a database", b"A database" * 1000])
def test_a_damaged_file_is_not_taken_and_makes_room_for_a_whole_one(folder, made, target, damage):
    store.keep("sqlite", "one", made)
    (kept,) = folder.iterdir()
    kept.write_bytes(damage)
    assert not store.copy_kept("sqlite", "one", target)
    assert not kept.exists() and not target.exists()
    store.keep("sqlite", "one", made)
    assert store.copy_kept("sqlite", "one", target)


def test_a_run_that_is_killed_while_it_keeps_leaves_nothing_to_take(folder, made, target):
    endless = made.with_name("endless")
    os.mkfifo(endless)
    code = "import sys; from pathlib import Path; from tests.migrated import store; store.FOLDER = Path(sys.argv[1]); "
    run = subprocess.Popen(
        [sys.executable, "-c", code + "store.keep('sqlite', 'one', Path(sys.argv[2]))", folder, endless], cwd=ROOT
    )
    with endless.open("wb") as pipe:  # opens when the other side reads
        pipe.write(b"half")
        pipe.flush()
        run.send_signal(signal.SIGKILL)
        assert run.wait() == -signal.SIGKILL
    (unfinished,) = folder.iterdir()
    assert not store.copy_kept("sqlite", "one", target)
    os.utime(unfinished, (0, 0))
    store.keep("sqlite", "one", made)
    assert store.copy_kept("sqlite", "one", target)
    assert not unfinished.exists()


def test_two_runs_do_not_make_it_at_once(folder, tmp_path):
    code = (
        "import sys, time; from pathlib import Path; from tests.migrated import store; store.FOLDER = Path(sys.argv[1])"
        "\nwith store.alone('sqlite'):\n"
        "    Path(sys.argv[2]).mkdir(); time.sleep(0.3); Path(sys.argv[2]).rmdir()"  # fails if it is there
    )
    runs = [subprocess.Popen([sys.executable, "-c", code, folder, tmp_path / "busy"], cwd=ROOT) for _ in range(3)]
    assert [run.wait() for run in runs] == [0, 0, 0]


def test_a_removed_folder_comes_back(folder, made, target):
    store.keep("sqlite", "one", made)
    shutil.rmtree(folder)
    assert not store.copy_kept("sqlite", "one", target)
    with store.alone("sqlite"):
        store.keep("sqlite", "one", made)
    assert store.copy_kept("sqlite", "one", target)


def test_where_nothing_can_be_written_the_run_goes_on_without(folder, made, target):
    folder.write_text("not a folder")
    with store.alone("sqlite"):
        store.keep("sqlite", "one", made)
    assert not store.copy_kept("sqlite", "one", target)


def test_only_the_newest_stay_and_one_that_is_used_is_new(folder, made, target):
    for age, name in enumerate("abcdef"):
        store.keep("sqlite", name, made)
        for path in folder.glob(f"sqlite-{name}-*"):
            os.utime(path, (time.time() - 1000 + age,) * 2)
        if name == "c":
            assert store.copy_kept("sqlite", "a", target)
    assert {path.name.split("-")[1] for path in folder.iterdir()} == {"a", "d", "e", "f"}
