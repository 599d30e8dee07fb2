"""Keys: made for each purpose, opened with the passphrase, refused in words when they cannot be used."""

from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from django.utils import timezone

from certificates.keys.keys import load_private, make_key, usable_key
from certificates.models import SigningKey
from kit.errors import RuleError


def code_of(refusal):
    return refusal.value.code


@pytest.mark.parametrize(
    ("purpose", "algorithm", "kind"),
    [
        ("seal", "ES256", ec.EllipticCurvePrivateKey),
        ("credential", "ES256", ec.EllipticCurvePrivateKey),
        ("qr", "Ed25519", ed25519.Ed25519PrivateKey),
    ],
)
def test_every_purpose_has_its_own_kind_of_key(sealed, purpose, algorithm, kind):
    key = usable_key(purpose, timezone.now())
    assert key == getattr(sealed, purpose)
    assert (key.algorithm, key.public_jwk["alg"], key.public_jwk["kid"]) == (algorithm, algorithm, key.key_id)
    assert isinstance(load_private(key), kind)


def test_the_private_half_is_stored_only_encrypted(sealed):
    for key in SigningKey.objects.all():
        assert key.private_pem.startswith("-----BEGIN ENCRYPTED PRIVATE KEY-----")
        assert "d" not in key.public_jwk


def test_a_seal_key_vouches_for_itself_in_the_name_of_the_body(sealed, world):
    certificate = x509.load_pem_x509_certificate(sealed.seal.certificate_pem.encode())
    assert world.body.name in certificate.subject.rfc4514_string()
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    assert usage.content_commitment and usage.digital_signature and not usage.key_cert_sign
    assert not certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    assert certificate.not_valid_after_utc == sealed.seal.not_after


def test_a_body_with_a_very_long_name_has_a_seal_too(world):
    world.body.name = "Lembaga Sertifikasi Profesi " * 7
    world.body.save()
    assert make_key("seal", years=1, at=timezone.now()).certificate_pem


def test_a_key_is_opened_once(sealed):
    assert load_private(sealed.seal) is load_private(SigningKey.objects.get(pk=sealed.seal.pk))


def test_no_key(world):
    with pytest.raises(RuleError) as refusal:
        usable_key("qr", timezone.now())
    assert code_of(refusal) == "key_missing"
    assert "make_seal_key --purpose qr" in refusal.value.messages[0]


def test_a_key_that_begins_later(sealed):
    with pytest.raises(RuleError) as refusal:
        usable_key("seal", sealed.seal.not_before - timedelta(seconds=1))
    assert code_of(refusal) == "key_missing"


def test_a_key_that_has_ended(sealed):
    usable_key("seal", sealed.seal.not_after - timedelta(seconds=1))
    with pytest.raises(RuleError) as refusal:
        usable_key("seal", sealed.seal.not_after)
    assert code_of(refusal) == "key_expired"


def test_the_wrong_passphrase(sealed, settings):
    load_private(sealed.seal)
    settings.SIGNING_PASSPHRASE = "another one altogether"
    with pytest.raises(RuleError) as refusal:
        load_private(sealed.seal)
    assert code_of(refusal) == "passphrase_wrong"
    assert settings.SIGNING_PASSPHRASE not in refusal.value.messages[0]


def test_no_passphrase(sealed, settings):
    settings.SIGNING_PASSPHRASE = ""
    for act in (lambda: load_private(sealed.seal), lambda: make_key("qr", years=1, at=timezone.now())):
        with pytest.raises(RuleError) as refusal:
            act()
        assert code_of(refusal) == "passphrase_missing"


def test_no_seal_without_the_body_it_names(db):
    with pytest.raises(RuleError) as refusal:
        make_key("seal", years=1, at=timezone.now())
    assert code_of(refusal) == "no_profile"
    assert not SigningKey.objects.exists()


@pytest.mark.parametrize("years", [0, -1, 31])
def test_a_key_lasts_some_years(world, years):
    with pytest.raises(RuleError) as refusal:
        make_key("qr", years=years, at=timezone.now())
    assert code_of(refusal) == "years_out_of_range"
