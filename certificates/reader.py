"""The program behind `reading`: a PDF comes in, the text of its pages goes out as JSON. It needs no portal."""

import json
import logging
import resource
import sys
from io import BytesIO
from typing import Any

MEMORY = 1024 * 1024 * 1024
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
    seconds = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    logging.disable()
    json.dump(read(sys.stdin.buffer.read()), sys.stdout)
