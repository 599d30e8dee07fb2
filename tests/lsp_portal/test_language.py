"""Indonesian unless the reader chose; only the public check listens to the browser."""

import pytest

pytestmark = pytest.mark.django_db


def language(client, path, **headers):
    return client.get(path, headers=headers).content.decode().split('lang="')[1][:2]


def test_pages_are_indonesian_whatever_the_browser_says(client):
    assert language(client, "/", accept_language="en-GB,en") == "id"


def test_the_public_check_speaks_the_browsers_language(client):
    assert language(client, "/verify/", accept_language="en-GB,en") == "en"
    assert language(client, "/verify/", accept_language="fr") == "id"


def test_a_choice_holds_everywhere(client):
    client.post("/language/", {"language": "en", "next": "/"})
    assert language(client, "/") == language(client, "/verify/") == "en"


def test_a_language_nobody_offers_is_no_choice(client):
    client.cookies["django_language"] = "xx<script>"
    assert language(client, "/") == "id"
