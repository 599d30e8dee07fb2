"""The program behind `signatures`: a PDF comes in, what pyHanko says of its signatures goes out as JSON.

It needs no portal. `confined` runs it, and stops it.
"""

import json
import sys
from base64 import b64encode
from datetime import UTC
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

MiB = 1024 * 1024
MOST = 8  # a file may bear the signatures of others beside ours


def read(pdf: bytes) -> dict[str, Any]:
    """{"signatures": [...]}, the first few; or {"why": "encrypted" | "broken"}."""
    # Here, so that the limits hold for it too.
    from pyhanko.pdf_utils.decode_limits import DecodeLimits, DocumentDecodeBudget, StreamDecodeLimits
    from pyhanko.pdf_utils.reader import PdfFileReader

    # What must be unpacked to find a signature is small. A file in which it is not was made to hurt.
    limits = DecodeLimits(
        per_stream=StreamDecodeLimits(max_output_size=8 * MiB),
        document_budget=DocumentDecodeBudget(base_allowance=16 * MiB, max_ratio=1),
    )
    try:
        reader = PdfFileReader(BytesIO(pdf), strict=False, decode_limits=limits)
        if reader.encrypted:
            return {"why": "encrypted"}
        return {"signatures": [_told(signature) for signature in islice(reader.embedded_regular_signatures, MOST)]}
    except Exception:  # noqa: BLE001 - a broken or hostile file makes a parser fail in every way there is
        return {"why": "broken"}


def _told(signature: "EmbeddedPdfSignature") -> dict[str, Any]:
    # Whether it fits, and no more: each vouches for itself here, nothing is fetched, and no difference is excusable.
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.status import SignatureCoverageLevel
    from pyhanko_certvalidator import ValidationContext

    context = ValidationContext(trust_roots=[signature.signer_cert], allow_fetching=False)
    status = validate_pdf_signature(signature, context, skip_diff=True)
    moment = signature.self_reported_timestamp
    if moment is not None and moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return {
        "certificate": b64encode(signature.signer_cert.dump()).decode(),
        "signed_at": moment and moment.isoformat(),
        "intact": bool(status.intact),
        "valid": bool(status.valid),
        "covers_file": signature.coverage == SignatureCoverageLevel.ENTIRE_FILE,
    }


if __name__ == "__main__":
    json.dump(read(sys.stdin.buffer.read()), sys.stdout)
