"""Signing in: closed to strangers, limited, and a forgotten password comes back by mail."""

import re
from pathlib import Path

import pytest
from allauth.core.context import request_context
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from lsp_portal.sign_in.views import password_reset

PASSWORD = "rahasia-2026"


def sign_in(client, login, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": login, "password": password})


@pytest.mark.parametrize("login", ["tamu", "TAMU", "tamu@example.org", "Tamu@Example.org"])
def test_by_name_or_address(client, world, login):
    assert world.tamu
    assert sign_in(client, login).url == reverse("work")


def test_a_wrong_password_says_the_same_as_an_unknown_name(client, world):
    assert world.tamu
    known, unknown = (
        list(sign_in(client, name, "salah").context["form"].non_field_errors()) for name in ("tamu", "takada")
    )
    assert known and known == unknown


def test_guessing_is_limited_in_our_own_words(client, world):
    assert world.tamu
    for _attempt in range(5):
        sign_in(client, "tamu", "salah")
    response = sign_in(client, "tamu")
    assert "_auth_user_id" not in client.session
    for _attempt in range(40):
        response = sign_in(client, f"nama{_attempt}", "salah")
    assert response.status_code == 429 and "portal" in response.content.decode().lower()


def test_there_is_no_sign_up(client, world):
    assert client.get("/accounts/signup/").status_code in (302, 404)
    assert client.post("/accounts/signup/", {"username": "baru", "password1": PASSWORD}).status_code in (302, 403, 404)


def test_signing_out_takes_a_press(client, world):
    client.force_login(world.tamu)
    client.get(reverse("account_logout"))
    assert "_auth_user_id" in client.session
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


def test_every_form_needs_its_token(world):
    assert world.tamu
    client = Client(enforce_csrf_checks=True)
    assert sign_in(client, "tamu").status_code == 403


def test_a_forgotten_password_comes_back_by_mail(client, world, settings, tmp_path):
    assert world.tamu
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = "django.core.mail.backends.filebased.EmailBackend", tmp_path
    settings.PORTAL_URL = "https://sertifikasi.example"
    client.post(reverse("account_reset_password"), {"email": "tamu@example.org"})
    message = next(Path(tmp_path).iterdir()).read_text()
    assert "Subject: Membuat kata sandi baru" in message and "Bila Anda tidak memintanya" in message
    path = re.search(r"https://sertifikasi\.example(/accounts/password/reset/key/\S+)", message)[1]
    page = client.get(path, follow=True)
    new = {"password1": "sandi-yang-baru-9", "password2": "sandi-yang-baru-9"}
    assert client.post(page.request["PATH_INFO"], new).status_code == 302
    assert sign_in(client, "tamu", "sandi-yang-baru-9").url == reverse("work")


def test_nobody_learns_which_addresses_have_accounts(client, world, mailoutbox):
    response = client.post(reverse("account_reset_password"), {"email": "takada@example.org"})
    assert response.url == reverse("account_reset_password_done") and not mailoutbox


def test_the_mail_is_written_after_the_answer(client, world, mailoutbox, rf):
    """A known address must not answer later than an unknown one."""
    assert world.siti
    request = rf.post("/", {"email": "siti@example.org"})
    request.user, request._dont_enforce_csrf_checks = AnonymousUser(), True
    with request_context(request):
        answer = password_reset(request)
    assert answer.status_code == 302 and not mailoutbox
    answer.close()
    assert [mail.to for mail in mailoutbox] == [["siti@example.org"]]


def test_a_closed_account_gets_no_reset(client, world, mailoutbox):
    world.account("tutup", is_active=False)
    client.post(reverse("account_reset_password"), {"email": "tutup@example.org"})
    assert not mailoutbox
    assert sign_in(client, "tutup").status_code in (200, 302) and "_auth_user_id" not in client.session
