"""manage.py reencrypt_personal_data: after a change of PERSONAL_DATA_KEYS, leave no row that needs an old key."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction

from assessments.assessments.guards import PERSON_GUARDS
from assessments.models import Assessment, Person
from kit import guards
from kit.fields import fingerprint

BATCH = 500
STRANGE = (
    "%s identity numbers are not those of their fingerprints; these people were left as they were: %s. Either somebody "
    "changed them behind the portal's back, or people were registered after the oldest key was taken out: only then "
    "run this again with --renew-fingerprints."
)


class Command(BaseCommand):
    """Encrypt every identity number with the first key and fingerprint it with the last; see docs/operations.md."""

    help = "Encrypt the personal data anew with the first of PERSONAL_DATA_KEYS."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--renew-fingerprints", action="store_true", help="also where only some differ: the oldest key is gone"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        numbered = Person.objects.exclude(identity_number="").order_by("pk")
        strange = [p.pk for p in numbered.iterator(BATCH) if p.identity_fingerprint != fingerprint(p.identity_number)]
        # None is found by its fingerprint any more: the key that made them is gone.
        if strange and (options["renew_fingerprints"] or len(strange) == numbered.count()):
            self.renew_fingerprints(strange)
            strange = []
        count, last = 0, 0
        while batch := self.renew(last):
            count, last = count + len(batch), batch[-1]
        self.stdout.write(f"{count} identity numbers encrypted with the first key.")
        if strange:
            raise CommandError(STRANGE % (len(strange), ", ".join(map(str, strange))))

    @transaction.atomic
    def renew(self, after: int) -> list[int]:
        """One batch in one short transaction, its rows locked: nobody's edit in between is lost."""
        wanted = Person.objects.exclude(identity_number="").filter(pk__gt=after).order_by("pk")
        people = list(wanted.select_for_update()[:BATCH])
        for person in people:
            person.save(update_fields=["identity_number"])
        return [person.pk for person in people]

    @transaction.atomic
    def renew_fingerprints(self, people: list[int]) -> None:
        """All or none: each person, and what assessments keep of him. Guards hold both, so they step aside meanwhile;
        who else writes waits for the end of this transaction.
        """
        guards.remove(connection, PERSON_GUARDS)
        for key in people:
            person = Person.objects.get(pk=key)
            old = person.identity_fingerprint
            person.save(update_fields=["identity_fingerprint"])
            kept = Assessment.objects.filter(candidate__person=person).exclude(assessed_identity="")
            kept.filter(assessed_identity=old).update(assessed_identity=person.identity_fingerprint)
        guards.install(connection, PERSON_GUARDS)
