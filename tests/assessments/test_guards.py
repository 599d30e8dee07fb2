"""A guard that is gone, hollow or led around is found and named, and no act is taken until it stands again."""

from dataclasses import replace
from importlib import import_module

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection

from kit.errors import RuleError
from kit.guards import (
    ALWAYS,
    Guard,
    compare,
    flaws,
    guards_of,
    install,
    known_flaws,
    never_emptied,
    on_any_change,
    put_back,
    registered,
    require_guards,
    same_row,
)
from kit.guards.placing import SHAPE, schema_of
from kit.guards.scratch import CONSTRAINTS, by_place, definitions
from kit.guards.surroundings import audit_guards

pytestmark = pytest.mark.both

TABLE, NAME = "certificates_certificate", "certificate_supported"
ETHICS = "pledge_of_the_assessor"
FUNCTION = "CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql {settings} AS 'BEGIN RETURN NEW; END'"
SETTINGS = "SET search_path = {schema}, pg_temp"
HOLLOW = "BEGIN SELECT RAISE(ABORT, 'a certificate needs an assessment that was granted'); END"

ON_SQLITE = {
    "dropped": (["DROP TRIGGER {name}"], "guard {name} is missing"),
    "of ethics dropped": ([f"DROP TRIGGER {ETHICS}"], f"guard {ETHICS} is missing"),
    "hollow": (
        ["DROP TRIGGER {name}", "CREATE TRIGGER {name} BEFORE INSERT ON {table} FOR EACH ROW WHEN 0 " + HOLLOW],
        "guard {name} has another text",
    ),
    "after the fact": (
        ["DROP TRIGGER {name}", "CREATE TRIGGER {name} AFTER INSERT ON {table} BEGIN SELECT 1; END"],
        "guard {name} has another text",
    ),
    "for another event": (
        ["DROP TRIGGER {name}", "CREATE TRIGGER {name} BEFORE DELETE ON {table} BEGIN SELECT 1; END"],
        "guard {name} is for another event: DELETE",
    ),
    "on another table": (
        ["DROP TRIGGER {name}", "CREATE TRIGGER {name} BEFORE INSERT ON django_session BEGIN SELECT 1; END"],
        "guard {name} is on another table: django_session",
    ),
    "an extra trigger": (
        ["CREATE TRIGGER zz_quiet BEFORE UPDATE ON {table} BEGIN SELECT RAISE(IGNORE); END"],
        "trigger zz_quiet on {table} is none of the portal's",
    ),
    "a temporary trigger": (
        ["CREATE TEMP TRIGGER quiet BEFORE UPDATE ON main.{table} BEGIN SELECT RAISE(IGNORE); END"],
        "temporary trigger quiet hides or rewrites what is written to {table}",
    ),
    "a temporary view": (
        ["CREATE TEMP VIEW assessments_decision AS SELECT 1 AS id"],
        "temporary view assessments_decision hides or rewrites what is written to assessments_decision",
    ),
}  # fmt: skip
ON_POSTGRESQL = {
    "dropped": (["DROP TRIGGER {name} ON {table}"], "guard {name} is missing"),
    "of ethics dropped": ([f"DROP TRIGGER {ETHICS} ON ethics_pledge"], f"guard {ETHICS} is missing"),
    "hollow": ([FUNCTION.replace("{settings}", SETTINGS)], "guard {name} has another text in its function"),
    "looks elsewhere": (
        ["ALTER FUNCTION {name}() SET search_path = pg_temp"],
        "guard {name} has a function with other settings: search_path=pg_temp",
    ),
    "with its owner's rights": (
        ["ALTER FUNCTION {name}() SECURITY DEFINER"], "guard {name} has a function with the rights of its owner",
    ),
    "on a condition": (
        ["DROP TRIGGER {name} ON {table}",
         "CREATE TRIGGER {name} BEFORE INSERT ON {table} FOR EACH ROW WHEN (false) EXECUTE FUNCTION {name}()"],
        "guard {name} is asked otherwise: not before every row, or on a condition",
    ),
    "after the fact": (
        ["DROP TRIGGER {name} ON {table}",
         "CREATE TRIGGER {name} AFTER INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"],
        "guard {name} is asked otherwise: not before every row, or on a condition",
    ),
    "for another event": (
        ["DROP TRIGGER {name} ON {table}",
         "CREATE TRIGGER {name} BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"],
        "guard {name} is for another event: DELETE",
    ),
    "on another table": (
        ["DROP TRIGGER {name} ON {table}",
         "CREATE TRIGGER {name} BEFORE INSERT ON django_session FOR EACH ROW EXECUTE FUNCTION {name}()"],
        "guard {name} is on another table: django_session",
    ),
    "another function": (
        ["CREATE FUNCTION quiet() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
         "DROP TRIGGER {name} ON {table}",
         "CREATE TRIGGER {name} BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION quiet()"],
        "guard {name} asks another function: {schema}.quiet",
    ),
    "switched off": (["ALTER TABLE {table} DISABLE TRIGGER {name}"], "guard {name} is switched off"),
    "all switched off": (["ALTER TABLE {table} DISABLE TRIGGER ALL"], "guard {name} is switched off"),
    "only for replicas": (["ALTER TABLE {table} ENABLE REPLICA TRIGGER {name}"], "guard {name} is switched off"),
    "an extra trigger": (
        ["CREATE FUNCTION quiet() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
         "CREATE TRIGGER zz_quiet BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION quiet()"],
        "trigger zz_quiet on {table} is none of the portal's",
    ),
    "a rule": (
        ["CREATE RULE quiet AS ON UPDATE TO {table} DO INSTEAD NOTHING"],
        "rule quiet on {table} rewrites what is written there",
    ),
    "row level security": (
        ["ALTER TABLE assessments_decision ENABLE ROW LEVEL SECURITY"],
        "row level security on assessments_decision hides rows from the guards",
    ),
    "an heir": (
        ["CREATE TABLE heir () INHERITS ({table})"],
        "table heir inherits from {table}: its rows are seen there, and no guard is asked",
    ),
    "as a replica": (
        ["SET LOCAL session_replication_role = replica"], "session_replication_role is replica: no guard is asked",
    ),
    "an operator that says no": (
        ["CREATE FUNCTION never(varchar, varchar) RETURNS boolean LANGUAGE sql AS 'SELECT false'",
         "CREATE OPERATOR {schema}.<> (LEFTARG = varchar, RIGHTARG = varchar, FUNCTION = never)"],
        "operator <> of the portal's schema takes the place of PostgreSQL's own",
    ),
    "a function that says another": (
        ["CREATE FUNCTION {schema}.substr(varchar, int) RETURNS varchar LANGUAGE sql AS 'SELECT $1'"],
        "function substr of the portal's schema takes the place of PostgreSQL's own",
    ),
    "a view instead of the table": (
        ["ALTER TABLE {table} RENAME TO hidden", "CREATE VIEW {table} AS SELECT * FROM hidden"],
        "guard {name} is on another table: hidden",
    ),
    "a temporary view": (
        ["CREATE TEMP VIEW {table} AS SELECT * FROM {schema}.{table}"], "guard {name} is missing",
    ),
    "a temporary table": (
        ["CREATE TEMP TABLE {table} (id bigint)"], "guard {name} is missing",
    ),
    "another schema first": (
        ["CREATE SCHEMA other", "CREATE TABLE other.{table} (LIKE {table})", "SET LOCAL search_path = other, {schema}"],
        "guard {name} is missing",
    ),
}  # fmt: skip
AUDITED_ON_SQLITE = {
    "checks are not asked": (
        ["PRAGMA ignore_check_constraints = 1"], "this connection runs with ignore_check_constraints = 1",
    ),
    "a unique key is gone": (
        ["DROP INDEX certificate_one_per_assessment"],
        "constraint certificate_one_per_assessment of {table} is missing",
    ),
}  # fmt: skip
CHECK, UNIQUE = "certificate_expires_after_issue", "certificate_one_per_assessment"
AUDITED_ON_POSTGRESQL = {
    "a check is gone": (
        [f"ALTER TABLE {{table}} DROP CONSTRAINT {CHECK}"], f"constraint {CHECK} of {{table}} is missing",
    ),
    "a check is hollow": (
        [f"ALTER TABLE {{table}} DROP CONSTRAINT {CHECK}",
         f"ALTER TABLE {{table}} ADD CONSTRAINT {CHECK} CHECK (id > 0)"],
        f"constraint {CHECK} on {{table}} has another text",
    ),
    "a unique key has another condition": (
        [f"DROP INDEX {UNIQUE}", f"CREATE UNIQUE INDEX {UNIQUE} ON {{table}} (assessment_id) WHERE status = 'none'"],
        f"constraint {UNIQUE} on {{table}} has another text",
    ),
    "a function of somebody else's": (
        ["CREATE ROLE quiet", "ALTER FUNCTION {name}() OWNER TO quiet"],
        "function of guard {name} belongs to another role than its table",
    ),
    "foreign keys are not asked": (
        ["ALTER TABLE {table} DISABLE TRIGGER ALL", "ALTER TABLE {table} ENABLE TRIGGER USER"],
        "foreign keys of {table} are switched off",
    ),
    "an event trigger": (
        ["CREATE FUNCTION watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'",
         "CREATE EVENT TRIGGER watch ON ddl_command_end EXECUTE FUNCTION watch()"],
        "event trigger watch acts on changes of the schema",
    ),
    "a replica for everybody": (
        ["CREATE ROLE quiet", "ALTER ROLE quiet SET session_replication_role = replica"],
        "session_replication_role is set for quiet",
    ),
}  # fmt: skip


