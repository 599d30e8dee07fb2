"""What all tests of a module begin with, made once: each test has a copy of it, and what a test does is undone.

    pytestmark = [pytest.mark.together, pytest.mark.usefixtures("issued_once")]

The clock of every test stands at the same moment (tests/clock.py), so it does not matter which of them made it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

from django.db import transaction
from django.test import override_settings

from tests.world import World

ALL_THAT_IS_SIGNED = {"SEALER": "local", "CREDENTIALS": True, "OFFLINE_QR": True}


class Beginning:
    """A world and the keys that were made in it, in a transaction that ends with the module."""

    def __init__(self, world: World, keys: Any = None) -> None:
        self.world, self.keys = world, keys

    def copy(self) -> "Beginning":
        """The same rows in objects of its own, so that no test finds what another set."""
        return deepcopy(self)


@contextmanager
def undone_at_the_end() -> Iterator[None]:
    whole = transaction.atomic()
    whole._from_testcase = True  # as the transaction of a Django TestCase: inside it a durable one may begin
    with whole:
        yield
        transaction.set_rollback(True)


@contextmanager
def issued() -> Iterator[Beginning]:
    """Siti's certificate, with nothing signed."""
    with undone_at_the_end():
        world = World()
        world.ready.append(world.certificate())
        yield Beginning(world)


@contextmanager
def signed(make_keys: Any) -> Iterator[Beginning]:
    """Siti's certificate with seal, credential and signed code."""
    with undone_at_the_end():
        world = World()
        with override_settings(**ALL_THAT_IS_SIGNED):
            keys = make_keys(world)
            world.ready.append(world.certificate())
        yield Beginning(world, keys)
