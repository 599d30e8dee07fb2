"""What the system checks say, and when they say nothing."""

import pytest
from django.conf import settings

from lsp_portal.system_checks import settings as checks


def ids(found):
    return {message.id for message in found}


def test_a_machine_with_pango_and_harfbuzz_is_fine():
    assert not checks.check_pdf_libraries(None)


def test_a_missing_subsetter_is_named_with_its_package_and_its_price(monkeypatch):
    monkeypatch.setattr(checks, "has_library", lambda name: "subset" not in name)
    [warning] = checks.check_pdf_libraries(None)
    assert warning.id == "portal.W001"
    assert "4.5 times" in warning.msg
    assert "libharfbuzz-subset0" in warning.hint


def test_without_pango_the_portal_does_not_start(monkeypatch):
    monkeypatch.setattr(checks, "has_library", lambda _name: False)
    assert ids(checks.check_pdf_libraries(None)) == {"portal.E001", "portal.W001"}


GOOD = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON;",
}


@pytest.mark.parametrize(
    "options",
    [
        {"timeout": 1},
        {"transaction_mode": "DEFERRED"},
        {"init_command": "PRAGMA foreign_keys=ON;"},
        {"init_command": "PRAGMA journal_mode=WAL;"},
    ],
)
def test_sqlite_without_one_of_its_options_is_refused(monkeypatch, options):
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", "django.db.backends.sqlite3")
    monkeypatch.setitem(settings.DATABASES["default"], "OPTIONS", GOOD)
    assert not checks.check_sqlite_options(None)
    monkeypatch.setitem(settings.DATABASES["default"], "OPTIONS", {**GOOD, **options})
    assert ids(checks.check_sqlite_options(None)) == {"portal.E002"}


@pytest.mark.parametrize(
    "address", ["", "sertifikasi.lsp.example", "ftp://lsp.example", "https://lsp.example/", "https://"]
)
def test_an_address_that_no_qr_code_should_carry_is_refused(settings, address):
    settings.PORTAL_URL = address
    assert ids(checks.check_portal_url(None)) == {"portal.E003"}


@pytest.mark.parametrize("address", ["https://sertifikasi.lsp.example", "http://127.0.0.1:8123"])
def test_an_address_of_a_site_is_accepted(settings, address):
    settings.PORTAL_URL = address
    assert not checks.check_portal_url(None)


def test_a_key_that_is_no_key_is_refused_and_not_repeated(settings):
    settings.PERSONAL_DATA_KEYS = [*settings.PERSONAL_DATA_KEYS, "not-a-key"]
    [error] = checks.check_personal_data_keys(None)
    assert error.id == "portal.E004"
    assert "not-a-key" not in error.msg + error.hint


@pytest.fixture
def production(settings):
    settings.DEMO = settings.TESTING = False
    settings.PORTAL_URL = "https://sertifikasi.lsp.example"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    return settings


def test_a_complete_production_has_nothing_to_be_told(production):
    assert not checks.check_deployment(None)


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("DEMO", True, {"portal.W101"}),
        ("TESTING", True, {"portal.W102"}),
        ("PORTAL_URL", "https://localhost", {"portal.W103"}),
        ("PORTAL_URL", "http://sertifikasi.lsp.example", {"portal.W104"}),
        ("EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend", {"portal.W105"}),
    ],
)
def test_what_a_demo_may_and_a_certification_body_may_not(production, name, value, told):
    setattr(production, name, value)
    assert ids(checks.check_deployment(None)) == told


def test_the_settings_themselves_pass():
    assert not checks.check_sqlite_options(None) + checks.check_portal_url(None) + checks.check_personal_data_keys(None)
