"""Tests that need PostgreSQL: real commits, real concurrency. `make test-postgres` starts a cluster for them."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from kit.guards import registered, remove

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


@pytest.fixture
def at_once():
    """Call functions at the same moment, each in a thread and connection of its own; results or refusals in order."""

    def run(*calls: Callable[[], object]) -> list[object]:
        gate, answers = threading.Barrier(len(calls), timeout=30), [None] * len(calls)

        def attempt(position: int, call: Callable[[], object]) -> None:
            try:
                gate.wait()
                answers[position] = call()
            except Exception as refusal:  # noqa: BLE001 - the answer of this thread, judged by the test
                answers[position] = refusal
            finally:
                connection.close()

        threads = [threading.Thread(target=attempt, args=pair) for pair in enumerate(calls)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        assert not any(thread.is_alive() for thread in threads), "a thread is still waiting: a deadlock"
        return answers

    return run
