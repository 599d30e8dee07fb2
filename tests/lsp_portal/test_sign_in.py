"""Sign-in, and the way back to a lost password, by e-mail and without telling who has an account."""

import re

import pytest
from django.urls import NoReverseMatch, reverse

pytestmark = pytest.mark.django_db
PASSWORD = "rahasia-2026"


@pytest.mark.parametrize("login", ["ratna", "ratna@example.org"])
def test_name_or_mail_opens_the_door(client, world, login):
    assert world.ratna
    response = client.post(reverse("account_login"), {"login": login, "password": PASSWORD})
    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(world.ratna.pk)


def test_a_wrong_password_is_said_on_top(client, world):
    assert world.ratna
    page = client.post(reverse("account_login"), {"login": "ratna", "password": "salah"}).content.decode()
    assert 'role="alert"' in page


def test_guessing_is_stopped_even_for_the_right_password(client, world):
    assert world.ratna
    for _attempt in range(6):
        client.post(reverse("account_login"), {"login": "ratna", "password": "salah"})
    client.post(reverse("account_login"), {"login": "ratna", "password": PASSWORD})
    assert "_auth_user_id" not in client.session


def test_nobody_signs_up():
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")


def test_demo_accounts_are_named_in_the_demo_only(client, settings):
    assert "demo-lsp-2026" not in client.get(reverse("account_login")).content.decode()
    settings.DEMO = True
    assert "demo-lsp-2026" in client.get(reverse("account_login")).content.decode()


def test_a_stranger_asking_for_a_password_learns_nothing_and_gets_no_mail(client, mailoutbox):
    response = client.post(reverse("account_reset_password"), {"email": "asing@example.org"}, follow=True)
    assert "Bila alamat itu milik sebuah akun" in response.content.decode()
    assert mailoutbox == []


def test_the_link_in_the_mail_sets_a_new_password(client, world, mailoutbox):
    assert world.ratna
    client.post(reverse("account_reset_password"), {"email": "ratna@example.org"})
    link = re.search(r"https?://\S+", mailoutbox[0].body).group()
    form = client.get(link, follow=True)
    new = {"password1": "baru-sekali-2027", "password2": "baru-sekali-2027"}
    client.post(form.redirect_chain[-1][0], new)
    world.ratna.refresh_from_db()
    assert world.ratna.check_password("baru-sekali-2027")
    assert mailoutbox[0].subject == "Membuat kata sandi baru"


def test_a_used_or_invented_link_says_what_to_do(client):
    page = client.get("/accounts/password/reset/key/1-abc-def/", follow=True).content.decode()
    assert "Minta tautan baru" in page


@pytest.mark.parametrize(
    "name", ["account_change_password", "account_logout", "account_inactive", "account_reauthenticate"]
)
def test_the_other_pages_of_an_account_open(client, world, name):
    client.force_login(world.ratna)
    assert client.get(reverse(name)).status_code == 200
