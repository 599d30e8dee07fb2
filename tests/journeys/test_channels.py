"""One act, and everybody who asks hears of it at once: page, number, file, API, status list, offline list, root."""

import base64
import gzip
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from certificates.acts import operations as acts
from certificates.models import CertificateFile

REVOCATION, SUSPENSION = "revocation", "suspension"


@pytest.fixture
def certificate(world, sealed, settings):
    settings.CREDENTIALS = settings.OFFLINE_QR = True
    return world.certificate()


def claims(text):
    part = text.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def bit(client, purpose, index):
    """By the text of the W3C recommendation: multibase base64url, gzip, the leftmost bit first."""
    token = client.get(reverse("status_list", args=[purpose, index // 131_072])).content.decode()
    encoded = claims(token)["credentialSubject"]["encodedList"]
    raw = gzip.decompress(base64.urlsafe_b64decode(encoded[1:] + "=" * (-len(encoded[1:]) % 4)))
    place = index % 131_072
    return raw[place // 8] >> (7 - place % 8) & 1


def everywhere(client, certificate):
    """What each channel says of the certificate now."""
    token, number, index = certificate.token, certificate.number, certificate.status_index
    file = bytes(CertificateFile.objects.get(certificate=certificate).content)
    upload = SimpleUploadedFile("sertifikat.pdf", file, content_type="application/pdf")
    listed = json.loads(base64.urlsafe_b64decode(client.get(reverse("verify_offline_list")).json()["payload"] + "=="))
    return {
        "page": client.get(reverse("verify_show", args=[token])).content.decode(),
        "number": client.get(reverse("verify_search"), {"number": number}).content.decode(),
        "file": client.post(reverse("verify_file"), {"file": upload}).content.decode(),
        "api": client.get(reverse("api:verify_token", args=[token])).json()["standing"],
        "suspended": bit(client, SUSPENSION, index),
        "revoked": bit(client, REVOCATION, index),
        "offline": [
            name for name in ("suspended", "withdrawn", "replaced") if certificate.status_index in listed[name]
        ],
    }


def act(world, certificate, name):
    getattr(acts, name)(certificate=certificate, by=world.komang, on=world.today, reason="Diperiksa.")


@pytest.mark.parametrize(
    ("way", "words", "status", "bits"),
    [
        ([], "asli dan berlaku", "valid", (0, 0)),
        (["suspend"], "sedang dibekukan", "suspended", (1, 0)),
        (["suspend", "reinstate"], "asli dan berlaku", "valid", (0, 0)),
        (["withdraw"], "sudah dicabut", "withdrawn", (0, 1)),
    ],
)
def test_every_channel_tells_the_act(world, certificate, client, way, words, status, bits):
    everywhere(client, certificate)  # whatever is kept from before the act must not be told after it
    for name in way:
        act(world, certificate, name)
    told = everywhere(client, certificate)
    assert all(words in told[channel] for channel in ("page", "number", "file"))
    assert told["api"] == status
    assert (told["suspended"], told["revoked"]) == bits
    assert told["offline"] == ([] if status == "valid" else [status])
