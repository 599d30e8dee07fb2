"""The first admin of a new portal: nobody is there yet to invite him."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from lsp_portal.invitations.operations import invite_staff

REASON = "Diundang dari konsol server."


class Command(BaseCommand):
    help = "Invite an LSP admin by e-mail, from the server's own console."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name")
        parser.add_argument("email")
        parser.add_argument("--reason", default=REASON, help="why; kept in the history and read by the other admins")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            invitation = invite_staff(
                by=None, on=timezone.localdate(), name=options["name"], email=options["email"],
                reason=options["reason"], is_lsp_admin=True,
            )  # fmt: skip
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from None
        if not invitation.sent_at:
            raise CommandError("The invitation is kept, but the mail server did not take it: see EMAIL_URL.")
        self.stdout.write(f"Invitation sent to {invitation.email}.")
