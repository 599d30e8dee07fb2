"""The guards as PostgreSQL makes them: in a schema of their own that is rolled back at once.

So what stands is held against what this very database makes of the same statements, in its own words and spelling.
"""

from collections.abc import Iterable
from secrets import token_hex
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from .comparing import FACTS
from .guard import Guard
from .placing import schema_of, tables_of

# The trigger and the constraints in PostgreSQL's own words. A unique constraint and its index bear one name.
DEFINITIONS = """
SELECT t.tgname::text, c.relname::text, pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE NOT t.tgisinternal AND pg_table_is_visible(c.oid)"""
CONSTRAINTS = """
SELECT o.conname::text, c.relname::text, pg_get_constraintdef(o.oid) FROM pg_constraint o
JOIN pg_class c ON c.oid = o.conrelid WHERE o.contype IN ('c', 'u') AND pg_table_is_visible(c.oid)
AND c.relnamespace <> 'pg_catalog'::regnamespace
UNION ALL SELECT i.relname::text, c.relname::text, pg_get_indexdef(i.oid)
FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class c ON c.oid = x.indrelid
WHERE x.indisunique AND pg_table_is_visible(c.oid) AND c.relnamespace <> 'pg_catalog'::regnamespace"""

Place = tuple[str, str]


class Scratch:
    """What the catalogue says of guards and constraints that were just made: `said`, `definitions`, `constraints`.

    `restored` is how it spells the same constraints once pg_restore, or an upgrade by it, has made them from that.
    """

    def __init__(self, connection: BaseDatabaseWrapper, guards: Iterable[Guard]) -> None:
        self.connection = connection
        self.home, self.name = schema_of(connection), f"guards_scratch_{token_hex(6)}"
        tables = tables_of(connection)
        self.guards = [guard for guard in guards if guard.table in tables]
        self.tables = sorted({guard.table for guard in self.guards})
        with transaction.atomic(using=connection.alias):
            self._make()
            self.said = {(row[1], row[2]): self._at_home(row[3]) for row in self._rows(FACTS["postgresql"])}
            self.definitions = self._definitions(DEFINITIONS)
            self.constraints = self._definitions(CONSTRAINTS)
            self._restore()
            self.restored = self._definitions(CONSTRAINTS)
            transaction.set_rollback(True, using=connection.alias)

    def _make(self) -> None:
        statements = [f"CREATE SCHEMA {self.name}"]
        statements += [f'CREATE TABLE {self.name}."{table}" (LIKE "{table}")' for table in self.tables]
        statements.append(f"SET LOCAL search_path = {self.name}")
        for guard in self.guards:
            statements += guard.postgresql(self.home)
        statements += declared(self.connection, self.tables)
        with self.connection.cursor() as cursor:
            cursor.execute(";\n".join(statements))

    def _restore(self) -> None:
        """Make every constraint anew from its own text: PostgreSQL reads `IN (...)` otherwise the second time."""
        rows = [row for row in self._rows(CONSTRAINTS) if row[1] in self.tables]
        own = {(name, table) for name, table, text in rows if not text.startswith("CREATE ")}
        statements = []
        for name, table, text in rows:
            alter = f'ALTER TABLE {self.name}."{table}"'
            if not text.startswith("CREATE "):
                statements += [f'{alter} DROP CONSTRAINT "{name}"', f'{alter} ADD CONSTRAINT "{name}" {text}']
            elif (name, table) not in own:  # an index that is no constraint's own
                statements += [f'DROP INDEX {self.name}."{name}"', text]
        with self.connection.cursor() as cursor:
            cursor.execute(";\n".join(statements))

    def _rows(self, query: str) -> list[Any]:
        with self.connection.cursor() as cursor:
            cursor.execute(query)
            return list(cursor.fetchall())

    def _definitions(self, query: str) -> dict[Place, str]:
        return by_place((name, table, self._home(text)) for name, table, text in self._rows(query))

    def _at_home(self, said: list[str]) -> list[str]:
        return [self._home(each) for each in said]

    def _home(self, text: str) -> str:
        return text.replace(f"{self.name}.", f"{self.home}.")


def definitions(connection: BaseDatabaseWrapper, query: str) -> dict[Place, str]:
    """The same of what stands."""
    with connection.cursor() as cursor:
        cursor.execute(query)
        return by_place(cursor.fetchall())


def by_place(rows: Iterable[tuple[str, str, str]]) -> dict[Place, str]:
    """What is said of each place; all of it, in one order, where the database says more than one thing."""
    said: dict[Place, list[str]] = {}
    for name, table, text in rows:
        said.setdefault((name, table), []).append(text)
    return {place: "; ".join(sorted(texts)) for place, texts in said.items()}


def declared(connection: BaseDatabaseWrapper, tables: Iterable[str]) -> list[str]:
    """The statements that add the named constraints of the models to their tables."""
    wanted = set(tables)
    models = [model for model in apps.get_models() if model._meta.db_table in wanted]
    with connection.schema_editor(collect_sql=True, atomic=False) as editor:
        made = [constraint.create_sql(model, editor) for model in models for constraint in model._meta.constraints]
    return [str(statement) for statement in made if statement]
