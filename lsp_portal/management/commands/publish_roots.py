"""manage.py publish_roots: publish what the register had reached at the end of each day that is over."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from certificates.register.operations import publish_roots


class Command(BaseCommand):
    """For a timer shortly after midnight; running it again changes nothing."""

    help = "Publish the daily roots of the register up to yesterday."

    def handle(self, *args: Any, **options: Any) -> None:
        published = publish_roots(before=timezone.localdate())
        self.stdout.write(f"{published} daily roots published.")
