"""The program behind `pdf_text`: a PDF comes in, the text of its pages goes out as JSON. It needs no portal.

`confined` runs it, and stops it.
"""

import json
import sys
from io import BytesIO
from typing import Any

PAGES = 60  # a certificate with forty units has four
LETTERS = 200_000


def read(pdf: bytes) -> dict[str, Any]:
    """{"pages": [text, ...]}, or {"why": "encrypted" | "broken" | "too_long"}."""
    from pypdf import PdfReader  # here, so that the limits hold for it too

    try:
        reader = PdfReader(BytesIO(pdf), strict=False)
        if reader.is_encrypted:
            return {"why": "encrypted"}
        if not 0 < len(reader.pages) <= PAGES:
            return {"why": "too_long" if len(reader.pages) else "broken"}
        pages, letters = [], 0
        for page in reader.pages:
            pages.append(page.extract_text())
            letters += len(pages[-1])
            if letters > LETTERS:
                return {"why": "too_long"}
    except Exception:  # noqa: BLE001 - whatever a broken file makes the library do, it is a broken file
        return {"why": "broken"}
    return {"pages": pages}


if __name__ == "__main__":
    json.dump(read(sys.stdin.buffer.read()), sys.stdout)
