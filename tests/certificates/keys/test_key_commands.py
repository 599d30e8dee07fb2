"""The keys from the server's console, and what the system checks say of them."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from certificates.models import SigningKey
from lsp_portal.system_checks import keys as key_checks


def run(*arguments, **options):
    out = StringIO()
    call_command(*arguments, stdout=out, **options)
    return out.getvalue()


def ids(found):
    return [message.id for message in found]


def database_check():
    return key_checks.check_keys(None, databases=["default"])


# --- making -----------------------------------------------------------------------------------------
def test_all_keys_with_one_command_and_no_secret_in_its_words(world, settings):
    assert world.body
    said = run("make_seal_key", years=2)
    assert sorted(SigningKey.objects.values_list("purpose", flat=True)) == ["credential", "qr", "seal"]
    for key in SigningKey.objects.all():
        assert key.key_id in said
        assert not any(line in said for line in key.private_pem.splitlines())
    assert settings.SIGNING_PASSPHRASE not in said and "PRIVATE" not in said


def test_a_new_key_tells_of_the_one_before(sealed):
    said = run("make_seal_key", purpose="seal")
    assert sealed.seal.key_id in said
    assert SigningKey.objects.current("seal", timezone.now()).key_id != sealed.seal.key_id


@pytest.mark.parametrize("years", [0, 99])
def test_impossible_years(world, years):
    with pytest.raises(CommandError):
        run("make_seal_key", purpose="qr", years=years)
    assert not SigningKey.objects.exists()


def test_all_or_none(db):
    """Without the LSP's name there is no seal key, and then no other either."""
    with pytest.raises(CommandError, match="profil LSP"):
        run("make_seal_key")
    assert not SigningKey.objects.exists()


def test_a_key_held_elsewhere_comes_with_its_certificate(sealed, settings, tmp_path):
    settings.SEALER = "pkcs11"
    with pytest.raises(CommandError, match="--certificate"):
        run("make_seal_key", purpose="seal")
    with pytest.raises(CommandError, match="cannot be read"):
        run("make_seal_key", certificate=tmp_path / "nothing.pem")
    (tmp_path / "text.pem").write_text("Halo")
    with pytest.raises(CommandError, match="PEM"):
        run("make_seal_key", certificate=tmp_path / "text.pem")


# --- retiring ---------------------------------------------------------------------------------------
def test_a_key_is_retired_once(sealed):
    said = run("retire_key", sealed.seal.key_id, reason="Bocor.")
    assert "make_seal_key --purpose seal" in said
    assert SigningKey.objects.current("seal", timezone.now()) is None
    with pytest.raises(CommandError, match="sudah dihentikan"):
        run("retire_key", sealed.seal.key_id, reason="Bocor.")


def test_an_unknown_key(db):
    with pytest.raises(CommandError, match="no key"):
        run("retire_key", "seal-tidak-ada", reason="x")


# --- system checks ----------------------------------------------------------------------------------
def test_a_portal_without_seals_needs_no_key(settings):
    settings.CREDENTIALS = settings.OFFLINE_QR = False
    settings.SIGNING_PASSPHRASE = ""
    assert not key_checks.check_sealer(None)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"SEALER": "lokal"}, ["portal.E011"]),
        ({"SEALER": "local", "SIGNING_PASSPHRASE": ""}, ["portal.E012"]),
        ({"SEALER": "local", "SIGNING_PASSPHRASE": "pendek"}, ["portal.W011"]),
        ({"SEALER": "remote", "SEAL_PROVIDER": ""}, ["portal.E015"]),
        ({"SEALER": "local"}, []),
    ],
)
def test_settings_that_do_not_fit_are_named(settings, values, expected):
    settings.CREDENTIALS = settings.OFFLINE_QR = False
    for name, value in values.items():
        setattr(settings, name, value)
    assert ids(key_checks.check_sealer(None)) == expected


def test_a_missing_key_is_named_with_its_command(world, settings):
    settings.SEALER, settings.CREDENTIALS, settings.OFFLINE_QR = "local", True, False
    found = database_check()
    assert ids(found) == ["portal.W012", "portal.W012"]
    assert "make_seal_key --purpose credential" in found[1].hint


def test_keys_that_are_there_open_and_last_are_silent(sealed, settings):
    settings.CREDENTIALS = settings.OFFLINE_QR = True
    assert not database_check()
    settings.SIGNING_PASSPHRASE = "another, just as long as it must be"
    assert ids(database_check()) == ["portal.W012"] * 3


def test_a_key_that_ends_soon_is_said(world, settings):
    settings.SEALER, settings.CREDENTIALS, settings.OFFLINE_QR = "local", False, False
    from certificates.keys.keys import make_key

    assert world.body
    make_key("seal", years=1, at=timezone.now() - timedelta(days=340))
    assert ids(database_check()) == ["portal.W013"]
