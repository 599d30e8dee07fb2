"""CMS SignedData in the shape of PAdES baseline B-B (ETSI EN 319 142-1, RFC 5652), written straight as DER.

All but the digest and the signature is the same from seal to seal and is put together once: a seal then costs a tenth
of a millisecond, where building the same from ASN.1 objects takes twenty.
"""

import hashlib

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from certificates.keys.x509 import der

from .der import NULL, OCTETS, SEQUENCE, SET, integer, oid, tlv

DATA, SIGNED_DATA = oid("1.2.840.113549.1.7.1"), oid("1.2.840.113549.1.7.2")
CONTENT_TYPE, MESSAGE_DIGEST = oid("1.2.840.113549.1.9.3"), oid("1.2.840.113549.1.9.4")
SIGNING_CERTIFICATE_V2 = oid("1.2.840.113549.1.9.16.2.47")
TIME_STAMP_TOKEN = oid("1.2.840.113549.1.9.16.2.14")
SHA256 = tlv(SEQUENCE, oid("2.16.840.1.101.3.4.2.1"))
ECDSA_SHA256 = tlv(SEQUENCE, oid("1.2.840.10045.4.3.2"))
RSA_SHA256 = tlv(SEQUENCE, oid("1.2.840.113549.1.1.11"), NULL)


class Form:
    """A seal with everything filled in but the digest, the signature and the time stamp.

    Every seal is read back by this form, byte for byte, those of past years too: another form is another class.
    """

    def __init__(self, chain: list[x509.Certificate]) -> None:
        own, public = der(chain[0]), chain[0].public_key()
        by_curve = isinstance(public, ec.EllipticCurvePublicKey)
        self._algorithm = ECDSA_SHA256 if by_curve else RSA_SHA256
        octets = (public.key_size + 7) // 8  # type: ignore[union-attr]
        longest_signature = 2 * (octets + 3) + 3 if by_curve else octets
        self._signer = tlv(SEQUENCE, chain[0].issuer.public_bytes(), integer(chain[0].serial_number))
        identified = tlv(SEQUENCE, tlv(SEQUENCE, tlv(SEQUENCE, tlv(OCTETS, hashlib.sha256(own).digest()))))
        self._fixed = (
            tlv(SEQUENCE, CONTENT_TYPE, tlv(SET, DATA)),
            tlv(SEQUENCE, SIGNING_CERTIFICATE_V2, tlv(SET, identified)),
        )
        certificates = tlv(0xA0, *sorted(der(certificate) for certificate in chain))
        self._head = integer(1) + tlv(SET, SHA256) + tlv(SEQUENCE, DATA) + certificates
        self.longest = len(self.signed(self.attributes(bytes(32)), bytes(longest_signature)))

    def attributes(self, digest: bytes) -> bytes:
        """What is signed: the digest of the file and whose key it is, as a DER SET OF."""
        told = tlv(SEQUENCE, MESSAGE_DIGEST, tlv(SET, tlv(OCTETS, digest)))
        return tlv(SET, *sorted((*self._fixed, told)))

    def signed(self, attributes: bytes, signature: bytes, time_stamp: bytes = b"") -> bytes:
        """The whole structure. Inside it the attributes bear another tag than the one they were signed with."""
        parts = [integer(1), self._signer, SHA256, b"\xa0" + attributes[1:], self._algorithm, tlv(OCTETS, signature)]
        if time_stamp:
            parts.append(tlv(0xA1, tlv(SEQUENCE, TIME_STAMP_TOKEN, tlv(SET, time_stamp))))
        return tlv(SEQUENCE, SIGNED_DATA, tlv(0xA0, tlv(SEQUENCE, self._head, tlv(SET, tlv(SEQUENCE, *parts)))))
