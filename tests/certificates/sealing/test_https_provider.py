"""The provider behind an HTTPS address: what is sent to it, and what of its answers is believed."""

import base64
import ipaddress
import json
import ssl
import threading
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from certificates.sealing.https import HttpsProvider

DIGEST = hashes.Hash(hashes.SHA256()).finalize()


def tls_files(folder):
    """A key and a certificate for this machine's own address, for ever: OpenSSL looks at a clock that nobody holds."""
    private = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Penyedia")])
    address = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    builder = x509.CertificateBuilder(name, name, private.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(datetime(2000, 1, 1)).not_valid_after(datetime(9999, 1, 1))
    certificate = builder.add_extension(address, critical=False).sign(private, hashes.SHA256())
    pkcs8 = private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "key.pem").write_bytes(pkcs8)
    (folder / "cert.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return folder / "cert.pem", folder / "key.pem"


@pytest.fixture
def server(tmp_path, settings, monkeypatch):
    """An HTTPS server on this machine; `answer` is what it says next, `asked` what it was asked."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.server.asked.append((self.headers["Authorization"], json.loads(body)))
            status, headers, content = self.server.answer
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *args):
            """Say nothing."""

    certificate, key = tls_files(tmp_path)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.asked, server.answer = [], (200, {}, b"")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    settings.SEAL_PROVIDER_URL = f"https://127.0.0.1:{server.server_port}/sign"
    settings.SEAL_PROVIDER_TOKEN = "rahasia"
    yield server
    server.shutdown()
    server.server_close()


def sign():
    return HttpsProvider().sign(DIGEST, key_id="seal-1", timeout=10)


def test_the_digest_goes_there_and_the_signature_comes_back(server):
    server.answer = (200, {}, json.dumps({"signature": base64.b64encode(b"tanda tangan").decode()}).encode())
    assert sign() == b"tanda tangan"
    asked = {"key": "seal-1", "algorithm": "sha256", "digest": base64.b64encode(DIGEST).decode()}
    assert server.asked == [("Bearer rahasia", asked)]


@pytest.mark.parametrize(
    "answer",
    [
        (500, {}, b"{}"),
        (401, {}, b"{}"),
        (200, {}, b""),
        (200, {}, b"[]"),
        (200, {}, b'{"signature": 7}'),
        (200, {}, b'{"signature": "bukan base64!"}'),
        (200, {}, b'{"signature": "' + b"A" * 200_000 + b'"}'),
        (200, {}, b"\xff\xfe"),
    ],
)
def test_any_other_answer_is_none(server, answer):
    server.answer = answer
    with pytest.raises((OSError, ValueError)):
        sign()


def test_the_token_follows_no_one_elsewhere(server):
    server.answer = (307, {"Location": "/elsewhere"}, b"")
    with pytest.raises(OSError, match="307"):
        sign()
    assert len(server.asked) == 1


def test_a_server_that_nobody_vouches_for_is_not_asked(server, monkeypatch, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    monkeypatch.setenv("SSL_CERT_FILE", str(tls_files(other)[0]))
    with pytest.raises(OSError, match="CERTIFICATE_VERIFY_FAILED"):
        sign()
    assert not server.asked


@pytest.mark.parametrize("address", ["", "http://penyedia.example/sign", "penyedia.example"])
def test_only_https(settings, address):
    settings.SEAL_PROVIDER_URL = address
    with pytest.raises(ValueError, match="https"):
        HttpsProvider()
