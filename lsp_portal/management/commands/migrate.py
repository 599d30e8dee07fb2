"""manage.py migrate: Django's own, after which the guards of the database stand again whatever became of it."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import DatabaseError, connections

from kit.guards import compare, put_back, registered
from kit.guards.placing import tables_of
from lsp_portal.system_checks.guards import unasked

TO_END = (signal.SIGTERM, signal.SIGHUP)


class Command(migrate.Command):
    """Takes the guards away (on pre_migrate) and brings them back: after a failure, Ctrl-C or a request to end as well.

    After `kill -9` the next run does, also with nothing to migrate. Exits with an error, and says so, when a guard
    could not be put back. `--plan` and `--check` touch no guard.
    """

    def check(self, *args: Any, **options: Any) -> None:
        with unasked():
            super().check(*args, **options)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["plan"] or options["check_unapplied"]:
            super().handle(*args, **options)
            return
        try:
            with _ends_in_order():
                super().handle(*args, **options)
        except BaseException:
            with _undisturbed():
                self._bring_back(options["database"])
            raise
        with _undisturbed():
            lacking = self._bring_back(options["database"])
        if lacking:
            raise CommandError(f"{lacking} guards of the database could not be put back.")

    def _bring_back(self, database: str) -> int:
        """Put back what lacks, and tell of the rest; how many guards could not be put back. Raises nothing."""
        connection = connections[database]
        try:
            if not connection.in_atomic_block:
                connection.close_if_unusable_or_obsolete()
            tables = tables_of(connection)
            guards = [guard for guard in registered() if guard.table in tables]
            if not compare(connection, guards):
                return 0
            failed = put_back(connection)
            left = compare(connection, guards)
        except DatabaseError as silence:
            self.stderr.write(f"The guards may be missing, nothing is issued until they stand: {silence}")
            return len(registered())
        names = {guard.name for guard in guards}
        for flaw in left:
            self.stderr.write(f"{flaw.problem} ({failed.get(flaw.name, 'not made by migrate')})")
        return sum(flaw.name in names for flaw in left)


@contextmanager
def _ends_in_order() -> Iterator[None]:
    """A request to end becomes an exception, so that the guards are put back before the process ends."""
    with _handlers(lambda number, _frame: exit_with(number)):
        yield


@contextmanager
def _undisturbed() -> Iterator[None]:
    """The second Ctrl-C waits until the guards stand; it takes less than a second."""
    with _handlers(signal.SIG_IGN, signal.SIGINT):
        yield


@contextmanager
def _handlers(handler: Any, *more: signal.Signals) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, handler) for number in (*TO_END, *more)}
    try:
        yield
    finally:
        for number, former in before.items():
            signal.signal(number, former)


def exit_with(number: int) -> None:
    raise SystemExit(128 + number)
