"""A mail server that is away is our trouble, not the reader's, and tells nothing about accounts."""

import logging
import socket

import pytest
from django.urls import reverse


@pytest.fixture
def closed_port(settings):
    """A mail server that nobody runs: the port was free a moment ago."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = free.getsockname()[1]
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"


def test_a_reset_answers_the_same_with_and_without_an_account(client, world, closed_port):
    known, unknown = (
        client.post(reverse("account_reset_password"), {"email": email}, follow=True)
        for email in (world.tamu.email, "bukan-siapa-siapa@example.org")
    )
    assert (known.status_code, known.redirect_chain) == (200, unknown.redirect_chain)
    assert len(known.redirect_chain) == 1


def test_the_log_says_it_without_address_or_link(client, world, closed_port, caplog):
    with caplog.at_level(logging.INFO):
        client.post(reverse("account_reset_password"), {"email": world.tamu.email})
    assert "mail account/email/password_reset_key was not sent: ConnectionRefusedError" in caplog.messages
    assert "tamu" not in caplog.text and "/reset/key/" not in caplog.text


def test_an_account_can_still_change_its_password(client, world, closed_port):
    client.force_login(world.tamu)
    data = {"oldpassword": "rahasia-2026", "password1": "Sandi-lain-2026", "password2": "Sandi-lain-2026"}
    assert client.post(reverse("account_change_password"), data).status_code == 302
