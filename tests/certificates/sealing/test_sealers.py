"""Seals whose key is elsewhere: a provider's double, a time stamp from a server of our own, and what fails of them."""

import threading
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from types import SimpleNamespace

import pytest
from asn1crypto import keys as asn1_keys
from asn1crypto import tsp
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from django.utils import timezone
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from certificates.issuing.operations.issuing import issue
from certificates.keys import x509
from certificates.keys.operations import register_seal_key
from certificates.models import Certificate, NumberCounter, SigningKey
from certificates.printing import produce
from certificates.sealing import current_sealer, sealers
from certificates.sealing.cms import Form
from certificates.sealing.judging import check_seal, validate_own
from certificates.sealing.sealers import KeySealer
from kit.errors import RuleError
from tests.certificates.printing.samples import snapshot

PRIVATE = ec.generate_private_key(ec.SECP256R1())


class Provider:
    """A provider that holds its key to itself, as a real one does."""

    certified = True

    def sign(self, digest, *, key_id, timeout):
        return PRIVATE.sign(digest, ec.ECDSA(Prehashed(hashes.SHA256())))


class Silent(Provider):
    def sign(self, digest, *, key_id, timeout):
        raise TimeoutError


class Confused(Provider):
    def sign(self, digest, *, key_id, timeout):
        return super().sign(bytes(32), key_id=key_id, timeout=timeout)


@pytest.fixture
def remote(world, settings):
    """The LSP's certificate is registered, its key is with the provider."""
    settings.SEALER = "remote"
    settings.SEAL_PROVIDER = f"{__name__}.Provider"
    now = timezone.now()
    certificate = x509.self_signed(PRIVATE, name="LSP di Penyedia", begins=now, ends=now + timedelta(days=9))
    return register_seal_key(certificate_pem=x509.pem(certificate), by=None, at=now)


def sealed_pdf():
    now = timezone.now() + timedelta(seconds=1)
    sealer = current_sealer(now)
    return sealer, produce(snapshot(), sealer=sealer, at=now).content


def refused_code(act):
    with pytest.raises(RuleError) as refusal:
        act()
    return refusal.value.code


# --- a provider -------------------------------------------------------------------------------------
def test_a_provider_seals_with_a_key_that_is_not_here(remote):
    sealer, pdf = sealed_pdf()
    validate_own(pdf, sealer)
    report = check_seal(pdf)
    assert report.is_sound and report.key_id == remote.key_id and remote.private_pem == ""
    assert (sealer.kind, sealer.certified, sealer.name) == ("remote", True, "LSP di Penyedia")


@pytest.mark.parametrize(("name", "code"), [("Silent", "sealer_unreachable"), ("Confused", "seal_invalid")])
def test_nothing_is_issued_without_its_seal_and_all_of_it_later(remote, world, settings, name, code):
    granted = world.granted()
    assert world.body
    settings.SEAL_PROVIDER = f"{__name__}.{name}"
    assert refused_code(lambda: issue(assessment=granted, by=world.ratna, on=world.today)) == code
    assert not Certificate.objects.exists() and not NumberCounter.objects.filter(last__gt=0).exists()
    settings.SEAL_PROVIDER = f"{__name__}.Provider"
    file = issue(assessment=granted, by=world.ratna, on=world.today).file
    assert (file.sealed_with, file.sealer) == (remote, "remote")


@pytest.mark.parametrize("path", ["no.such.Provider", "certificates.sealing.https.HttpsProvider", "x"])
def test_a_provider_that_is_not_set_up(remote, settings, path):
    settings.SEAL_PROVIDER = path
    assert refused_code(sealed_pdf) == "sealer_unavailable"


def test_an_address_where_nobody_answers(remote, settings):
    settings.SEAL_PROVIDER, settings.SEAL_PROVIDER_URL = (
        "certificates.sealing.https.HttpsProvider",
        "https://127.0.0.1:9",
    )
    assert refused_code(sealed_pdf) == "sealer_unreachable"


