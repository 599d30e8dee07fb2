"""X.509 certificates of seal keys: the one the LSP makes for itself, and those that others issue to it."""

from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID, ObjectIdentifier

SealKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
LONGEST_NAME = 64  # bytes; X.520, upper bound of a common or organization name
DOCUMENT_SIGNING = ObjectIdentifier("1.3.6.1.5.5.7.3.36")  # RFC 9336
CURVES = {"secp256r1": "ES256", "secp384r1": "ES384", "secp521r1": "ES512"}
DEMO_UNIT = "Demo, bukan segel resmi"


def self_signed(
    private: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey,
    *,
    name: str,
    begins: datetime,
    ends: datetime,
    demo: bool = False,
) -> x509.Certificate:
    """A certificate in which the LSP vouches for its own key: it seals documents, and no other certificates."""
    short = " ".join(name.split()).encode()[:LONGEST_NAME].decode(errors="ignore").strip()
    parts = [
        x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, short),
        x509.NameAttribute(NameOID.COMMON_NAME, short),
    ]
    if demo:
        parts.insert(2, x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, DEMO_UNIT))
    subject, public = x509.Name(parts), private.public_key()
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_sealing_only(), critical=True)
        .add_extension(x509.ExtendedKeyUsage([DOCUMENT_SIGNING]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(public), critical=False)
    )
    return builder.sign(private, hashes.SHA256())


def _sealing_only() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )


def read_chain(pem: str) -> list[x509.Certificate]:
    """The key's certificate first, then those that vouch for it. Raises ValueError for what is none of that."""
    chain = x509.load_pem_x509_certificates(pem.encode())
    if not isinstance(chain[0].public_key(), ec.EllipticCurvePublicKey | rsa.RSAPublicKey):
        raise ValueError("a seal needs an elliptic curve or an RSA key")
    return chain


def algorithm(certificate: x509.Certificate) -> str:
    """The key's name in JOSE (RFC 7518). A seal always signs SHA-256, whatever the curve."""
    public = certificate.public_key()
    return CURVES.get(public.curve.name, "ES256") if isinstance(public, ec.EllipticCurvePublicKey) else "RS256"


def pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(serialization.Encoding.PEM).decode()


def der(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.DER)


def holder(certificate: x509.Certificate) -> str:
    """Whose certificate it is, for people."""
    for oid in (NameOID.ORGANIZATION_NAME, NameOID.COMMON_NAME):
        if found := certificate.subject.get_attributes_for_oid(oid):
            return str(found[0].value)
    return certificate.subject.rfc4514_string()
