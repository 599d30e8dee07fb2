"""One address with its object in place, for all that is asked about it: what a question does is undone."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from tests.world import World

from .row import WRONG_KEYS, Row

ANONYMOUS = "anonymous"
FORM = {"csrfmiddlewaretoken": "sent by every form, and here all there is"}


@contextmanager
def undone() -> Iterator[None]:
    """Whatever a request writes in here did not happen."""
    point = transaction.savepoint()
    yield
    transaction.savepoint_rollback(point)


def census() -> dict[str, list[str]]:
    """Every row of every table but the sessions of the browsers, as the database has it."""
    tables = [table for table in connection.introspection.table_names() if table != Session._meta.db_table]
    with connection.cursor() as cursor:
        return {table: rows_of(cursor, table) for table in tables}


def rows_of(cursor: Any, table: str) -> list[str]:
    cursor.execute(f'SELECT * FROM "{table}"')
    return sorted(map(repr, cursor.fetchall()))


def row_id(row: Row) -> str:
    return row.id


def one_who_may(row: Row) -> str:
    """Somebody for whom the address is there, whom forms and methods can be tried with."""
    return (row.may or row.missing).split()[0]


class Place:
    """The row in a world of its own, which is dear; everybody, or who is named, signs in once."""

    def __init__(self, row: Row, world: World, *people: str) -> None:
        self.row, self.world = row, world
        self.args = row.args(world) if row.args else []
        self.address = reverse(row.name, args=self.args)
        everybody = people or [who for who, _account in world.everybody()]
        self.cookies = {who: self.sign_in(who) for who in everybody}

    def sign_in(self, who: str) -> str:
        if who == ANONYMOUS:
            return ""
        client = Client()
        client.force_login(getattr(self.world, who))
        return client.cookies[settings.SESSION_COOKIE_NAME].value

    def client(self, who: str, **options: Any) -> Client:
        """A browser of this person's that has seen nothing yet."""
        client = Client(**options)
        if self.cookies[who]:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.cookies[who]
        return client

    @cached_property
    def page(self) -> Any:
        """What one who may is answered; asked once."""
        return self.opened_by(one_who_may(self.row))

    def opened_by(self, who: str) -> Any:
        with undone():
            return self.client(who).get(self.address)

    def wrong_addresses(self) -> list[str]:
        """The address with keys that open nothing."""
        return [self.address.replace(str(self.args[0]), wrong, 1) for wrong in WRONG_KEYS]
