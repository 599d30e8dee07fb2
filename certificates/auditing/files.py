"""The file of a certificate: its digest and its seal."""

import hashlib
from collections.abc import Iterator

from .. import x509
from ..models import Certificate, CertificateFile, SigningKey
from ..sealing.reading import read_seal


def file_problems(certificate: Certificate) -> Iterator[str]:
    """What is wrong with the stored file."""
    file = CertificateFile.objects.filter(certificate=certificate).select_related("sealed_with").first()
    if file is None:
        yield "its file is missing"
        return
    if hashlib.sha256(bytes(file.content)).hexdigest() != file.sha256 or len(file.content) != file.size:
        yield "its file is not the one that was issued"
    if file.sealed_with and not _sealed_by(file.sealed_with, bytes(file.content)):
        yield "the seal of its file does not hold"


def _sealed_by(key: SigningKey, content: bytes) -> bool:
    """Whether the seal of the file is of this key, whole, and with nothing outside."""
    seal = read_seal(content)
    own = x509.der(x509.read_chain(key.certificate_pem)[0])
    return bool(seal and seal.intact and seal.valid and seal.covers_file and seal.certificate == own)
