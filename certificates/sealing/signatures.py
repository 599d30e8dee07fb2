"""The signatures of any PDF, as pyHanko reads them."""

from base64 import b64decode
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.x509 import load_der_x509_certificate

from certificates.keys import x509
from kit.confined import Unreadable, ask

from .reading import Signature

READER = Path(__file__).with_name("signature_reader.py")


def read_signatures(pdf: bytes) -> list[Signature]:
    """The first few signatures of the file. Refuses with Unreadable; takes no more than `confined.SECONDS`."""
    try:
        return [_read(told) for told in ask(READER, pdf)["signatures"]]
    except ValueError as error:  # a certificate that only one of two libraries can read
        raise Unreadable("broken") from error


def _read(told: dict[str, Any]) -> Signature:
    certificate = b64decode(told["certificate"])
    return Signature(
        certificate=certificate,
        signer=x509.holder(load_der_x509_certificate(certificate)),
        signed_at=told["signed_at"] and datetime.fromisoformat(told["signed_at"]),
        intact=told["intact"],
        valid=told["valid"],
        covers_file=told["covers_file"],
    )
