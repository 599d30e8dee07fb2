"""Every address against every person, and against those who send it what nobody should."""

import re
from itertools import cycle

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from tests.dividing import some
from tests.fresh import forget_everything

from .access_matrix import ELSEWHERE, ROWS, UNKNOWN, WRONG_METHOD, url_patterns
from .access_matrix.languages import a_page_speaks_one_language
from .access_matrix.place import FORM, Place, census, one_who_may, row_id, undone
from .access_matrix.readings import FILES, NO_READING, a_page_on_a_candidate_writes_a_reading, is_about_somebody

FIELD = re.compile(r'<(?:input|select|textarea|button)[^>]*\sname="([^"]+)"')
NONSENSE = ["\x00", "%00", "-1", "9" * 30, "' OR 1=1 --", "日本\u202e💥", "x" * 3000, "1e9", "31-02-2026", ""]
OF_ALLAUTH = (
    "account_change_password account_inactive account_login account_logout account_reauthenticate account_set_password"
    " account_reset_password_done account_reset_password_from_key account_reset_password_from_key_done"
)
USUAL = ["page", "sort", "q", "next", "person", "standard", "per_page", "format"]


def admitting(row):
    """Whether an account has a role that the decorator of the row's page names: the first that is asked."""
    view = next(pattern.callback for pattern in url_patterns() if pattern.name == row.name)
    questions = getattr(view, "questions", None)
    if questions is None:
        return lambda account: account is not None or not getattr(view, "login_required", True)
    return lambda account: any(may(account or AnonymousUser()) for may in questions)


def test_every_page_of_ours_is_opened_by_the_one_decorator():
    others = {pattern.name for pattern in url_patterns() if not hasattr(pattern.callback, "questions")}
    assert others == set(OF_ALLAUTH.split())


def test_every_address_has_a_row_and_every_row_an_address():
    assert {row.name for row in ROWS} == {pattern.name for pattern in url_patterns()}


@pytest.mark.parametrize("row", ROWS, ids=row_id)
def test_an_address_keeps_to_its_row(row, world, subtests):
    """All that is asked of an address, of one object in one world: making these takes longer than most answers."""
    place = Place(row, world)
    for question in QUESTIONS:
        forget_everything()
        with subtests.test(question.__name__), undone():
            question(place)


def who_may_open_it(place):
    """A square in `make test`: every third person opens it, others are asked to send (`who_may_send_it`), the next row
    asks their neighbours. One of those who may always opens it: what stands on the page is looked at nowhere else.
    """
    asked = some(list(place.cookies), ROWS.index(place.row) + 1, of=3)
    for who in dict.fromkeys([*asked, one_who_may(place.row)]):
        response = place.page if who == one_who_may(place.row) else place.opened_by(who)
        assert response.status_code == place.row.expected(who, "get"), who
        assert 'href=""' not in shown_by(response), who  # a link that leads nowhere: what it needs was not in the page
        if who == "anonymous" and response.status_code == ELSEWHERE and "anonymous" not in place.row.may:
            assert response.url.startswith(reverse("account_login")) or place.row.name == "account_logout"


def who_may_send_it(place):
    """Those who may are told what is missing; what anybody else sends changes nothing.

    Where nothing can be sent, whoever has no role that the page names is told that he may not, never how he may ask.
    A square in `make test`: each row asks a third of those who may not, the next row others.
    """
    row, may, admits = place.row, place.row.may.split(), admitting(place.row)
    before = census()
    for who, account in some(place.world.everybody(), ROWS.index(row), of=3):
        if who not in may:
            is_asked_how = row.post == WRONG_METHOD and admits(account)
            expected = WRONG_METHOD if is_asked_how else row.expected(who, "post")
            assert place.client(who).post(place.address, FORM).status_code == expected, who
    assert census() == before
    for who in may:
        with undone():
            assert place.client(who).post(place.address, FORM).status_code == row.post, who
    if may:
        with undone():  # also without a token, as no browser sends it: a form is never taken for a page to open
            assert place.client(one_who_may(row)).post(place.address, {}).status_code == row.post


def methods_and_tokens(place):
    """PUT and DELETE are no methods here, and a form counts only with its token; each refusal is a page of ours.

    In `make test` each row asks one of the methods.
    """
    address, who = place.address, one_who_may(place.row)
    for method in some(["put", "delete", "patch"], ROWS.index(place.row), of=3):
        response = getattr(place.client(who), method)(address)
        assert response.status_code == WRONG_METHOD and response["Allow"] and "<h1" in response.text, method
    if place.row.may and place.row.post != WRONG_METHOD:
        response = place.client(who, enforce_csrf_checks=True).post(address, FORM)
        assert response.status_code == 403 and "terlalu lama terbuka" in response.text


def shown_by(response):
    return response.text if response.get("Content-Type", "").startswith("text/html") else ""


def nonsense_is_no_error(place):
    """Whatever stands in the address or in the fields of the form, the answer is never an error of ours."""
    if not place.row.may:
        return
    address, client = place.address, place.client(one_who_may(place.row))
    names = sorted({*FIELD.findall(shown_by(place.page)), *USUAL} - {"csrfmiddlewaretoken"})
    for start in some(range(0, len(NONSENSE), 2), ROWS.index(place.row), of=5):
        values = cycle(NONSENSE[start:] + NONSENSE[:start])
        sent = dict(zip(names, values, strict=False))
        with undone():
            assert client.get(address, sent).status_code < 500, sent
        if place.row.post != WRONG_METHOD:
            with undone():
                assert client.post(address, FORM | sent).status_code < 500, sent


def what_is_not_there(place):
    """404, with whatever key that opens nothing; in `make test` each row asks a third of them."""
    if not (place.row.args and place.row.may):
        return
    client = place.client(one_who_may(place.row))
    asked = some(place.wrong_addresses(), ROWS.index(place.row), of=3)
    ask = client.post if place.row.get == WRONG_METHOD else client.get
    found = {address for address in asked if ask(address).status_code != UNKNOWN}
    assert not found or place.row.name == "account_reset_password_from_key"  # says that the link is used up


QUESTIONS = (
    who_may_open_it,
    who_may_send_it,
    methods_and_tokens,
    nonsense_is_no_error,
    what_is_not_there,
    a_page_speaks_one_language,
    a_page_on_a_candidate_writes_a_reading,
)


def test_what_the_readings_name_is_there():
    assert {row.name for row in ROWS if is_about_somebody(row)} >= NO_READING | FILES


def browser_of(account):
    client = Client()
    if account:
        client.force_login(account)
    return client


def test_the_django_admin_is_for_superusers(world):
    """One row for all of it: an LSP admin is none."""
    for who, account in world.everybody():
        status = browser_of(account).get(reverse("admin:index")).status_code
        assert status in (302, 403), who
    darurat = world.account("darurat", is_superuser=True, is_staff=True)
    assert browser_of(darurat).get(reverse("admin:index")).status_code == 200
