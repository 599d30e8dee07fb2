"""The one form in which a value is hashed, and its digest: JSON with sorted keys, no blanks, in UTF-8."""

import hashlib
import json
from typing import Any


def canonical(value: Any) -> bytes:
    """JSON in the one form that is hashed."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
