"""Rows written past the portal, as whoever has the database may write them."""

from django.db import connection, transaction

from assessments.models import Candidate


def insert_candidate(person_id):
    """Make a person a candidate by SQL alone; whatever else is asked of a candidate stays empty."""
    columns = ["person_id", *Candidate.ASKED]
    values = ", ".join(["%s"] * len(columns))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO assessments_candidate ({', '.join(columns)}) VALUES ({values})",
            [person_id, *[""] * len(Candidate.ASKED)],
        )
