"""The guards of suspensions: they do not overlap and are only lifted; whoever is suspended officiates nothing."""

from kit.guards import Guard
from kit.guards.sql import LAST_DAY as LAST

NO_OFFICE = "whoever is suspended officiates nothing"
OVERLAPS = (
    "EXISTS (SELECT 1 FROM assessments_bar b WHERE b.assessor_id = NEW.assessor_id AND b.lifted_on IS NULL"
    f" AND b.starts_on <= COALESCE(NEW.ends_on, {LAST}) AND NEW.starts_on <= COALESCE(b.ends_on, {LAST}))"
)
CHANGED_BAR = (
    "(NEW.assessor_id <> OLD.assessor_id OR NEW.starts_on <> OLD.starts_on OR NEW.reason <> OLD.reason"
    f" OR COALESCE(NEW.ends_on, {LAST}) <> COALESCE(OLD.ends_on, {LAST}) OR OLD.lifted_on IS NOT NULL)"
)


def suspended(account: str, day: str = "") -> str:
    """True when the account is that of an assessor who is suspended now, or was on the `day` of the record.

    Now is by the database's own clock (UTC), where the last day and a suspension that was lifted do not count: the
    operations, which know what day it is at the LSP, are stricter by some hours.
    """
    stands = "b.starts_on <= CURRENT_DATE AND COALESCE(b.ends_on, '9999-12-31') > CURRENT_DATE AND b.lifted_on IS NULL"
    if day:
        stands += (
            f" OR b.starts_on <= {day} AND COALESCE(b.ends_on, '9999-12-31') >= {day}"
            f" AND COALESCE(b.lifted_on, '9999-12-31') > {day}"
        )
    return (
        "EXISTS (SELECT 1 FROM assessments_bar b JOIN assessments_assessor r ON r.id = b.assessor_id"
        f" JOIN assessments_person p ON p.id = r.person_id WHERE p.account_id = {account} AND ({stands}))"
    )


def answered_on_duty(table: str, column: str) -> Guard:
    """An officer's answer, written once in this column, is of nobody who is suspended."""
    return Guard(
        f"{table}_on_duty", table, "UPDATE",
        f"(OLD.{column} IS NULL AND NEW.{column} IS NOT NULL AND {suspended(f'NEW.{column}')})", NO_OFFICE,
    )  # fmt: skip


GUARDS: tuple[Guard, ...] = (
    Guard("bar_alone", "assessments_bar", "INSERT", OVERLAPS, "two suspensions overlap"),
    Guard("bar_stays", "assessments_bar", "UPDATE", CHANGED_BAR, "a suspension is only lifted"),
)
