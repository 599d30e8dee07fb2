"""Brings a migrated database to a run: a copy of the kept one, or a new one, which is kept for the next run."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection

from . import store
from .key import key, still

TEMPLATE, TEMPLATES_KEPT = "migrated_", 3
ONE_AT_A_TIME = 7_102_233  # any number, if it is always the same


def bring() -> None:
    """The test database of this process, named as Django names it."""
    {"sqlite": on_sqlite, "postgresql": on_postgresql}[connection.vendor](key())


def on_sqlite(wanted: str) -> None:
    """A copy of the kept file; where there is none, the first of two runs or workers makes it and the others wait."""
    path = Path(connection.settings_dict["TEST"]["NAME"])
    for beside in ("-wal", "-shm"):  # of a run that was killed in the same folder: SQLite would add it to the copy
        Path(f"{path}{beside}").unlink(missing_ok=True)
    if not store.copy_kept("sqlite", wanted, path):
        with store.alone("sqlite"):
            if not store.copy_kept("sqlite", wanted, path):
                migrate()
                keep_sqlite(wanted, path)
    use(path)


def keep_sqlite(wanted: str, path: Path) -> None:
    """As one file, without the log that SQLite writes beside it."""
    if still(wanted):
        whole = path.with_name("whole.sqlite3")
        with closing(sqlite3.connect(path)) as database:
            database.execute("VACUUM INTO ?", [str(whole)])
        store.keep("sqlite", wanted, whole)
        whole.unlink()


def on_postgresql(wanted: str) -> None:
    """The server copies a database that nobody works in."""
    with template(wanted) as name:
        connection.settings_dict["TEST"]["TEMPLATE"] = name
        use(connection.creation._create_test_db(verbosity=0, autoclobber=True))


@contextmanager
def template(wanted: str) -> Iterator[str]:
    """Its name, while no other run or worker makes one. It is migrated under another name, so it is whole."""
    test, name, unfinished = connection.settings_dict["TEST"], f"{TEMPLATE}{wanted}", f"unfinished_{wanted}"
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])  # until this connection closes
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if not cursor.fetchone():
            own, test["NAME"] = test["NAME"], unfinished
            migrate()
            connection.close()
            test["NAME"] = own
            if still(wanted):
                cursor.execute(f"ALTER DATABASE {unfinished} RENAME TO {name}")
                drop_old_templates(cursor)
            else:
                name = unfinished
        yield name


def drop_old_templates(cursor) -> None:
    """A server lives longer than a branch: the newest templates are enough."""
    cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s) ORDER BY oid DESC", [TEMPLATE])
    for (name,) in cursor.fetchall()[TEMPLATES_KEPT:]:
        try:
            cursor.execute(f"DROP DATABASE {name}")
        except DatabaseError:  # somebody else is reading it
            continue


def migrate() -> None:
    """A new test database, made by all migrations as Django does it."""
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)


def use(name: str | Path) -> None:
    connection.close()
    settings.DATABASES[connection.alias]["NAME"] = connection.settings_dict["NAME"] = name
