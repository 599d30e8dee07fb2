"""What else could lead around the guards: what the audit asks beside `comparing`, at its leisure."""

import re
from collections.abc import Iterable, Iterator

from django.apps import apps
from django.db import DatabaseError, models
from django.db.backends.base.base import BaseDatabaseWrapper

from .comparing import Flaw, compare
from .guard import Guard
from .placing import tables_of
from .scratch import CONSTRAINTS, DEFINITIONS, Scratch, definitions

# Settings of this connection that hold back a rule of the database: name, and the value it must have.
PRAGMAS = {"ignore_check_constraints": 0, "writable_schema": 0, "foreign_keys": 1}
AROUND = """
SELECT c.relname::text, 'foreign keys of ' || c.relname || ' are switched off' FROM pg_trigger t
JOIN pg_class c ON c.oid = t.tgrelid WHERE t.tgisinternal AND t.tgenabled IN ('D', 'R') AND pg_table_is_visible(c.oid)
UNION SELECT c.relname::text, 'function of guard ' || t.tgname || ' belongs to another role than its table'
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
WHERE NOT t.tgisinternal AND p.proowner <> c.relowner AND pg_table_is_visible(c.oid)
UNION SELECT '', 'event trigger ' || e.evtname || ' acts on changes of the schema' FROM pg_event_trigger e
WHERE e.evtenabled <> 'D'
UNION SELECT '', 'session_replication_role is set for ' || COALESCE(r.rolname::text, 'every role')
FROM pg_db_role_setting s LEFT JOIN pg_roles r ON r.oid = s.setrole
WHERE EXISTS (SELECT 1 FROM unnest(s.setconfig) w WHERE lower(w) LIKE 'session\\_replication\\_role=%'
AND lower(w) NOT LIKE '%=origin')
ORDER BY 1, 2"""

# Every constraint by its name, and every unique and foreign key by its columns.
KEYS = {
    "sqlite": """
SELECT 'unique key', m.name, COALESCE((SELECT group_concat(c.name) FROM pragma_index_info(i.name) c), '')
FROM sqlite_master m, pragma_index_list(m.name) i WHERE m.type = 'table' AND i."unique" AND NOT i.partial
UNION SELECT 'foreign key', m.name, f."from" FROM sqlite_master m, pragma_foreign_key_list(m.name) f
WHERE m.type = 'table'
UNION SELECT 'constraint', m.name, i.name FROM sqlite_master m, pragma_index_list(m.name) i
WHERE i."unique" AND m.type = 'table'""",
    "postgresql": """
SELECT CASE o.contype WHEN 'f' THEN 'foreign key' ELSE 'unique key' END, c.relname::text,
    (SELECT string_agg(a.attname, ',') FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = ANY (o.conkey))
FROM pg_constraint o JOIN pg_class c ON c.oid = o.conrelid
WHERE o.contype IN ('u', 'f') AND o.convalidated AND pg_table_is_visible(c.oid)
UNION SELECT 'constraint', c.relname::text, o.conname::text
FROM pg_constraint o JOIN pg_class c ON c.oid = o.conrelid WHERE o.convalidated AND pg_table_is_visible(c.oid)
UNION SELECT 'constraint', c.relname::text, i.relname::text FROM pg_index x
JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class c ON c.oid = x.indrelid
WHERE x.indisunique AND x.indisvalid AND pg_table_is_visible(c.oid)""",
}
# SQLite keeps its checks in the text of the table.
NAMED = re.compile(r'CONSTRAINT "([^"]+)"')


def audit_guards(connection: BaseDatabaseWrapper, guards: Iterable[Guard]) -> Iterator[Flaw]:
    """Every flaw of the guards, of what stands around them, and of the constraints of their tables. Leaves no trace."""
    guards = tuple(guards)
    if connection.vendor == "postgresql":
        yield from _beside_scratch(connection, guards)
        tables = {guard.table for guard in guards}
        with connection.cursor() as cursor:
            cursor.execute(AROUND)
            yield from (Flaw(table, said) for table, said in cursor.fetchall() if not table or table in tables)
    else:
        yield from compare(connection, guards)
        yield from _pragmas(connection)
    yield from constraint_flaws(connection, guards)


def _beside_scratch(connection: BaseDatabaseWrapper, guards: tuple[Guard, ...]) -> Iterator[Flaw]:
    try:
        scratch = Scratch(connection, guards)
    except DatabaseError as refusal:
        yield Flaw("scratch", f"guards could not be compared in a scratch schema: {str(refusal).splitlines()[0]}")
        yield from compare(connection, guards)
        return
    found = compare(connection, guards, made=scratch.said)
    yield from found
    named = {flaw.name for flaw in found}
    standing = definitions(connection, DEFINITIONS)
    for place, wanted in scratch.definitions.items():
        if place[0] not in named and standing.get(place, wanted) != wanted:
            yield Flaw(place[0], f"guard {place[0]} has another text")
    kept = definitions(connection, CONSTRAINTS)
    for place, wanted in scratch.constraints.items():
        if place in kept and kept[place] not in (wanted, scratch.restored[place]):
            yield Flaw(place[0], f"constraint {place[0]} on {place[1]} has another text")


def _pragmas(connection: BaseDatabaseWrapper) -> Iterator[Flaw]:
    with connection.cursor() as cursor:
        for name, wanted in PRAGMAS.items():
            cursor.execute(f"PRAGMA {name}")
            found = cursor.fetchone()[0]
            if found != wanted:
                yield Flaw(name, f"this connection runs with {name} = {found}")


def constraint_flaws(connection: BaseDatabaseWrapper, guards: Iterable[Guard]) -> Iterator[Flaw]:
    """The checks, unique keys and foreign keys that the models declare on guarded tables, and the database lacks.

    On SQLite a check is known by its name only: its text there depends on the version of Django that wrote it.
    """
    tables = {guard.table for guard in guards} & tables_of(connection)
    with connection.cursor() as cursor:
        cursor.execute(KEYS[connection.vendor])
        found = {(kind, table, ",".join(sorted(said.split(",")))) for kind, table, said in cursor.fetchall()}
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
            found |= {("constraint", table, name) for table, sql in cursor.fetchall() for name in NAMED.findall(sql)}
    for model in apps.get_models(include_auto_created=True):
        table = model._meta.db_table
        if table in tables:
            for kind, said in _declared_keys(model):
                if (kind, table, said) not in found:
                    yield Flaw(table, f"{kind} {said} of {table} is missing")


def _declared_keys(model: type[models.Model]) -> Iterator[tuple[str, str]]:
    columns = {field.name: str(field.column) for field in model._meta.local_fields}
    for constraint in model._meta.constraints:
        yield "constraint", constraint.name
    for names in model._meta.unique_together:
        yield "unique key", ",".join(sorted(columns[name] for name in names))
    for field in model._meta.local_fields:
        if field.unique and not field.primary_key:
            yield "unique key", columns[field.name]
        if isinstance(field, models.ForeignKey) and getattr(field, "db_constraint", True):
            yield "foreign key", columns[field.name]
