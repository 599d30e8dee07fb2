"""Take up the runs of issuing that a stopped server left behind, or that a fault has halted."""

from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand

from certificates.models import IssuingRun
from certificates.printing import press
from certificates.runs.operations import resume, take_up, work_on


class Command(BaseCommand):
    help = "Takes up the runs of issuing that were left behind by a server that was restarted, or halted by a fault."

    def handle(self, *args: Any, **options: Any) -> None:
        left = [run for run in IssuingRun.objects.filter(finished_at=None) if resume(run) or take_up(run)]
        for run in left:
            work_on(run)
            counts = run.counts()
            self.stdout.write(f"Run {run.pk}: {counts['issued']} issued, {counts['refused']} refused.")
            run.refresh_from_db()
            if run.halted:
                self.stdout.write(f"  halted, {counts['waiting']} wait: {run.halted}")
            if long := run.printed_the_long_way():
                self.stdout.write(f"  {long} printed the long way{_why(press.reasons)}")
        if not left:
            self.stdout.write("Nothing was left behind.")


def _why(reasons: Iterable[str]) -> str:
    """What the press of this process says of those it printed just now."""
    return "".join(f"; {reason}" for reason in sorted(reasons))
