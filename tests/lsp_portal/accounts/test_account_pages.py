"""The pages around an account: nothing told to strangers, a way on from each."""

import pytest
from django.urls import NoReverseMatch, reverse

pytestmark = pytest.mark.django_db


def test_there_is_no_address_for_sign_up():
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


def test_a_used_or_invented_link_says_what_to_do(client):
    page = client.get("/accounts/password/reset/key/1-abc-def/", follow=True).content.decode()
    assert "Minta tautan baru" in page


def test_a_refused_sign_in_is_said_on_top_and_linked(client):
    page = client.post(reverse("account_login"), {"login": "", "password": ""}).content.decode()
    assert 'role="alert"' in page
    assert 'href="#id_login"' in page


@pytest.mark.parametrize(
    "name", ["account_change_password", "account_logout", "account_inactive", "account_reauthenticate"]
)
def test_the_other_pages_of_an_account_open(client, world, name):
    client.force_login(world.ratna)
    assert client.get(reverse(name)).status_code == 200
