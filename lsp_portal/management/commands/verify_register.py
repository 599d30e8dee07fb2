"""manage.py verify_register: does the chain of the register hold?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from certificates.auditing import broken_links, clock_doubts
from certificates.models import RegisterEntry


class Command(BaseCommand):
    """Replay the chain; name the first broken link and exit with an error, so that a timer can raise the alarm.

    What only shows a wrong clock (a root of a day to come, days that go backwards) is told, and is no error.
    """

    help = "Replay the chain of the register from its first entry, and name the first link that does not hold."

    def handle(self, *args: Any, **options: Any) -> None:
        for link in clock_doubts():
            self.stdout.write(f"warning: {link}. Was the clock wrong?")
        broken = list(broken_links())
        if broken:
            for link in broken[1:]:
                self.stdout.write(f"also: {link}")
            raise CommandError(f"The chain is broken. First: {broken[0]}. {len(broken)} findings in all.")
        last = RegisterEntry.objects.order_by("-number").values_list("number", "digest").first()
        end = f"up to entry {last[0]}, digest {last[1]}" if last else "and empty"
        self.stdout.write(f"The chain of the register is whole, {end}.")
