"""Every address against every person, and against those who send it what nobody should."""

import re
from contextlib import contextmanager
from itertools import cycle

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.models import Session
from django.db import transaction
from django.test import Client
from django.urls import reverse

from .access_matrix import ELSEWHERE, ROWS, UNKNOWN, WRONG_METHOD, url_patterns

FORM = {"csrfmiddlewaretoken": "sent by every form, and here all there is"}
FIELD = re.compile(r'<(?:input|select|textarea|button)[^>]*\sname="([^"]+)"')
NONSENSE = ["\x00", "%00", "-1", "9" * 30, "' OR 1=1 --", "日本\u202e💥", "x" * 3000, "1e9", "31-02-2026", ""]
OF_ALLAUTH = (
    "account_change_password account_inactive account_login account_logout account_reauthenticate account_set_password"
    " account_reset_password_done account_reset_password_from_key account_reset_password_from_key_done"
)
USUAL = ["page", "sort", "q", "next", "person", "standard", "per_page", "format"]


def row_id(row):
    return row.id


@contextmanager
def undone():
    """Whatever a request writes in here did not happen."""
    point = transaction.savepoint()
    yield
    transaction.savepoint_rollback(point)


def census():
    """Every row of every table but the sessions of the browsers."""
    models = [model for model in apps.get_models() if model is not Session and not model._meta.proxy]
    return {model._meta.label: list(model.objects.order_by("pk").values()) for model in models}


def client_of(account, **options):
    client = Client(**options)
    if account:
        client.force_login(account)
    return client


def admitting(row):
    """Whether an account has a role that the decorator of the row's page names: the first that is asked."""
    view = next(pattern.callback for pattern in url_patterns() if pattern.name == row.name)
    questions = getattr(view, "questions", None)
    if questions is None:
        return lambda account: account is not None or not getattr(view, "login_required", True)
    return lambda account: any(may(account or AnonymousUser()) for may in questions)


def one_who_may(row, world):
    """Somebody for whom the address is there, whom forms and methods can be tried with."""
    who = (row.may or row.missing).split()[0]
    return None if who == "anonymous" else getattr(world, who)


def test_every_page_of_ours_is_opened_by_the_one_decorator():
    others = {pattern.name for pattern in url_patterns() if not hasattr(pattern.callback, "questions")}
    assert others == set(OF_ALLAUTH.split())


def test_every_address_has_a_row_and_every_row_an_address():
    assert {row.name for row in ROWS} == {pattern.name for pattern in url_patterns()}


@pytest.mark.parametrize("row", ROWS, ids=row_id)
def test_who_may_open_it(row, world):
    address = row.address(world)
    for who, account in world.everybody():
        with undone():
            response = client_of(account).get(address)
        assert response.status_code == row.expected(who, "get"), who
        if who == "anonymous" and response.status_code == ELSEWHERE and "anonymous" not in row.may:
            assert response.url.startswith(reverse("account_login")) or row.name == "account_logout"


@pytest.mark.parametrize("row", ROWS, ids=row_id)
def test_who_may_send_it(row, world):
    """Those who may are told what is missing; what anybody else sends changes nothing.

    Where nothing can be sent, whoever has no role that the page names is told that he may not, never how he may ask.
    """
    address, admits = row.address(world), admitting(row)
    clients = {who: client_of(account) for who, account in world.everybody()}
    before = census()
    for who, account in world.everybody():
        if who not in row.may.split():
            is_asked_how = row.post == WRONG_METHOD and admits(account)
            expected = WRONG_METHOD if is_asked_how else row.expected(who, "post")
            assert clients[who].post(address, FORM).status_code == expected, who
    assert census() == before
    for who in row.may.split():
        with undone():
            assert clients[who].post(address, FORM).status_code == row.post, who


@pytest.mark.parametrize("row", ROWS, ids=row_id)
def test_methods_and_tokens(row, world):
    """PUT and DELETE are no methods here, and a form counts only with its token; each refusal is a page of ours."""
    address, account = row.address(world), one_who_may(row, world)
    for method in ("put", "delete", "patch"):
        response = getattr(client_of(account), method)(address)
        assert response.status_code == WRONG_METHOD and response["Allow"] and "<h1" in response.text, method
    if row.may and row.post != WRONG_METHOD:
        response = client_of(account, enforce_csrf_checks=True).post(address, FORM)
        assert response.status_code == 403 and "terlalu lama terbuka" in response.text


@pytest.mark.parametrize("row", [row for row in ROWS if row.may], ids=row_id)
def test_nonsense_is_no_error(row, world):
    """Whatever stands in the address or in the fields of the form, the answer is never an error of ours."""
    address, client = row.address(world), client_of(one_who_may(row, world))
    with undone():
        response = client.get(address)
    shown = response.text if response.get("Content-Type", "").startswith("text/html") else ""
    names = sorted({*FIELD.findall(shown), *USUAL} - {"csrfmiddlewaretoken"})
    for start in range(0, len(NONSENSE), 2):
        values = cycle(NONSENSE[start:] + NONSENSE[:start])
        sent = dict(zip(names, values, strict=False))
        with undone():
            assert client.get(address, sent).status_code < 500, sent
        if row.post != WRONG_METHOD:
            with undone():
                assert client.post(address, FORM | sent).status_code < 500, sent


@pytest.mark.parametrize("row", [row for row in ROWS if row.args and row.may], ids=row_id)
def test_what_is_not_there_is_404(row, world):
    addresses, client = row.wrong_addresses(world), client_of(one_who_may(row, world))
    ask = client.post if row.get == WRONG_METHOD else client.get
    found = {address for address in addresses if ask(address).status_code != UNKNOWN}
    assert not found or row.name == "account_reset_password_from_key"  # says that the link is used up


def test_the_django_admin_is_for_superusers(world):
    """One row for all of it: an LSP admin is none."""
    for who, account in world.everybody():
        status = client_of(account).get(reverse("admin:index")).status_code
        assert status in (302, 403), who
    darurat = world.account("darurat", is_superuser=True, is_staff=True)
    assert client_of(darurat).get(reverse("admin:index")).status_code == 200
