"""manage.py reencrypt_personal_data: after a change of PERSONAL_DATA_KEYS, leave no row that needs an old key."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from assessments.models import Person

BATCH = 500


class Command(BaseCommand):
    """Encrypt every identity number with the first key and fingerprint it with the last; see docs/operations.md."""

    help = "Encrypt the personal data anew with the first of PERSONAL_DATA_KEYS."

    def handle(self, *args: Any, **options: Any) -> None:
        count, last = 0, 0
        while batch := self.renew(last):
            count, last = count + len(batch), batch[-1]
        self.stdout.write(f"{count} identity numbers encrypted with the first key.")

    @transaction.atomic
    def renew(self, after: int) -> list[int]:
        """One batch in one short transaction, its rows locked: nobody's edit in between is lost."""
        wanted = Person.objects.exclude(identity_number="").filter(pk__gt=after).order_by("pk")
        people = list(wanted.select_for_update()[:BATCH])
        for person in people:
            person.save(update_fields=["identity_number", "identity_fingerprint"])
        return [person.pk for person in people]
