"""Whether the guards of the database stand: said by `check --database default`, and by the server when it starts."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError, connection, connections

from kit.guards import compare, flaws, registered
from kit.guards.placing import tables_of

logger = logging.getLogger(__name__)
REMEDY = (
    "Nothing is signed, decided or issued until they stand; reading and the public check go on."
    ' Run manage.py migrate, then manage.py audit_certificates. See docs/operations.md, "When the guards do not stand".'
)
_unasked: list[bool] = []


@register(Tags.database)
def check_guards(
    app_configs: Sequence[Any] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """An error for every guard that is missing, hollow or switched off; nothing before the first migration."""
    found: list[CheckMessage] = []
    for alias in () if _unasked else databases or ():
        guarded = {guard.table for guard in registered()}
        if guarded & tables_of(connections[alias]):
            for flaw in compare(connections[alias], registered()):
                found.append(Error(f"{flaw.problem}.", hint=REMEDY, id="portal.E020"))
    return found


@contextmanager
def unasked() -> Iterator[None]:
    """For `migrate`, which mends what this check tells of and must not be refused by it."""
    _unasked.append(True)
    try:
        yield
    finally:
        _unasked.pop()


def tell_of_guards() -> None:
    """Log what is wrong, for a server that starts. It starts all the same: without it nobody could check a certificate.

    A database that does not answer yet is asked by the first act.
    """
    try:
        if found := flaws():
            names = "; ".join(str(flaw) for flaw in found[:20])
            logger.critical("%s guards of the database do not stand: %s. %s", len(found), names, REMEDY)
    except DatabaseError as silence:
        logger.warning("The guards of the database could not be asked: %s", silence)
    finally:
        connection.close()
