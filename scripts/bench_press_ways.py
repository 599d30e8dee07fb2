"""The ways of making a certificate that `scripts/bench_press.py` holds beside each other, and what they are made of."""

import base64
import hashlib
import itertools
import random
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

CREDENTIAL_SIZE = 3000
NAMES = 60


def batch() -> Iterator[Any]:
    """Certificates of one scheme and design, with all kinds of names, no two alike, and codes that hold a payload."""
    from tests.certificates.printing import varied

    for number in itertools.count(1):
        # The names come round again, with other numbers, so that after one round every template has been met.
        named = varied.certificate(number % NAMES + 1)
        said = varied.certificate(4 * number, varied.DESIGNS[:1])
        lot = random.Random(number)
        address = said["verify_url"] + "#" + "".join(lot.choices(varied.PAYLOAD, k=320))
        yield said | {"holder_name": named["holder_name"], "verify_url": address}


def warm_up(certificates: Iterator[Any]) -> None:
    # Each name more than once: the address below the code is set smaller or on more lines for some numbers.
    for said in itertools.islice(certificates, 3 * NAMES):
        stamped(said)


def credential(said: Any) -> bytes:
    """As long as a credential with results of eight units, and as hard to compress."""
    return base64.urlsafe_b64encode(hashlib.shake_256(said["certificate_number"].encode()).digest(CREDENTIAL_SIZE))


def naive(said: Any) -> bytes:
    from weasyprint import HTML

    from certificates import printing

    return HTML(string=printing.html(said)).write_pdf()


def stamped(said: Any) -> bytes:
    from certificates import printing

    printed = printing.produce(said)
    if printed.way != "stamped":
        raise SystemExit(f"{said['holder_name']} was {printed.way}")
    return printed.content


def layered(said: Any) -> bytes:
    from certificates import printing
    from certificates.printing.evidence import Evidence
    from tests.certificates.printing import varied

    return printing.press.layer(said, Evidence(varied.moment(said)))


def evident(said: Any) -> str:
    """All of one certificate but its rows: printed, attached, sealed, and the digest of it all."""
    from certificates import printing
    from tests.certificates.printing import seals

    printed = printing.produce(said, credential=credential(said), sealer=seals.sealer(), at=seals.AT)
    return hashlib.sha256(printed.content).hexdigest()


def anew(said: Any) -> str:
    """The same when no other of its kind was printed before, so that its template is compiled."""
    from certificates import printing

    printing.press._shelf.clear()
    return evident(said)


def by_pyhanko() -> Callable[[Any], bytes]:
    """Plain WeasyPrint, then pyHanko with an RSA key, as its documentation shows it."""
    from datetime import UTC, datetime

    from asn1crypto import keys
    from asn1crypto import x509 as asn1
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    from certificates.keys import x509

    private = rsa.generate_private_key(65537, 3072)
    own = x509.self_signed(
        private,  # type: ignore[arg-type]
        name="LSP",
        begins=datetime(2026, 1, 1, tzinfo=UTC),
        ends=datetime(2030, 1, 1, tzinfo=UTC),
    )
    form = serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    signer = signers.SimpleSigner(
        signing_cert=asn1.Certificate.load(x509.der(own)),
        signing_key=keys.PrivateKeyInfo.load(private.private_bytes(*form)),
        cert_registry=SimpleCertificateStore(),
    )
    said_so = signers.PdfSignatureMetadata(
        field_name="Sig1", certify=True, docmdp_permissions=MDPPerm.NO_CHANGES, subfilter=SigSeedSubFilter.PADES
    )

    def sign(said: Any) -> bytes:
        file = IncrementalPdfFileWriter(BytesIO(naive(said)))
        return signers.sign_pdf(file, said_so, signer=signer).getvalue()

    return sign
