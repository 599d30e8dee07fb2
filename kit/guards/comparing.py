"""Each guard as the database has it, held against what the code makes: a hollow one of the same name is none."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from .guard import Guard, search_path

# Each row: what it is, its name, the table it is on, and all that is to be said of it, as texts. An operator or
# function in the portal's schema that fits PostgreSQL's types (below 16384) better than its own is asked first.
FACTS = {
    "sqlite": """
SELECT type, name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'
UNION ALL SELECT 'temporary ' || type, name, tbl_name, sql FROM sqlite_temp_master
ORDER BY 1, 2""",
    "postgresql": """
SELECT 'trigger' AS kind, t.tgname::text AS name, c.relname::text AS place, ARRAY[
    t.tgenabled::text, t.tgtype::text,
    (t.tgqual IS NULL AND t.tgnargs = 0 AND t.tgattr::text = '' AND t.tgconstraint = 0
     AND t.tgoldtable IS NULL AND t.tgnewtable IS NULL)::text,
    quote_ident(n.nspname) || '.' || p.proname, p.prosrc, COALESCE(array_to_string(p.proconfig, '; '), ''),
    l.lanname::text, p.prosecdef::text] AS said
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
WHERE NOT t.tgisinternal AND pg_table_is_visible(c.oid)
UNION ALL SELECT 'rule', r.rulename::text, c.relname::text, ARRAY[]::text[]
FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class WHERE c.relkind IN ('r', 'p') AND pg_table_is_visible(c.oid)
UNION ALL SELECT 'row security', '', c.relname::text, ARRAY[]::text[]
FROM pg_class c WHERE (c.relrowsecurity OR c.relforcerowsecurity) AND pg_table_is_visible(c.oid)
UNION ALL SELECT 'heir', h.relname::text, c.relname::text, ARRAY[]::text[]
FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhparent JOIN pg_class h ON h.oid = i.inhrelid
WHERE pg_table_is_visible(c.oid)
UNION ALL SELECT 'operator', o.oprname::text, '', ARRAY[o.oprcode::text] FROM pg_operator o
WHERE o.oprnamespace = current_schema()::regnamespace AND o.oprleft < 16384 AND o.oprright < 16384
    AND o.oprname::text IN ('=', '<>', '<', '<=', '>', '>=', '||', '~~')
UNION ALL SELECT 'function', p.proname::text, '', ARRAY[p.proargtypes::text] FROM pg_proc p
WHERE p.pronamespace = current_schema()::regnamespace AND p.pronargs > 0 AND p.prorettype <> 'trigger'::regtype
    AND NOT EXISTS (SELECT 1 FROM unnest(p.proargtypes) a WHERE a >= 16384)
    AND EXISTS (SELECT 1 FROM pg_proc b WHERE b.proname = p.proname AND b.pronamespace = 'pg_catalog'::regnamespace)
