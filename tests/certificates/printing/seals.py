"""A sealer whose key lives as long as the process, for tests and measurements."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from asn1crypto.x509 import Certificate as Asn1Certificate
from cryptography.hazmat.primitives.asymmetric import ec

from certificates.keys import x509
from certificates.sealing.cms import Form
from certificates.sealing.sealers import PREHASHED

AT = datetime(2026, 5, 12, 3, 4, 5, tzinfo=UTC)


@dataclass(frozen=True)
class Sealer:
    """As `certificates.sealing.protocol.Sealer`, with a key that has no row."""

    form: Form
    private: ec.EllipticCurvePrivateKey
    certificate: Any
    name: str = "LSP Nusantara Kompeten (uji)"
    kind: str = "local"
    certified: bool = False
    key: None = None

    @property
    def room(self) -> int:
        return self.form.longest

    def cms(self, digest: bytes, at: datetime) -> bytes:
        attributes = self.form.attributes(digest)
        return self.form.signed(attributes, self.private.sign(hashlib.sha256(attributes).digest(), PREHASHED))


@cache
def sealer() -> Sealer:
    private = ec.generate_private_key(ec.SECP256R1())
    begins, ends = datetime(2026, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)
    certificate = x509.self_signed(private, name="LSP Nusantara Kompeten", begins=begins, ends=ends)
    return Sealer(Form([certificate]), private, Asn1Certificate.load(x509.der(certificate)))
