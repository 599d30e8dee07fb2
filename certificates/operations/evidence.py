"""The evidence of one frozen record: the printed file, stored once with its digest."""

import hashlib

from ..models import Certificate, CertificateFile
from ..printing import render


def store(certificate: Certificate) -> CertificateFile:
    """Print the snapshot and store the bytes that are served ever after."""
    content = render(certificate.snapshot)
    digest = hashlib.sha256(content).hexdigest()
    return CertificateFile.objects.create(certificate=certificate, content=content, sha256=digest, size=len(content))
