"""The seal as it stands in a file of ours, read and verified without a PDF library: quick enough for every file."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from certificates.x509 import holder

from .cms import MESSAGE_DIGEST, SIGNING_CERTIFICATE_V2
from .der import OCTETS, SEQUENCE, SET, elements, first, tlv

RANGES = re.compile(rb"/ByteRange\s{0,4}\[\s{0,4}0\s{1,4}(\d{1,12})\s{1,4}(\d{1,12})\s{1,4}(\d{1,12})\s{0,4}\]")
LONGEST_SEAL = 128 * 1024


@dataclass(frozen=True)
class Signature:
    """A signature in a PDF: whose certificate (DER), when (both as it says itself), and whether it fits.

    `intact`: the covered bytes have the digest that was signed. `valid`: it was made with the certificate's key.
    `covers_file`: nothing lies outside but the signature itself.
    """

    certificate: bytes
    signer: str
    signed_at: datetime | None
    intact: bool
    valid: bool
    covers_file: bool


def read_seal(pdf: bytes) -> Signature | None:
    """The last seal in the file, without its time; None when there is none that can be read. Never raises."""
    ranges = RANGES.match(pdf, max(pdf.rfind(b"/ByteRange"), 0))
    if ranges is None:
        return None
    begin, end, rest = map(int, ranges.groups())
    if not 0 < begin < end <= len(pdf) or end - begin > 2 * LONGEST_SEAL or pdf[begin] != 0x3C or pdf[end - 1] != 0x3E:
        return None
    digest = hashlib.sha256(memoryview(pdf)[:begin])
    digest.update(memoryview(pdf)[end : end + rest])
    try:
        cms = bytes.fromhex(pdf[begin + 1 : end - 1].decode("ascii"))
        return _read(cms, digest.digest(), covers_file=end + rest == len(pdf))
    except (ValueError, KeyError, IndexError, StopIteration, UnsupportedAlgorithm):
        return None  # not the structure that a seal has


def _read(cms: bytes, digest: bytes, *, covers_file: bool) -> Signature:
    """The parts of a SignedData (RFC 5652, 5.1) that a seal of ours has; anything else fails in one way or another."""
    _kind, wrapped = islice(elements(first(cms, SEQUENCE)), 2)
    parts = list(elements(first(wrapped.content, SEQUENCE)))
    certificates = next(part.content for part in parts if part.tag == 0xA0)
    signer = list(elements(first(parts[-1].content, SEQUENCE)))
    serial = list(elements(signer[1].content))[1].content
    told = {}
    for attribute in elements(signer[3].content):
        name, values = elements(attribute.content)
        told[name.whole] = first(values.whole, SET)
    named = first(first(first(first(told[SIGNING_CERTIFICATE_V2], SEQUENCE), SEQUENCE), SEQUENCE), OCTETS)
    own = next(each.whole for each in elements(certificates) if hashlib.sha256(each.whole).digest() == named)
    certificate = x509.load_der_x509_certificate(own)
    attributes = tlv(SET, signer[3].content)  # signed as a set, stored under another tag
    return Signature(
        certificate=own,
        signer=holder(certificate),
        signed_at=None,
        intact=first(told[MESSAGE_DIGEST], OCTETS) == digest,
        valid=int.from_bytes(serial, "big") == certificate.serial_number
        and _is_signed(certificate.public_key(), signer[5].content, attributes),
        covers_file=covers_file,
    )


def _is_signed(public: object, signature: bytes, content: bytes) -> bool:
    try:
        if isinstance(public, ec.EllipticCurvePublicKey):
            public.verify(signature, content, ec.ECDSA(hashes.SHA256()))
        elif isinstance(public, rsa.RSAPublicKey):
            public.verify(signature, content, padding.PKCS1v15(), hashes.SHA256())
        else:
            return False
    except InvalidSignature:
        return False
    return True
