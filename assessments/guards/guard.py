"""What a guard is, and how guards are put in place, taken away and counted."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True)
class Guard:
    """Refuse `event` on `table` where `refuses_if` holds for NEW/OLD, with `message`.

    `locks` names the assessment whose row is locked first on PostgreSQL, so that two transactions that would each be
    right alone (a certificate here, a changed verdict there) cannot both pass. SQLite has one writer and needs none.
    """

    name: str
    table: str
    event: str
    refuses_if: str
    message: str
    locks: str = ""

    def sqlite(self) -> list[str]:
        return [
            f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table} FOR EACH ROW "
            f"WHEN {self.refuses_if} BEGIN SELECT RAISE(ABORT, '{self.message}'); END"
        ]

    def postgresql(self) -> list[str]:
        lock = f"PERFORM 1 FROM assessments_assessment WHERE id = {self.locks} FOR UPDATE; " if self.locks else ""
        back = "OLD" if self.event == "DELETE" else "NEW"
        return [
            f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN {lock}"
            f"IF {self.refuses_if} THEN RAISE EXCEPTION '{self.message}' USING ERRCODE = '23000'; END IF; "
            f"RETURN {back}; END $guard$",
            f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table} FOR EACH ROW"
            f" EXECUTE FUNCTION {self.name}()",
        ]

    def drop(self, vendor: str) -> str:
        where = f" ON {self.table}" if vendor == "postgresql" else ""
        return f"DROP TRIGGER IF EXISTS {self.name}{where}"


def on_any_change(name: str, table: str, refuses_if: str, message: str) -> tuple[Guard, Guard]:
    """Two guards, for UPDATE and DELETE alike; the condition speaks of OLD."""
    return (
        Guard(f"{name}_update", table, "UPDATE", refuses_if, message),
        Guard(f"{name}_delete", table, "DELETE", refuses_if, message),
    )


def install(connection: BaseDatabaseWrapper, guards: Iterable[Guard]) -> None:
    """Put the guards in place; again and again is the same as once. Guards of absent tables are passed over."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for guard in guards:
            if guard.table in tables:
                cursor.execute(guard.drop(connection.vendor))
                for statement in getattr(guard, connection.vendor)():
                    cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper, guards: Iterable[Guard]) -> None:
    """Take the guards away, before tables are rebuilt."""
    with connection.cursor() as cursor:
        for guard in guards:
            cursor.execute(guard.drop(connection.vendor))


def missing_guards(connection: BaseDatabaseWrapper, guards: Iterable[Guard]) -> list[str]:
    """The names of the guards that the database does not have."""
    names = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
    }
    with connection.cursor() as cursor:
        cursor.execute(names[connection.vendor])
        present = {row[0] for row in cursor.fetchall()}
    return sorted({guard.name for guard in guards} - present)
