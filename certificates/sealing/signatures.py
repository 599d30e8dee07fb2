"""The signatures of any PDF, as pyHanko reads them. Slow to import, so only a question about a seal does."""

from collections.abc import Iterator
from datetime import UTC
from io import BytesIO
from itertools import islice

from cryptography.x509 import load_der_x509_certificate
from pyhanko.pdf_utils.decode_limits import DecodeLimits, DocumentDecodeBudget, StreamDecodeLimits
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from certificates import x509

from .reading import Signature

MiB = 1024 * 1024
MOST = 8  # a file may bear the signatures of others beside ours
# What must be unpacked to find a signature is small. A file in which it is not was made to hurt.
LIMITS = DecodeLimits(
    per_stream=StreamDecodeLimits(max_output_size=8 * MiB),
    document_budget=DocumentDecodeBudget(base_allowance=16 * MiB, max_ratio=1),
)


class Encrypted(Exception):
    """The file is locked with a password."""


def read_signatures(pdf: bytes) -> list[Signature]:
    """The first few signatures of the file. Raises Encrypted, and for a broken or hostile file anything at all."""
    reader = PdfFileReader(BytesIO(pdf), strict=False, decode_limits=LIMITS)
    if reader.encrypted:
        raise Encrypted
    return [_read(signature) for signature in islice(_signatures(reader), MOST)]


def _signatures(reader: PdfFileReader) -> Iterator[EmbeddedPdfSignature]:
    yield from reader.embedded_regular_signatures


def _read(signature: EmbeddedPdfSignature) -> Signature:
    # Whether it fits, and no more: each vouches for itself here, nothing is fetched, and no difference is excusable.
    context = ValidationContext(trust_roots=[signature.signer_cert], allow_fetching=False)
    status = validate_pdf_signature(signature, context, skip_diff=True)
    moment = signature.self_reported_timestamp
    certificate = signature.signer_cert.dump()
    return Signature(
        certificate=certificate,
        signer=x509.holder(load_der_x509_certificate(certificate)),
        signed_at=moment if moment is None or moment.tzinfo else moment.replace(tzinfo=UTC),
        intact=bool(status.intact),
        valid=bool(status.valid),
        covers_file=signature.coverage == SignatureCoverageLevel.ENTIRE_FILE,
    )
