"""What a guard is: the statements that make it, and what the two databases say of it once it stands."""

from dataclasses import dataclass


def search_path(schema: str, equals: str = "=") -> str:
    """Where a guard's function looks, as it is set and as the catalogue repeats it."""
    return f"search_path{equals}{schema}, pg_temp"


ALWAYS = "(1 = 1)"


@dataclass(frozen=True)
class RowLock:
    """The row of `table` whose id is `key` (SQL that may speak of NEW and OLD), held FOR UPDATE or FOR SHARE."""

    table: str
    key: str
    strength: str = "UPDATE"

    @property
    def statement(self) -> str:
        return f"PERFORM 1 FROM {self.table} WHERE id = {self.key} FOR {self.strength}; "


@dataclass(frozen=True)
class Guard:
    """Refuse `event` on `table` where `refuses_if` holds for NEW/OLD, with `message`.

    `locks` are the rows that are locked first on PostgreSQL, so that two transactions that would each be right alone
    cannot both pass. SQLite has one writer and needs none.
    """

    name: str
    table: str
    event: str
    refuses_if: str
    message: str
    locks: tuple[RowLock, ...] = ()

    @property
    def vendors(self) -> tuple[str, ...]:
        """The databases that know such a statement."""
        return ("postgresql",) if self.event == "TRUNCATE" else ("sqlite", "postgresql")

    def sqlite(self, schema: str) -> list[str]:
        return [
            f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table} FOR EACH ROW "
            f"WHEN {self.refuses_if} BEGIN SELECT RAISE(ABORT, '{self.message}'); END"
        ]

    def postgresql(self, schema: str) -> list[str]:
        """The function looks in the portal's own schema: a temporary table of the same name would come first."""
        return [
            f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql"
            f" SET {search_path(schema, ' = ')} AS $guard${self.body}$guard$",
            f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table} FOR EACH {self.each}"
            f" EXECUTE FUNCTION {self.name}()",
        ]

    @property
    def each(self) -> str:
        return "STATEMENT" if self.event == "TRUNCATE" else "ROW"

    @property
    def body(self) -> str:
        """What PostgreSQL's function does; the catalogue keeps this text as it is."""
        lock = "".join(each.statement for each in self.locks)
        back = {"DELETE": "OLD", "TRUNCATE": "NULL"}.get(self.event, "NEW")
        return (
            f" BEGIN {lock}IF {self.refuses_if} THEN RAISE EXCEPTION '{self.message}' USING ERRCODE = '23000'; END IF; "
            f"RETURN {back}; END "
        )

    def drop(self, vendor: str) -> str:
        where = f" ON {self.table}" if vendor == "postgresql" else ""
        return f"DROP TRIGGER IF EXISTS {self.name}{where}"


def on_any_change(name: str, table: str, refuses_if: str, message: str) -> tuple[Guard, Guard]:
    """Two guards, for UPDATE and DELETE alike; the condition speaks of OLD."""
    return (
        Guard(f"{name}_update", table, "UPDATE", refuses_if, message),
        Guard(f"{name}_delete", table, "DELETE", refuses_if, message),
    )


def same_row(name: str, table: str, *keys: tuple[str, ...]) -> tuple[Guard, Guard]:
    """A row keeps its primary key, and no other row takes that or one of these unique keys from it.

    The second half is for SQLite, whose REPLACE deletes the row in the way without asking the delete triggers.
    """

    def taken(*columns: str) -> str:
        return " AND ".join(f"o.{column} = NEW.{column}" for column in columns)

    found = [f"EXISTS (SELECT 1 FROM {table} o WHERE {taken(*key)}" for key in keys]
    insert = [f"EXISTS (SELECT 1 FROM {table} o WHERE {taken('id')})", *(f"{each})" for each in found)]
    update = ["NEW.id <> OLD.id", *(f"{each} AND o.id <> OLD.id)" for each in found)]
    return (
        Guard(f"{name}_insert", table, "INSERT", f"({' OR '.join(insert)})", "a row is not replaced by another"),
        Guard(f"{name}_update", table, "UPDATE", f"({' OR '.join(update)})", "a row keeps its key"),
    )


def never_emptied(table: str) -> Guard:
    """TRUNCATE asks no row trigger."""
    return Guard(f"{table}_not_truncated", table, "TRUNCATE", ALWAYS, "this table is never emptied")
