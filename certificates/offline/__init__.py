"""Checking a certificate without a connection: the signed payload of its QR code, and the dated list beside it."""

from .payload import Payload
from .signing import read_payload, signed_payload

__all__ = ["Payload", "read_payload", "signed_payload"]
