"""What is stored of a certificate: one file, sealed, with the credential in it, or nothing at all."""

import hashlib
from io import BytesIO
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from pypdf import PdfReader

from certificates.issuing.operations.issuing import issue
from certificates.keys.keys import load_private
from certificates.models import Certificate, CertificateFile, Credential, NumberCounter, RegisterEntry, SigningKey
from certificates.offline import read_payload
from certificates.sealing.judging import check_seal
from kit.errors import RuleError


@pytest.fixture
def whole(sealed, settings):
    """Seal, credential and offline payload, as in the demo."""
    settings.CREDENTIALS = settings.OFFLINE_QR = True
    return sealed


def file_of(certificate):
    return CertificateFile.objects.get(certificate=certificate)


def nothing_was_kept():
    drawn = NumberCounter.objects.exclude(last=0)
    return not any(model.objects.exists() for model in (Certificate, CertificateFile, Credential, RegisterEntry)) and (
        not drawn.exists()
    )


def test_the_stored_file_is_sealed_by_the_key_that_is_named(world, whole):
    file = file_of(world.certificate())
    report = check_seal(bytes(file.content))
    assert report.is_sound and report.key_id == file.sealed_with.key_id == whole.seal.key_id
    assert (file.sealer, file.sha256) == ("local", hashlib.sha256(bytes(file.content)).hexdigest())


def test_the_file_carries_the_credential_that_is_stored(world, whole):
    certificate = world.certificate()
    attached = PdfReader(BytesIO(bytes(file_of(certificate).content))).attachments
    assert attached["credential.jwt"] == [certificate.credential.jwt.encode()]


def test_the_code_says_offline_what_the_register_says(world, whole):
    certificate = world.certificate()
    said = read_payload(urlsplit(certificate.snapshot["verify_url"]).fragment)
    assert (said.number, said.holder_name) == (certificate.number, certificate.holder_name)
    assert (said.issued_on, said.expires_on) == (certificate.issued_on, certificate.expires_on)
    assert said.status_index == certificate.status_index


def test_an_lsp_without_keys_issues_plain_files(world):
    certificate = world.certificate()
    assert (file_of(certificate).sealer, Credential.objects.count()) == ("none", 0)
    assert "#" not in certificate.snapshot["verify_url"]


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (
            lambda settings: SigningKey.objects.filter(purpose="seal").update(retired_at="2020-01-01T00:00Z"),
            "key_missing",
        ),
        (lambda settings: setattr(settings, "SIGNING_PASSPHRASE", "yang salah"), "passphrase_wrong"),
        (lambda settings: setattr(settings, "SIGNING_PASSPHRASE", ""), "passphrase_missing"),
        (lambda settings: setattr(settings, "SEALER", "entah"), "sealer_unavailable"),
    ],
)
def test_without_a_working_key_nothing_is_issued_and_no_number_is_lost(world, whole, settings, spoil, code):
    assessment = world.granted()
    spoil(settings)
    load_private.cache_clear() if hasattr(load_private, "cache_clear") else None
    with pytest.raises(RuleError) as refused:
        issue(assessment=assessment, by=world.ratna, on=world.today)
    assert refused.value.code == code and nothing_was_kept()


def test_the_page_says_what_is_missing(world, client, whole, settings):
    assessment = world.granted()
    SigningKey.objects.filter(purpose="credential").update(retired_at="2020-01-01T00:00Z")
    client.force_login(world.ratna)
    page = client.post(f"/assessment/{assessment.pk}/issue/")
    assert page.status_code == 422 and nothing_was_kept()


def test_a_full_disk_leaves_nothing_half_stored(world, whole, monkeypatch):
    assessment = world.granted()

    def full(**_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch, pytest.raises(OSError, match="No space"), transaction.atomic():
        patch.setattr(CertificateFile.objects, "create", full)
        issue(assessment=assessment, by=world.ratna, on=world.today)
    assert nothing_was_kept()
    assert issue(assessment=assessment, by=world.ratna, on=world.today).number.split()[3] == "0000001"
