"""The guards stand again whatever became of a migration; what cannot be put back is said, with an error."""

import shutil
import sqlite3

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection

from kit.guards import flaws, registered, remove
from tests.dividing import WHOLE, square
from tests.migrated import store
from tests.migrated.key import key
from tests.migrating import FALLS, manage

pytestmark = pytest.mark.together  # its database is made once
on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="tests/postgres/test_migrate.py does it there")


@pytest.fixture(scope="module")
def migrated(tmp_path_factory):
    """A database of its own, brought up to date once (in `make test`: a kept one), with one migration that waits."""
    path = tmp_path_factory.mktemp("migrated") / "portal.sqlite3"
    if WHOLE or not store.copy_kept("sqlite", key(), path):
        code, said = manage(f"sqlite:///{path}", "migrate", "-v0", fall="nothing")
        assert code == 0, said
    asked(path, "DELETE FROM django_migrations WHERE app = 'crispy_forms'")
    return path


@pytest.fixture
def portal(migrated, tmp_path):
    return shutil.copy(migrated, tmp_path / "portal.sqlite3")


SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
# Of every table all that does not depend on the moment.
COLUMNS = """
SELECT m.name, group_concat('CAST("' || c.name || '" AS TEXT)') FROM sqlite_master m, pragma_table_info(m.name) c
WHERE m.type = 'table' AND m.name NOT IN ('django_migrations', 'sqlite_sequence') AND c.type <> 'datetime'
GROUP BY m.name
"""


def asked(path, sql):
    database = sqlite3.connect(path)
    try:
        rows = database.execute(sql).fetchall()
        database.commit()
        return rows
    finally:
        database.close()


def lacking(path):
    """The guards of tables that are there which do not stand as the code makes them."""
    texts = {text for (text,) in asked(path, "SELECT sql FROM sqlite_master WHERE type = 'trigger'")}
    tables = {name for (name,) in asked(path, "SELECT name FROM sqlite_master WHERE type = 'table'")}
    ours = [guard for guard in registered() if "sqlite" in guard.vendors and guard.table in tables]
    return [guard.name for guard in ours if guard.sqlite("")[0] not in texts]


def migrate(path, *words, fall="nothing"):
    return manage(f"sqlite:///{path}", "migrate", "-v0", *words, fall=fall)


@on_sqlite
@pytest.mark.parametrize("fall", square([*FALLS][::-1], of=3))
def test_the_guards_are_back_however_a_migration_ends(portal, fall):
    code, said = migrate(portal, fall=fall)
    assert code in FALLS[fall], said
    assert lacking(portal) == []


@on_sqlite
def test_after_a_kill_the_next_run_brings_them_back_and_until_then_it_is_told(portal):
    assert migrate(portal, fall="SIGKILL")[0] == -9
    assert len(lacking(portal)) == sum("sqlite" in guard.vendors for guard in registered())
    code, said = manage(f"sqlite:///{portal}", "check", "--database", "default")
    assert code == 1 and "portal.E020" in said and "guard certificate_supported is missing" in said
    assert migrate(portal, "assessments")[0] == 0  # which has nothing to do
    assert lacking(portal) == []


@on_sqlite
def test_pretending_to_take_an_app_back_leaves_the_guards_of_its_tables(portal):
    assert migrate(portal, "ethics", "zero", "--fake")[0] == 0
    assert lacking(portal) == []


@pytest.mark.parametrize("words", square([{"check_unapplied": True}, {"plan": True}], of=2))
def test_looking_at_the_plan_takes_no_guard_away_and_brings_none_back(db, words):
    call_command("migrate", verbosity=0, **words)
    assert flaws() == []
    remove(connection, registered()[:1])
    call_command("migrate", verbosity=0, **words)
    assert [flaw.name for flaw in flaws()] == [registered()[0].name]


def test_every_guard_that_can_be_put_back_is_and_the_other_is_said_with_an_error(db, capsys):
    """Somebody left another function of the name."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite refuses no trigger on a table that is there")
    taken = next(guard for guard in registered() if guard.name == "certificate_supported")
    remove(connection, registered())
    with connection.cursor() as cursor:
        cursor.execute(f"DROP FUNCTION {taken.name}()")
        cursor.execute(f"CREATE FUNCTION {taken.name}() RETURNS int LANGUAGE sql AS 'SELECT 1'")
    with pytest.raises((CommandError, DatabaseError)):
        call_command("migrate", verbosity=0)
    assert [flaw.name for flaw in flaws()] == [taken.name]
    assert f"guard {taken.name} is missing (cannot change return type" in capsys.readouterr().err


@on_sqlite
@pytest.mark.whole
def test_what_the_tests_run_on_is_what_these_migrations_make(db, migrated):
    """They run on a copy of a kept database (tests/migrated): one that is not of this code is told here."""

    def ours(sql):
        with connection.cursor() as cursor:
            return cursor.execute(sql).fetchall()

    assert ours(SCHEMA) == asked(migrated, SCHEMA)
    for table, columns in asked(migrated, COLUMNS):
        rows = f"SELECT {columns} FROM {table} ORDER BY 1"
        assert ours(rows) == asked(migrated, rows), table
