"""manage.py make_seal_key: the keys that seal certificates, sign credentials and sign QR codes."""

from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import hashes
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from certificates.keys import x509
from certificates.keys.keys import Purpose, make_key
from certificates.keys.operations import register_seal_key
from certificates.models import SigningKey
from kit.errors import RuleError

HELD_HERE = ("none", "local")


class Command(BaseCommand):
    """Make keys, or take in one that is held elsewhere. A secret is never printed; the keys before stay as they are."""

    help = "Make the keys of the LSP: for seals, credentials and QR codes. Private halves are encrypted at rest."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--purpose", choices=[*Purpose.values, "all"], default="all")
        parser.add_argument("--years", type=int, default=5, help="how long new keys may be used (default: 5)")
        parser.add_argument(
            "--certificate",
            type=Path,
            help="do not make a seal key, but take in this PEM certificate of one held elsewhere",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = [self._register(options["certificate"])] if options["certificate"] else self._make(**options)
        except RuleError as refusal:
            raise CommandError(" ".join(refusal.messages)) from None
        for key in made:
            self._tell(key)
        self.stdout.write("Back up the database and SIGNING_PASSPHRASE, in two places (docs/operations.md).")

    @transaction.atomic
    def _make(self, *, purpose: str, years: int, **_options: Any) -> list[SigningKey]:
        wanted = list(Purpose.values) if purpose == "all" else [purpose]
        if settings.SEALER not in HELD_HERE and Purpose.SEAL in wanted:
            if purpose != "all":
                raise CommandError(f"SEALER is {settings.SEALER}: give the key's certificate with --certificate FILE.")
            wanted.remove(Purpose.SEAL)
        now = timezone.now()
        return [make_key(each, years=years, at=now, demo=settings.DEMO) for each in wanted]

    def _register(self, path: Path) -> SigningKey:
        try:
            text = path.read_text("ascii")
        except (OSError, UnicodeDecodeError) as fault:
            raise CommandError(f"{path} cannot be read: {fault}") from None
        return register_seal_key(certificate_pem=text, by=None, at=timezone.now())

    def _tell(self, key: SigningKey) -> None:
        marks = ", demo" if key.is_demo else ""
        self.stdout.write(f"{key.purpose}: {key.key_id} ({key.algorithm}{marks})")
        self.stdout.write(f"  from {_day(key.not_before)} until {_day(key.not_after)}")
        if key.certificate_pem:
            certificate = x509.read_chain(key.certificate_pem)[0]
            self.stdout.write(f"  certificate of {x509.holder(certificate)}")
            self.stdout.write(f"  SHA-256 {certificate.fingerprint(hashes.SHA256()).hex(':')}")
        if earlier := SigningKey.objects.filter(purpose=key.purpose, retired_at=None).exclude(pk=key.pk).first():
            self.stdout.write(f"  the one before is not used any more: {earlier.key_id}; what it signed stays valid")


def _day(moment: Any) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"
