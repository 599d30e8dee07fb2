"""Tests that need PostgreSQL: real commits, real concurrency. `make test-postgres` starts a cluster for them."""

import threading
import time
from collections.abc import Callable

import pytest
from django.db import connection

from kit.guards import registered, remove
from tests.clock import going_on

WAITING = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
NEVER_EMPTIED = [guard for guard in registered() if guard.event == "TRUNCATE"]


@pytest.fixture(autouse=True)
def on_postgres():
    if connection.vendor != "postgresql":
        pytest.skip('these tests need PostgreSQL: make test-postgres ARGS="tests/postgres"')


@pytest.fixture(autouse=True)
def emptied_afterwards(on_postgres, request):
    """The tables are emptied after each test, which the guards rightly refuse; that brings them back as well."""
    request.getfixturevalue("transactional_db")
    yield
    remove(connection, NEVER_EMPTIED)


class AtOnce:
    """Call functions at the same moment, each in a thread and connection of its own; results or refusals in order."""

    def __call__(self, *calls: Callable[[], object]) -> list[object]:
        self.gate, self.ended = threading.Barrier(len(calls), timeout=30), [False] * len(calls)
        self.answers: list[object] = [None] * len(calls)
        threads = [threading.Thread(target=self._attempt, args=pair) for pair in enumerate(calls)]
        with going_on():
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(timeout=60)
        assert not any(thread.is_alive() for thread in threads), "a thread is still waiting: a deadlock"
        return self.answers

    def _attempt(self, position: int, call: Callable[[], object]) -> None:
        try:
            self.gate.wait()
            self.answers[position] = call()
        except Exception as refusal:  # noqa: BLE001 - the answer of this thread, judged by the test
            self.answers[position] = refusal
        finally:
            self.ended[position] = True
            connection.close()

    def wait_for_others(self) -> None:
        """One of the calls goes on when all others have ended or wait for a lock: no time is guessed."""
        for _attempt in range(3000):
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_stat_clear_snapshot()")  # or a transaction sees the first answer for ever
                cursor.execute(WAITING)
                [(waiting,)] = cursor.fetchall()
            if waiting + sum(self.ended) >= len(self.ended) - 1:
                return
            time.sleep(0.01)
        raise AssertionError("another call neither ended nor waited for a lock")


@pytest.fixture
def at_once():
    return AtOnce()
