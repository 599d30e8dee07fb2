"""A PostgreSQL database of before is brought up to date, and every certificate in it is what it was."""

import psycopg
import pytest
from django.db import connection

from tests.older import OlderPortal, answers, unpacked

NAME = "portal_of_before"


@pytest.fixture
def portal(tmp_path):
    """The database of then in the cluster of the tests, after `migrate`; it is gone afterwards."""
    settings = connection.settings_dict
    server = {"host": settings["HOST"], "user": settings["USER"] or None, "autocommit": True}
    with psycopg.connect(dbname=settings["NAME"], **server) as cluster:
        cluster.execute(f"DROP DATABASE IF EXISTS {NAME}")
        cluster.execute(f"CREATE DATABASE {NAME}")
        try:
            with psycopg.connect(dbname=NAME, **server) as empty:
                empty.execute(unpacked("portal.sql"))
            address = f"postgres:///{settings['HOST']}/{NAME}"  # a socket, as scripts/postgres.py has it
            portal = OlderPortal(tmp_path, address)
            portal.manage("migrate", "-v0")
            yield portal
        finally:
            cluster.execute(f"DROP DATABASE {NAME} WITH (FORCE)")


def test_every_certificate_is_supported_and_says_what_it_said(portal):
    before, told = answers("postgres"), portal.ask()
    assert told["audit"] == f"{len(before['certificates'])} certificates, every one supported."
    assert "whole, up to entry" in told["chain"]
    for number, said in before["certificates"].items():
        assert told["certificates"][number] == said, number
    assert told["check"] == "System check identified no issues (0 silenced)."
    assert (told["entries"], told["roots"]) == (before["entries"], before["roots"])
