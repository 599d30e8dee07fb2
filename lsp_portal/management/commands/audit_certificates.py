"""manage.py audit_certificates: does every certificate have its support?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from certificates.auditing import audit
from certificates.models import Certificate, CertificateFile


class Command(BaseCommand):
    """Print every finding; exit with an error if there is one, so that a timer can raise the alarm."""

    help = "Check that every certificate is supported by competent verdicts, a decision, and an unchanged file."

    def handle(self, *args: Any, **options: Any) -> None:
        findings = list(audit())
        for finding in findings:
            self.stdout.write(f"{finding.about}: {finding.problem}")
        if findings:
            raise CommandError(f"{len(findings)} findings: the register cannot be believed as it stands.")
        self.stdout.write(f"{Certificate.objects.count()} certificates, every one supported.")
        if long := CertificateFile.objects.filter(way__in=CertificateFile.LONG_WAYS).count():
            self.stdout.write(f"{long} of them were printed the long way, which takes longer and looks the same.")
