"""The seal as it stands in a file of ours, read and verified without a PDF library: quick enough for every file."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from certificates.keys.x509 import holder

from .cms import MESSAGE_DIGEST, SIGNING_CERTIFICATE_V2, Form
from .der import OCTETS, SEQUENCE, SET, Element, elements, first

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
        cms = _cms(pdf[begin + 1 : end - 1])
        return _read(cms, digest.digest(), covers_file=end + rest == len(pdf))
    except Exception:  # noqa: BLE001 - bytes of strangers fail in every way; whatever it is, it is no seal of ours
        return None


def _cms(written: bytes) -> bytes:
    """The structure in the room left for it: lower-case digits, then noughts, so that no byte may be another.

    Raises ValueError for anything else.
    """
    filled = bytes.fromhex(written.decode("ascii"))
    cms = next(elements(filled)).whole
    if written != cms.hex().encode().ljust(len(written), b"0"):
        raise ValueError("the room of the seal holds something else")
    return cms


def _read(cms: bytes, digest: bytes, *, covers_file: bool) -> Signature:
    """The parts of a SignedData (RFC 5652, 5.1) that differ from seal to seal; all else must be as `Form` writes it."""
    _kind, wrapped = elements(first(cms, SEQUENCE))
    _version, _digests, _content, certificates, signers = elements(first(wrapped.content, SEQUENCE))
    *_known, attributes, _algorithm, signature = list(elements(first(signers.content, SEQUENCE)))[:6]
    told = {}
    for attribute in elements(attributes.content):
        name, values = elements(attribute.content)
        told[name.whole] = first(values.whole, SET)
    named = first(first(first(first(told[SIGNING_CERTIFICATE_V2], SEQUENCE), SEQUENCE), SEQUENCE), OCTETS)
    ordered = sorted(elements(certificates.content), key=lambda each: hashlib.sha256(each.whole).digest() != named)
    chain = [x509.load_der_x509_certificate(each.whole) for each in ordered]
    form, told_digest = Form(chain), first(told[MESSAGE_DIGEST], OCTETS)
    signed = form.attributes(told_digest)
    as_written = form.signed(signed, signature.content, _time_stamp(signers))
    return Signature(
        certificate=ordered[0].whole,
        signer=holder(chain[0]),
        signed_at=None,
        intact=told_digest == digest,
        valid=as_written == cms and _is_signed(chain[0].public_key(), signature.content, signed),
        covers_file=covers_file,
    )


def _time_stamp(signers: Element) -> bytes:
    """The token among the unsigned attributes, if there is one."""
    unsigned = list(elements(first(signers.content, SEQUENCE)))[6:]
    if not unsigned:
        return b""
    _name, values = elements(first(unsigned[0].content, SEQUENCE))
    return next(elements(values.content)).whole


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
