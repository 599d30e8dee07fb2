"""The log of who reads a candidate's file: one line beside each access check, after it has passed.

Lists are no readings: they show what is needed to find somebody. A candidate who reads his own file is not logged.
"""

import logging
from typing import Any

from django.db import OperationalError, connection
from django.utils import timezone

from kit import roles

from ..models import Candidate, FileReading
from .models import slot_of

log = logging.getLogger(__name__)
Kind, Role = FileReading.Kind, FileReading.Role

OF_KIND = {Kind.VERDICTS: Role.ASSESSOR, Kind.DECISION: Role.DECISION_MAKER}
INSERT = (
    "INSERT INTO assessments_filereading (reader_id, role, candidate_id, kind, read_at, slot)"
    " VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING"
)


def note_reading(reader: Any, candidate: Candidate, kind: str) -> None:
    """Write down that this account opened this part of the file; within ten minutes the same is one row.

    A single INSERT. Where it cannot be written (the database is locked for longer than anybody waits) the page is
    shown all the same and the reading stands in the server's log.
    """
    if candidate.person.account_id == reader.pk:
        return
    now = timezone.now()
    values = [
        reader.pk, _role(reader, kind), candidate.pk, str(kind),
        connection.ops.adapt_datetimefield_value(now), slot_of(now),
    ]  # fmt: skip
    try:
        with connection.cursor() as cursor:
            cursor.execute(INSERT, values)
    except OperationalError:
        log.exception("A reading was not stored: account %s, candidate %s, %s", reader.pk, candidate.pk, kind)


def _role(reader: Any, kind: str) -> str:
    """In which role the file was read: that of the page, or the first of the reader's."""
    if kind in OF_KIND:
        return str(OF_KIND[Kind(kind)])
    return next((str(role.reads_as) for role in roles.held_by(reader) if role.reads_as), str(Role.OTHER))
