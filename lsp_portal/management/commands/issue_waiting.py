"""Take up the runs of issuing that a stopped server left behind."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from certificates.models import IssuingRun
from certificates.operations.runs import take_up, work_on


class Command(BaseCommand):
    help = "Takes up the runs of issuing that were left behind, for example by a server that was restarted."

    def handle(self, *args: Any, **options: Any) -> None:
        left = [run for run in IssuingRun.objects.abandoned(timezone.now()) if take_up(run)]
        for run in left:
            work_on(run)
            counts = run.counts()
            self.stdout.write(f"Run {run.pk}: {counts['issued']} issued, {counts['refused']} refused.")
        if not left:
            self.stdout.write("Nothing was left behind.")
