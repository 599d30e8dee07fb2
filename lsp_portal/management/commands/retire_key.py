"""manage.py retire_key: take a key out of use, at once and for good."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from certificates.keys.operations import retire_key
from certificates.models import SigningKey
from kit.errors import RuleError


class Command(BaseCommand):
    help = "Stop using a key. What it signed stays valid, and its public half stays published."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("key_id")
        parser.add_argument("--reason", required=True, help="why; it is kept in the key's history")

    def handle(self, *args: Any, **options: Any) -> None:
        key = SigningKey.objects.filter(key_id=options["key_id"]).first()
        if key is None:
            raise CommandError(f"There is no key {options['key_id']}: manage.py make_seal_key names those it makes.")
        try:
            retire_key(key=key, by=None, reason=options["reason"])
        except RuleError as refusal:
            raise CommandError(" ".join(refusal.messages)) from None
        self.stdout.write(f"{key.key_id} is retired. What it signed stays valid.")
        following = SigningKey.objects.current(key.purpose, timezone.now())
        if following is None:
            self.stdout.write(f"No key is left for this: manage.py make_seal_key --purpose {key.purpose}")
        else:
            self.stdout.write(f"From now on {following.key_id} is used.")