def tamper(statements):
    """As somebody with the rights of the portal's own role would, in SQL."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(words(statement))


def words(text):
    return text.format(name=NAME, table=TABLE, schema=schema_of(connection), settings="")


def tamperings(of):
    return [pytest.param(*case, id=name) for name, case in of.items()]


def audited():
    return [flaw.problem for flaw in audit_guards(connection, registered())]


ON = {"sqlite": (ON_SQLITE, AUDITED_ON_SQLITE), "postgresql": (ON_POSTGRESQL, AUDITED_ON_POSTGRESQL)}
STOPPING, AUDITED = ON[connection.vendor]


@pytest.fixture(autouse=True)
def nothing_stays_with_the_connection():
    """What is of the connection and not of the transaction."""
    yield
    if connection.vendor == "sqlite" and connection.connection:
        connection.connection.execute("PRAGMA ignore_check_constraints = 0")


def test_guards_as_the_code_makes_them_have_no_flaw(db):
    assert audited() == [] and flaws() == []
    assert require_guards() is None


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite keeps the text of a table as it was written")
def test_a_restored_backup_has_no_flaw(db):
    """pg_restore makes every check and index from the text of the catalogue, which is spelled otherwise afterwards."""
    with connection.cursor() as cursor:
        before = definitions(connection, CONSTRAINTS)
        for (name, table), text in before.items():
            if text.startswith("CHECK"):
                cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}, ADD CONSTRAINT {name} {text}")
            elif " WHERE " in text:
                cursor.execute(f"DROP INDEX {name}")
                cursor.execute(text)
        assert definitions(connection, CONSTRAINTS) != before
    assert audited() == []


@pytest.mark.parametrize(("statements", "problem"), tamperings(STOPPING))
def test_every_tampering_is_named_and_stops_the_acts(db, statements, problem):
    assert flaws() == []
    tamper(statements)
    assert words(problem) in audited()
    assert words(problem) in [flaw.problem for flaw in flaws()]
    with pytest.raises(RuleError) as refusal:
        require_guards()
    assert refusal.value.code == "guards_missing"


@pytest.mark.parametrize(("statements", "problem"), tamperings(AUDITED))
def test_what_else_leads_around_the_guards_is_named_by_the_audit(db, statements, problem):
    tamper(statements)
    assert audited() == [words(problem)]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no partitions")
def test_a_table_that_is_part_of_another_is_named_guard_by_guard(db):
    tamper(
        [
            "CREATE TABLE whole (LIKE {table}) PARTITION BY RANGE (id)",
            "ALTER TABLE whole ATTACH PARTITION {table} FOR VALUES FROM (MINVALUE) TO (MAXVALUE)",
        ]
    )
    assert f"guard {NAME} is on what is no table of its own" in audited()


@pytest.mark.parametrize("app", ["assessments", "certificates", "ethics"])
def test_the_guards_of_every_app_are_asked(db, app):
    """The first and the last of each app go: a list that forgets an app, or some of it, would not see it."""
    own = import_module(f"{app}.guards").GUARDS
    assert guards_of(app) == own
    for guard in (own[0], own[-1]):
        with connection.cursor() as cursor:
            cursor.execute(guard.drop(connection.vendor))
        if connection.vendor in guard.vendors:
            assert f"guard {guard.name} is missing" in audited()


def test_every_guard_is_told_from_a_hollow_one_of_its_name(db):
    """Not the named one only: each is made to ask nothing, all at once, and each is named."""
    with connection.cursor() as cursor:
        for guard in registered():
            if connection.vendor in guard.vendors:
                hollow = replace(guard, refuses_if="(1 = 0)")
                cursor.execute(guard.drop(connection.vendor))
                for statement in getattr(hollow, connection.vendor)(schema_of(connection)):
                    cursor.execute(statement)
    ours = sorted(guard.name for guard in registered() if connection.vendor in guard.vendors)
    assert sorted(flaw.name for flaw in flaws()) == ours
    assert sorted(flaw.name for flaw in audit_guards(connection, registered())) == ours


def test_a_guard_that_comes_back_is_believed_and_one_that_goes_again_is_not(db):
    for _time in range(2):
        assert flaws() == []
        tamper([STOPPING["dropped"][0][0]])
        assert [flaw.name for flaw in flaws()] == [NAME]
        assert put_back(connection) == {}


def test_an_act_costs_one_query_while_the_guards_stand(db, django_assert_num_queries):
    require_guards()
    with django_assert_num_queries(1):
        require_guards()
    with django_assert_num_queries(0):
        assert known_flaws() == []


CATALOGUE = {
    "sqlite": "SELECT name, sql FROM sqlite_master ORDER BY 1",
    "postgresql": "SELECT 'schema', nspname::text FROM pg_namespace UNION SELECT 'function', oid::text FROM pg_proc"
    " UNION SELECT 'relation', oid::text FROM pg_class UNION SELECT 'trigger', oid::text FROM pg_trigger ORDER BY 1, 2",
}


def test_the_audit_leaves_nothing(db):
    def everything():
        with connection.cursor() as cursor:
            cursor.execute(CATALOGUE[connection.vendor])
            return cursor.fetchall()

    before = everything()
    assert audited() == []
    assert everything() == before


def test_the_check_names_what_migrate_mends(db, capsys):
    call_command("check", databases=["default"])
    tamper(STOPPING["hollow"][0])
    with pytest.raises(SystemCheckError, match=f"guard {NAME} has another text"):
        call_command("check", databases=["default"])
    call_command("check")  # without a database nothing is asked
    call_command("migrate", verbosity=0)  # not refused by the check
    call_command("check", databases=["default"])
    assert flaws() == []


def test_a_guard_of_an_earlier_version_goes_with_the_next_migrate_and_nobody_elses_does(db):
    former = replace(next(guard for guard in registered() if guard.name == NAME), name="of_last_year")
    with connection.cursor() as cursor:
        for statement in getattr(former, connection.vendor)(schema_of(connection)):
            cursor.execute(statement)
    tamper(STOPPING["an extra trigger"][0])
    assert {flaw.name for flaw in flaws()} == {"of_last_year", "zz_quiet"}
    call_command("migrate", verbosity=0)
    assert [flaw.name for flaw in flaws()] == ["zz_quiet"]


FORMER = (  # of tables that have no guard any more, one of every kind
    *same_row("ethics_badge_same", "ethics_badge", ("token",)),
    *on_any_change("ethics_badge_append_only", "ethics_badge", ALWAYS, "what was said is never changed"),
    never_emptied("ethics_badge"),
    Guard("review_whole", "ethics_review", "UPDATE", "(NEW.filled_at IS NOT NULL)", "an evaluation is filled in whole"),
)
FUNCTIONS = "SELECT proname FROM pg_proc WHERE proname = ANY(%s)"


def test_guards_of_tables_that_have_none_any_more_go_with_the_next_migrate(db):
    """A database of an earlier version: nothing stops for them, and nothing of them is left."""
    names = [guard.name for guard in FORMER]
    assert not set(names) & {guard.name for guard in registered()}
    install(connection, FORMER)
    assert compare(connection, FORMER) == [] == audited() == flaws()
    call_command("migrate", verbosity=0)
    assert [flaw.problem for flaw in compare(connection, FORMER) if "missing" not in flaw.problem] == []
    assert len(compare(connection, FORMER)) == sum(connection.vendor in guard.vendors for guard in FORMER)
    assert audited() == []
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(FUNCTIONS, [names])
            assert cursor.fetchall() == []


def test_every_guard_would_be_known_as_ours_by_a_later_version():
    """Else one that the code forgot would stand as nobody's trigger, and every act would be refused."""
    strange = [
        (guard.name, vendor)
        for guard in registered()
        for vendor in guard.vendors
        if not SHAPE[vendor].fullmatch(guard.sqlite("")[0] if vendor == "sqlite" else guard.body)
    ]
    assert strange == []


