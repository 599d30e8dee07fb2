"""Reading many files, for the tests of what is unusual."""

from datetime import timedelta

from django.conf import settings

from assessments.confidentiality.models import slot_of
from assessments.models import FileReading


def read_many(world, reader, *, number=None, days_ago=1, candidates=None, role="admin"):
    """So many files (as many as are unusual) read by an account; the arguments of the page that explains it."""
    number = settings.UNUSUAL_READING_FILES if number is None else number
    moment = world.at(10, -days_ago)
    people = candidates or [world.candidate(f"Pelamar {n}") for n in range(number)]
    for n, candidate in enumerate(people):
        at = moment + timedelta(minutes=10 * n)
        said = {"reader": reader, "role": role, "kind": "candidate", "read_at": at, "slot": slot_of(at)}
        FileReading.objects.create(candidate=candidate, **said)
    return [reader.pk, (world.today - timedelta(days=days_ago)).isoformat()]
