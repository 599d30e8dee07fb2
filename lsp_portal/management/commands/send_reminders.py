"""manage.py send_reminders: the letters of the day, and the ties that no officer was told of."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from ethics.development.notices import write
from ethics.development.operations import due_reminders, remind
from ethics.impartiality.operations.conflicts import raise_untold


class Command(BaseCommand):
    """Send what is due today, each letter once; an error if the mail server refused any, which the next run repeats."""

    help = "Remind assessors by e-mail of what ends: 60, 30 and 7 days before, and once it is over; of policies once."

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        if raised := raise_untold(on=today):
            self.stdout.write(f"{len(raised)} recorded ties now wait for an ethics officer.")
        due = list(due_reminders(today))
        sent = sum(remind(due=each, on=today, send=write) for each in due)
        self.stdout.write(f"{sent} reminders sent.")
        if sent < len(due):
            raise CommandError(f"{len(due) - sent} reminders were not sent; the next run tries again.")
