"""Putting guards in place, taking them away for a migration, and bringing them back whatever became of it."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import DatabaseError, OperationalError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from .guard import Guard
from .registry import registered

# How a guard looks: so one of an earlier version, whose name the code forgot, is told from anybody else's trigger.
SHAPE = {
    "sqlite": re.compile(
        r"CREATE TRIGGER \w+ BEFORE (INSERT|UPDATE|DELETE) ON \w+ FOR EACH ROW WHEN .*"
        r" BEGIN SELECT RAISE\(ABORT, '[^']*'\); END",
        re.DOTALL,
    ),
    "postgresql": re.compile(
        r" BEGIN (PERFORM 1 FROM \w+ WHERE id = .* FOR (UPDATE|SHARE); )*IF .* THEN RAISE EXCEPTION '[^']*'"
        r" USING ERRCODE = '23000'; END IF; RETURN (NEW|OLD|NULL); END ",
        re.DOTALL,
    ),
}
PLAIN = re.compile(r"[a-z0-9_]+")
STANDING = {
    "sqlite": "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT t.tgname, c.relname, p.prosrc FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
    " JOIN pg_proc p ON p.oid = t.tgfoid AND p.proname = t.tgname"
    " WHERE NOT t.tgisinternal AND pg_table_is_visible(c.oid)",
}
# Functions of guards that are gone, where no other trigger asks them.
UNASKED = (
    "SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.pronamespace = current_schema()::regnamespace"
    " AND p.pronargs = 0 AND p.proname = ANY(%s) AND NOT EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgfoid = p.oid)"
)


def install(connection: BaseDatabaseWrapper, guards: Iterable[Guard]) -> None:
    """Put the guards in place; again and again is the same as once. Guards of absent tables are passed over."""
    with transaction.atomic(using=connection.alias):
        tables, schema = tables_of(connection), schema_of(connection)
        for guard in guards:
            if guard.table in tables:
                _place(connection, guard, schema)


def remove(connection: BaseDatabaseWrapper, guards: Iterable[Guard]) -> None:
    """Take the guards away, before tables are rebuilt."""
    with connection.cursor() as cursor:
        for guard in guards:
            cursor.execute(guard.drop(connection.vendor))


def put_back(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Put every registered guard back that can be, one by one; what could not be, with the database's words.

    Also where a migration stopped half-way: a guard of a table that is not there is passed over, and one that speaks
    of a column that is not there refuses what it cannot judge. When the database answers no more, or somebody holds
    the table, the rest is not waited for.
    """
    sweep(connection)
    tables, schema = tables_of(connection), schema_of(connection)
    failed: dict[str, str] = {}
    fault = ""
    for guard in registered():
        if guard.table not in tables or connection.vendor not in guard.vendors:
            continue
        try:
            if not fault:
                with transaction.atomic(using=connection.alias):
                    _place(connection, guard, schema)
        except OperationalError as silence:
            fault = str(silence)
        except DatabaseError as refusal:
            failed[guard.name] = str(refusal)
        if fault:
            failed[guard.name] = fault
    return failed


def sweep(connection: BaseDatabaseWrapper) -> None:
    """Drop the guards of earlier versions: they look like ours, and the code does not know them any more.

    Also on tables that have no guard today, where nothing would tell of them.
    """
    known, tables = {(guard.name, guard.table) for guard in registered()}, tables_of(connection)
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute(STANDING[connection.vendor])
        swept = []
        for name, table, text in cursor.fetchall():
            ours = PLAIN.fullmatch(name) and table in tables and SHAPE[connection.vendor].fullmatch(text or "")
            if ours and (name, table) not in known:
                cursor.execute(Guard(name, table, "", "", "").drop(connection.vendor))
                swept.append(name)
        if swept and connection.vendor == "postgresql":
            cursor.execute(UNASKED, [swept])
            for (function,) in cursor.fetchall():
                cursor.execute(f"DROP FUNCTION {function}")


def remove_before_migrating(*, using: str, plan: Sequence[object] = (), **_: Any) -> None:
    """Only when there is something to migrate: a portal that merely starts never stands unguarded."""
    if plan:
        sweep(connections[using])
        remove(connections[using], registered())


def install_after_migrating(*, using: str, **_: Any) -> None:
    """Always, also with nothing to migrate: so the guards come back after a migration that was killed."""
    sweep(connections[using])
    install(connections[using], registered())


def tables_of(connection: BaseDatabaseWrapper) -> set[str]:
    with connection.cursor() as cursor:
        return set(connection.introspection.table_names(cursor))


def schema_of(connection: BaseDatabaseWrapper) -> str:
    """The schema of the portal's tables, quoted; SQLite has none to speak of."""
    if connection.vendor != "postgresql":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(current_schema())")
        return str(cursor.fetchone()[0])


def _place(connection: BaseDatabaseWrapper, guard: Guard, schema: str) -> None:
    if connection.vendor not in guard.vendors:
        return
    with connection.cursor() as cursor:
        cursor.execute(guard.drop(connection.vendor))
        for statement in getattr(guard, connection.vendor)(schema):
            cursor.execute(statement)
