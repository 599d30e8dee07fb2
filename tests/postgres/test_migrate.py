"""The guards stand again whatever became of a migration: in another process, on the database of the tests."""

import pytest
from django.db import connection

from kit.guards import compare, put_back, registered
from tests.dividing import square
from tests.migrating import FALLS, manage


@pytest.fixture
def portal(transactional_db):
    """The address of this database, with one migration that waits; nothing of it stays."""
    settings = connection.settings_dict
    yield f"postgres:///{settings['HOST']}/{settings['NAME']}"  # a socket, as scripts/postgres.py has it
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'crispy_forms'")
    put_back(connection)


def flaws():
    return [flaw.problem for flaw in compare(connection, registered())]


@pytest.mark.parametrize("fall", square(FALLS, of=3))
def test_the_guards_are_back_however_a_migration_ends(portal, fall):
    code, said = manage(portal, "migrate", "crispy_forms", "-v0", fall=fall)
    assert code in FALLS[fall] and "connect" not in said, said
    assert flaws() == []


def test_after_a_kill_the_next_run_brings_them_back(portal):
    code, said = manage(portal, "migrate", "crispy_forms", "-v0", fall="SIGKILL")
    assert code == -9, said
    assert len(flaws()) == len(registered())
    code, said = manage(portal, "migrate", "assessments", "-v0")  # which has nothing to do
    assert code == 0, said
    assert flaws() == []
