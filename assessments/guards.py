"""Rules that the database itself repeats, as triggers on SQLite and PostgreSQL.

A guard refuses a raw statement that would break a rule of the field, whoever sends it. Each is one condition in SQL
that both databases read. `migrate` takes the guards away before it works (SQLite rebuilds tables, which drops
triggers) and puts them back when it is done, so no migration needs to think of them; `missing_guards` tells whether
they stand.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections, transaction
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
            f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table} FOR EACH ROW EXECUTE FUNCTION {self.name}()",
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


def remove_before_migrating(*, using: str, plan: Sequence[object] = (), **_: Any) -> None:
    """Only when there is something to migrate: a portal that merely starts never stands unguarded."""
    if plan:
        remove(connections[using], GUARDS)


def install_after_migrating(*, using: str, **_: Any) -> None:
    install(connections[using], GUARDS)


# --- Conditions -----------------------------------------------------------------------------------
def status_edges(old: str = "OLD.status", new: str = "NEW.status") -> str:
    """The edges of an assessment as SQL: true for a move that is not among them (see assessments.transitions)."""
    edges = "('enrolled','signed'),('enrolled','not_competent'),('enrolled','cancelled'),('signed','granted'),('signed','refused')"
    return f"({old} <> {new} AND ({old}, {new}) NOT IN (VALUES {edges}))"


def not_competent(assessment: str, scheme_version: str) -> str:
    """True when an assessment's units are not all competent: the central rule, in SQL.

    No verdict at all, a verdict that is not K, a compulsory unit without a verdict, or an elective group whose
    minimum is not reached.
    """
    return (
        f"(NOT EXISTS (SELECT 1 FROM assessments_verdict v WHERE v.assessment_id = {assessment})"
        f" OR EXISTS (SELECT 1 FROM assessments_verdict v WHERE v.assessment_id = {assessment} AND v.outcome <> 'K')"
        f" OR EXISTS (SELECT 1 FROM assessments_schemeunit u WHERE u.version_id = {scheme_version}"
        f" AND u.elective_group_id IS NULL AND NOT EXISTS (SELECT 1 FROM assessments_verdict v"
        f" WHERE v.assessment_id = {assessment} AND v.unit_id = u.unit_id))"
        f" OR EXISTS (SELECT 1 FROM assessments_electivegroup g WHERE g.version_id = {scheme_version}"
        f" AND g.min_units > (SELECT count(*) FROM assessments_schemeunit u JOIN assessments_verdict v"
        f" ON v.unit_id = u.unit_id AND v.assessment_id = {assessment} WHERE u.elective_group_id = g.id)))"
    )


def took_part(account: str, assessment: str) -> str:
    """True when the account is the candidate, assessed in any way, or trained the candidate (ISO/IEC 17024, 9.4)."""
    return (
        f"(EXISTS (SELECT 1 FROM assessments_assessment a JOIN assessments_candidate c ON c.id = a.candidate_id"
        f" JOIN assessments_person p ON p.id = c.person_id WHERE a.id = {assessment} AND p.account_id = {account})"
        f" OR EXISTS (SELECT 1 FROM assessments_assessment a WHERE a.id = {assessment} AND a.signed_by_id = {account})"
        f" OR EXISTS (SELECT 1 FROM assessments_verdict v WHERE v.assessment_id = {assessment}"
        f" AND v.recorded_by_id = {account})"
        f" OR EXISTS (SELECT 1 FROM assessments_assessment a JOIN assessments_assessor r ON r.id = a.assessor_id"
        f" JOIN assessments_person p ON p.id = r.person_id WHERE a.id = {assessment} AND p.account_id = {account})"
        f" OR EXISTS (SELECT 1 FROM assessments_assessment a JOIN assessments_assignment s"
        f" ON s.session_id = a.session_id JOIN assessments_assessor r ON r.id = s.assessor_id"
        f" JOIN assessments_person p ON p.id = r.person_id WHERE a.id = {assessment} AND p.account_id = {account})"
        f" OR EXISTS (SELECT 1 FROM assessments_assessment a JOIN assessments_training t"
        f" ON t.candidate_id = a.candidate_id JOIN assessments_person p ON p.id = t.trainer_id"
        f" WHERE a.id = {assessment} AND p.account_id = {account}))"
    )


def _version_of(session: str) -> str:
    return f"(SELECT s.scheme_version_id FROM assessments_assessmentsession s WHERE s.id = {session})"


def _status_of(assessment: str) -> str:
    return f"(SELECT a.status FROM assessments_assessment a WHERE a.id = {assessment})"


def _version_is_settled(version: str) -> str:
    return f"(SELECT w.status FROM assessments_schemeversion w WHERE w.id = {version}) <> 'draft'"


ALWAYS = "(1 = 1)"

GUARDS: tuple[Guard, ...] = (
    *on_any_change("event_append_only", "assessments_event", ALWAYS, "events are append-only"),
    # Verdicts are frozen from the assessor's signature on.
    Guard(
        "verdict_frozen_insert",
        "assessments_verdict",
        "INSERT",
        f"{_status_of('NEW.assessment_id')} <> 'enrolled'",
        "the assessment is signed: no verdict can be added",
        locks="NEW.assessment_id",
    ),
    Guard(
        "verdict_frozen_update",
        "assessments_verdict",
        "UPDATE",
        f"({_status_of('OLD.assessment_id')} <> 'enrolled' OR NEW.assessment_id <> OLD.assessment_id"
        " OR NEW.unit_id <> OLD.unit_id)",
        "the assessment is signed: its verdicts are frozen",
        locks="OLD.assessment_id",
    ),
    Guard("verdict_kept", "assessments_verdict", "DELETE", ALWAYS, "verdicts are never deleted"),
    # An assessment is born enrolled, moves only along its edges, and keeps whom and what it assesses.
    Guard(
        "assessment_born_enrolled",
        "assessments_assessment",
        "INSERT",
        "(NEW.status <> 'enrolled' OR NEW.signed_at IS NOT NULL)",
        "an assessment begins enrolled and unsigned",
    ),
    Guard(
        "assessment_status_edges",
        "assessments_assessment",
        "UPDATE",
        status_edges(),
        "this change of status is not allowed",
    ),
    Guard(
        "assessment_identity",
        "assessments_assessment",
        "UPDATE",
        "(NEW.session_id <> OLD.session_id OR NEW.candidate_id <> OLD.candidate_id"
        " OR (OLD.signed_at IS NOT NULL AND (NEW.signed_at IS NULL OR NEW.signed_at <> OLD.signed_at"
        " OR NEW.signed_by_id <> OLD.signed_by_id OR NEW.assessor_id <> OLD.assessor_id)))",
        "session, candidate and signature of an assessment are frozen",
    ),
    Guard(
        "assessment_signed_is_competent",
        "assessments_assessment",
        "UPDATE",
        f"(NEW.status IN ('signed', 'granted') AND OLD.status <> NEW.status"
        f" AND {not_competent('NEW.id', _version_of('NEW.session_id'))})",
        "not every unit is competent",
    ),
    Guard(
        "assessment_granted_by_decision",
        "assessments_assessment",
        "UPDATE",
        "(NEW.status IN ('granted', 'refused') AND OLD.status <> NEW.status AND NOT EXISTS (SELECT 1 FROM"
        " assessments_decision d WHERE d.assessment_id = NEW.id AND d.outcome = NEW.status))",
        "there is no such decision",
    ),
    Guard("assessment_kept", "assessments_assessment", "DELETE", ALWAYS, "assessments are never deleted"),
    # A decision is taken once, on a signed assessment, by somebody who took no part.
    Guard(
        "decision_impartial",
        "assessments_decision",
        "INSERT",
        f"({_status_of('NEW.assessment_id')} <> 'signed' OR {took_part('NEW.decided_by_id', 'NEW.assessment_id')})",
        "only a signed assessment is decided, by somebody who neither assessed nor trained the candidate",
        locks="NEW.assessment_id",
    ),
    *on_any_change("decision_append_only", "assessments_decision", ALWAYS, "a decision is never changed"),
    # A scheme version that is or was in force keeps its units; a session keeps its version once somebody is enrolled.
    Guard(
        "schemeunit_settled_insert",
        "assessments_schemeunit",
        "INSERT",
        _version_is_settled("NEW.version_id"),
        "the scheme version is settled: make a new version",
    ),
    Guard(
        "schemeunit_settled_update",
        "assessments_schemeunit",
        "UPDATE",
        f"({_version_is_settled('OLD.version_id')} OR {_version_is_settled('NEW.version_id')})",
        "the scheme version is settled: make a new version",
    ),
    Guard(
        "schemeunit_settled_delete",
        "assessments_schemeunit",
        "DELETE",
        _version_is_settled("OLD.version_id"),
        "the scheme version is settled: make a new version",
    ),
    *on_any_change(
        "electivegroup_settled",
        "assessments_electivegroup",
        _version_is_settled("OLD.version_id"),
        "the scheme version is settled: make a new version",
    ),
    Guard(
        "session_keeps_version",
        "assessments_assessmentsession",
        "UPDATE",
        "(NEW.scheme_version_id <> OLD.scheme_version_id"
        " AND EXISTS (SELECT 1 FROM assessments_assessment a WHERE a.session_id = OLD.id))",
        "a session runs on one scheme version for ever",
    ),
)