def test_a_guard_of_a_table_that_is_gone_is_missing_and_the_others_are_compared_all_the_same(db):
    gone = replace(next(guard for guard in registered() if guard.name == NAME), name="of_nothing", table="of_nobody")
    tamper(STOPPING["hollow"][0])
    said = [str(flaw) for flaw in audit_guards(connection, (*registered(), gone))]
    assert "guard of_nothing is missing" in said and any(NAME in each for each in said)


def test_who_may_make_no_schema_is_told_so_and_the_guards_are_compared_all_the_same(db):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has neither roles nor schemas")
    tamper(
        [
            "CREATE ROLE reader",
            "GRANT USAGE ON SCHEMA {schema} TO reader",
            "SET LOCAL ROLE reader",
        ]
    )
    said = audited()
    assert said[0].startswith("guards could not be compared in a scratch schema: permission denied for database")
    assert said[1:] == []
    tamper(["RESET ROLE", "DROP TRIGGER {name} ON {table}", "SET LOCAL ROLE reader"])
    assert f"guard {NAME} is missing" in audited()


def test_what_is_said_of_one_name_is_compared_whole_in_whatever_order_it_comes():
    """A unique constraint and its index bear one name, and PostgreSQL tells of them in the order of its plan."""
    said = [("unit_unique", "t", "UNIQUE (a)"), ("unit_unique", "t", "CREATE UNIQUE INDEX ON t (a)")]
    assert by_place(said) == by_place(said[::-1])
    assert by_place(said) != by_place(said[:1])
