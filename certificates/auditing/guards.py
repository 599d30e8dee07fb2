"""Do the guards of the database stand, of every app, as the code makes them?"""

from collections.abc import Iterator

from django.db import connection

from kit.guards import registered
from kit.guards.surroundings import audit_guards


def guard_problems() -> Iterator[tuple[str, str]]:
    """Every finding about the guards, about what could lead around them, and about the constraints beside them."""
    for flaw in audit_guards(connection, registered()):
        yield "database", flaw.problem