def test_an_rsa_key_with_a_chain_seals_as_well(world):
    """Many providers give no other."""
    now, private = timezone.now(), rsa.generate_private_key(65537, 2048)
    ends = now + timedelta(days=9)
    chain = [
        x509.self_signed(own, name=name, begins=now, ends=ends) for own, name in ((private, "LSP"), (PRIVATE, "CA"))
    ]
    key = register_seal_key(certificate_pem="".join(map(x509.pem, chain)), by=None, at=now)
    prehashed = Prehashed(hashes.SHA256())
    sealer = KeySealer("remote", key, Form(chain), "LSP", lambda it: private.sign(it, padding.PKCS1v15(), prehashed))
    pdf = produce(snapshot(), sealer=sealer, at=now + timedelta(seconds=1)).content
    validate_own(pdf, sealer)
    report = check_seal(pdf)
    assert report.is_sound and (report.key_id, key.algorithm) == (key.key_id, "RS256")


# --- a key registered -------------------------------------------------------------------------------
def test_a_key_is_registered_once(remote):
    again = refused_code(lambda: register_seal_key(certificate_pem=remote.certificate_pem, by=None, at=timezone.now()))
    assert again == "already_registered"


def test_what_is_no_certificate_is_not_registered(world):
    at = timezone.now()
    assert refused_code(lambda: register_seal_key(certificate_pem="Halo", by=None, at=at)) == "certificate_unreadable"
    old = x509.self_signed(PRIVATE, name="LSP", begins=at - timedelta(days=9), ends=at - timedelta(days=1))
    assert refused_code(lambda: register_seal_key(certificate_pem=x509.pem(old), by=None, at=at)) == "certificate_ended"
    assert not SigningKey.objects.exists()


# --- a time stamp -----------------------------------------------------------------------------------
@pytest.fixture
def authority(settings):
    """A time stamp authority on this machine, which speaks with pyHanko's voice."""
    private = rsa.generate_private_key(65537, 2048)
    now = timezone.now()
    own = x509.self_signed(private, name="Cap Waktu", begins=now - timedelta(days=1), ends=now + timedelta(days=9))
    pkcs8 = private.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    stamper = DummyTimeStamper(asn1_x509.Certificate.load(x509.der(own)), asn1_keys.PrivateKeyInfo.load(pkcs8))

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self):
            asked = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(stamper.request_tsa_response(asked).dump())

        def log_message(self, *args):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.SEAL_TIMESTAMP_URL = f"http://127.0.0.1:{server.server_port}/"
    yield
    server.shutdown()
    server.server_close()


def test_a_seal_bears_a_time_stamp(sealed, settings, authority):
    settings.SEALER = "local"
    sealer, pdf = sealed_pdf()
    validate_own(pdf, sealer)
    assert check_seal(pdf).is_sound
    signature = next(iter(PdfFileReader(BytesIO(pdf)).embedded_regular_signatures))
    context = ValidationContext(trust_roots=[signature.signer_cert], allow_fetching=False)
    stamp = validate_pdf_signature(signature, context).timestamp_validity
    assert stamp.intact and stamp.valid and abs(stamp.timestamp - timezone.now()) < timedelta(minutes=5)


def test_no_time_stamp_no_seal(sealed, settings):
    settings.SEALER, settings.SEAL_TIMESTAMP_URL = "local", "http://127.0.0.1:9/"
    assert refused_code(sealed_pdf) == "sealer_unreachable"


def test_signature_and_time_stamp_share_the_time(sealed, settings, monkeypatch):
    """Both are waited for inside the transaction that holds the counters."""
    settings.SEALER, settings.SEAL_TIMEOUT = "local", 10
    clock, given = iter([100, 104]), []
    monkeypatch.setattr(sealers, "time", SimpleNamespace(monotonic=lambda: next(clock)))
    sealer = replace(current_sealer(timezone.now()), time_stamp=lambda _digest, left: given.append(left) or b"")
    sealer.cms(bytes(32), timezone.now())
    assert given == [6]
