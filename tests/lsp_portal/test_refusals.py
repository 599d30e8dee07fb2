"""Refusals are pages of the portal, with a reason and a way on."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed
from django.test import Client, RequestFactory
from django.urls import reverse

from kit.errors import RuleError
from lsp_portal.middleware import RefusalMiddleware

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_of(world):
    request = RequestFactory().get("/")
    request.user = world.ratna
    request.resolver_match = None
    return request


def test_a_rule_nobody_caught_is_a_page_with_its_reason(request_of):
    refused = RefusalMiddleware(lambda request: None).process_exception(request_of, RuleError("Kuota penuh.", "full"))
    assert refused.status_code == 422
    assert "Kuota penuh." in refused.content.decode()


def test_other_exceptions_go_on_to_django(request_of):
    middleware = RefusalMiddleware(lambda request: None)
    assert middleware.process_exception(request_of, PermissionDenied()) is None
    assert middleware.process_exception(request_of, ValueError("x")) is None


def test_a_wrong_method_keeps_the_allowed_ones(request_of):
    response = RefusalMiddleware(lambda request: HttpResponseNotAllowed(["GET"]))(request_of)
    assert (response.status_code, response["Allow"]) == (405, "GET")
    assert "Ke beranda" in response.content.decode()


def test_an_unknown_address_says_nothing_of_what_exists(client):
    response = client.get("/tidak-ada/")
    assert response.status_code == 404
    assert "tidak dapat Anda buka" in response.content.decode()


def test_a_form_without_its_token_is_refused_in_words(world):
    response = Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": "x", "password": "y"})
    assert response.status_code == 403
    assert "terlalu lama terbuka" in response.content.decode()


def test_the_admin_site_is_for_superusers(client, world):
    assert client.get("/admin/").status_code == 302
    client.force_login(world.ratna)
    assert client.get("/admin/", follow=True).status_code == 403


def test_a_superuser_enters_the_admin_site(client, world):
    client.force_login(world.account("darurat", is_superuser=True, is_staff=True))
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("path", ["/work/", "/candidate/", "/search/?q=siti", "/tidak-ada/", "/"])
def test_no_browser_keeps_what_somebody_signed_in_saw(world, client, path):
    """“Back” after signing out, on a shared computer."""
    client.force_login(world.ratna)
    assert client.get(path)["Cache-Control"] == "private, no-store"


def test_public_pages_may_be_kept(client):
    assert not client.get("/").has_header("Cache-Control")


@pytest.mark.parametrize("path", ["/verify/", "/register/"])
@pytest.mark.parametrize("claim", ["203.0.113.7", "x, y"])
def test_who_came_around_the_proxies_is_refused(settings, client, path, claim):
    """Counted for nobody, he could guess without an end; and it is no error of ours."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    assert client.get(path + "?number=1", headers={"x-forwarded-for": claim}).status_code == 403


def test_who_came_around_the_proxies_cannot_sign_in(settings, client):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    data = {"login": "x", "password": "y"}
    answer = client.post(reverse("account_login"), data, headers={"x-forwarded-for": "203.0.113.7"})
    assert answer.status_code == 403
