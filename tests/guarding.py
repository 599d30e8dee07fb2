"""Guards aside: for tests of what a portal with other guards would do, or of what somebody else could do without."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from django.db import connection
from django.db.models import Model

from kit import guards
from kit.guards import Guard, guards_of, register, registered

APPS = ("assessments", "certificates", "ethics")


@contextmanager
def other_guards(change: Callable[[Guard], Guard | None]) -> Iterator[None]:
    """A portal whose code has these guards in place of its own (None: has none), and whose database has them too."""
    own = {app: guards_of(app) for app in APPS}
    changed = {guard: change(guard) for guard in registered()}
    guards.remove(connection, registered())
    for app, guards_of_app in own.items():
        register(app, [changed[guard] for guard in guards_of_app if changed[guard]])
    guards.install(connection, registered())
    try:
        yield
    finally:
        for app, guards_of_app in own.items():
            register(app, guards_of_app)
        guards.install(connection, registered())


@contextmanager
def no_guards() -> Iterator[None]:
    """A vandal's hour: no guard stands, and all of them do when it is over."""
    guards.remove(connection, registered())
    try:
        yield
    finally:
        guards.install(connection, registered())


def lifted_by_whomever() -> AbstractContextManager[None]:
    """Without the officer's decision about a hold: it is written by the app above, and its guard has its own tests."""
    return other_guards(lambda guard: None if guard.name == "hold_lifted_by_decision" else guard)


@contextmanager
def unchecked() -> Iterator[None]:
    """No check of a table is asked, as whoever has an SQLite database may have it."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = ON")
        try:
            yield
        finally:
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


def write_status(model: type[Model], status: str) -> None:
    """Into every row, with guards and checks out of the way; then all of them stand again."""
    with no_guards(), unchecked(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {model._meta.db_table} SET status = %s", [status])
