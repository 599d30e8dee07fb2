"""manage.py audit_certificates: does every certificate have its support?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from certificates.auditing import audit
from certificates.models import Certificate, CertificateFile


class Command(BaseCommand):
    """Print every finding as it comes; exit with an error if there is one, so that a timer can raise the alarm."""

    help = "Check that every certificate is supported, and that history, signatures and file say what its record says."

    def handle(self, *args: Any, **options: Any) -> None:
        found = 0
        for finding in audit():
            self.stdout.write(f"{finding.about}: {finding.problem}")  # at once: whatever happens later, it was told
            found += 1
        if found:
            raise CommandError(f"{found} findings: the register cannot be believed as it stands.")
        self.stdout.write(f"{Certificate.objects.count()} certificates, every one supported.")
        if long := CertificateFile.objects.filter(way__in=CertificateFile.LONG_WAYS).count():
            self.stdout.write(f"{long} of them were printed the long way, which takes longer and looks the same.")