UNION ALL SELECT 'replication', current_setting('session_replication_role'), '', ARRAY[]::text[]
UNION ALL SELECT 'schema', quote_ident(current_schema()), '', ARRAY[]::text[]""",
}
# Joined by a sign that no guard has: whoever moves a border between two parts brings one too many.
DIGEST = f"""
SELECT encode(sha256(convert_to(string_agg(
    concat_ws(chr(31), f.kind, f.name, f.place, array_to_string(f.said, chr(31))), chr(30)
    ORDER BY f.kind, f.name COLLATE "C", f.place COLLATE "C"), 'UTF8')), 'hex') FROM ({FACTS["postgresql"]}) f"""
EVENTS = {"INSERT": 4, "DELETE": 8, "UPDATE": 16, "TRUNCATE": 32}  # bits of pg_trigger.tgtype
ROW, BEFORE = 1, 2
OFF = ("D", "R")
ON_TABLE = re.compile(r"CREATE TRIGGER \S+ BEFORE (\w+) ON ")

# What leads around the guards of one table.
AROUND_TABLE = {
    "trigger": "trigger {name} on {table} is none of the portal's",
    "rule": "rule {name} on {table} rewrites what is written there",
    "row security": "row level security on {table} hides rows from the guards",
    "heir": "table {name} inherits from {table}: its rows are seen there, and no guard is asked",
}

Row = Sequence[Any]
Said = Sequence[Any]


@dataclass(frozen=True)
class Flaw:
    """What is wrong with a guard, or stands in the way of the guards of a table; in the words of the audit."""

    name: str
    problem: str

    def __str__(self) -> str:
        return self.problem


def facts(connection: BaseDatabaseWrapper) -> list[Row]:
    """What the database says of the triggers that stand, and of all that could lead around them."""
    with connection.cursor() as cursor:
        cursor.execute(FACTS[connection.vendor])
        return list(cursor.fetchall())


def fingerprint(connection: BaseDatabaseWrapper) -> object:
    """The same as long as nothing in `facts` has changed: one query, answered by PostgreSQL in one line."""
    if connection.vendor != "postgresql":
        return facts(connection)
    with connection.cursor() as cursor:
        cursor.execute(DIGEST)
        return cursor.fetchone()[0]


def expected(guard: Guard, vendor: str, schema: str) -> Said:
    """What `facts` says of this guard when it is as the code makes it."""
    if vendor == "sqlite":
        return guard.sqlite(schema)
    kind = EVENTS[guard.event] + BEFORE + (ROW if guard.each == "ROW" else 0)
    return ["O", str(kind), "true", f"{schema}.{guard.name}", guard.body, search_path(schema), "plpgsql", "false"]


def compare(
    connection: BaseDatabaseWrapper, guards: Iterable[Guard], made: Mapping[tuple[str, str], Said] | None = None
) -> list[Flaw]:
    """Every flaw of these guards and of their tables. `made` says how they are when made by this very database."""
    rows = facts(connection)
    vendor = connection.vendor
    guards = [guard for guard in guards if vendor in guard.vendors]
    schema = next((row[1] for row in rows if row[0] == "schema"), "")
    standing = {(row[1], row[2]): _said(row) for row in rows if row[0] == "trigger"}
    flaws: list[Flaw] = []
    for guard in guards:
        wanted = expected(guard, vendor, schema) if made is None else made.get((guard.name, guard.table), [])
        found = standing.get((guard.name, guard.table))
        if found is None:  # the table may be missing as well, and then nothing was made beside it
            places = [table for name, table in standing if name == guard.name]
            said = f"is on another table: {', '.join(places)}" if places else "is missing"
        elif not wanted:
            said = "is on what is no table of its own"
        else:
            said = _difference(vendor, found, wanted)
        if said:
            flaws.append(Flaw(guard.name, f"guard {guard.name} {said}"))
    return flaws + _around(rows, guards)


def _said(row: Row) -> Said:
    return row[3] if isinstance(row[3], list) else [row[3]]


def _difference(vendor: str, found: Said, wanted: Said) -> str:
    """How a guard differs from what it must be; "" when it does not."""
    if list(found) == list(wanted):
        return ""
    if vendor == "sqlite":
        here, there = (ON_TABLE.match(each[0] or "") for each in (found, wanted))
        if here and there and here[1] != there[1]:
            return f"is for another event: {here[1]}"
        return "has another text"
    return _difference_of_parts(found, wanted)


def _difference_of_parts(found: Said, wanted: Said) -> str:
    enabled, kind, plain, function, source, settings, language, definer, *definition = found
    events = sum(EVENTS.values())
    if enabled in OFF:
        return "is switched off"
    if (int(kind) & events) != (int(wanted[1]) & events):
        names = [name for name, bit in EVENTS.items() if int(kind) & bit]
        return f"is for another event: {', '.join(names)}"
    if kind != wanted[1] or plain != wanted[2]:
        return "is asked otherwise: not before every row, or on a condition"
    if function != wanted[3]:
        return f"asks another function: {function}"
    if source != wanted[4] or language != wanted[6]:
        return "has another text in its function"
    if settings != wanted[5]:
        return f"has a function with other settings: {settings or 'none'}"
    if definer != wanted[7]:
        return "has a function with the rights of its owner"
    return "has another text" if definition != list(wanted[8:]) else ""


def _around(rows: Iterable[Row], guards: Iterable[Guard]) -> list[Flaw]:
    """What leads around the guards of a table, though each stands as it must."""
    known = {(guard.name, guard.table) for guard in guards}
    names, tables = {name for name, _table in known}, {table for _name, table in known}
    flaws = []
    for kind, name, table, *_rest in rows:
        said = _for_all(kind, name)
        if kind.startswith("temporary") and {name, table} & (tables | names):
            said = f"{kind} {name} hides or rewrites what is written to {table}"
        elif table in tables and (kind != "trigger" or (name, table) not in known):
            said = AROUND_TABLE.get(kind, "").format(name=name, table=table)
        if said:
            flaws.append(Flaw(name, said))
    return flaws


def _for_all(kind: str, name: str) -> str:
    """What leads around the guards of every table."""
    if kind == "replication" and name != "origin":
        return f"session_replication_role is {name}: no guard is asked"
    if kind in ("operator", "function"):
        return f"{kind} {name} of the portal's schema takes the place of PostgreSQL's own"
    return ""
