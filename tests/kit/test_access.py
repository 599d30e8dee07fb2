"""Who, then how, then whether what is sent may be sent: in this order and no other."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory

from kit.access import ACT, FORM, allowing, anybody, signed_in
from kit.errors import RuleError

NOBODY = SimpleNamespace(is_authenticated=False, roles=())
GUEST = SimpleNamespace(is_authenticated=True, roles=())
MEMBER = SimpleNamespace(is_authenticated=True, roles=("member",))
LATE = SimpleNamespace(is_authenticated=True, roles=("member", "late"))


def is_member(account):
    return "member" in account.roles


def refuse_the_late(account, questions):
    if "late" in account.roles and is_member in questions:
        raise RuleError("Terlambat.", code="late")


allow = allowing(refuse_the_late)


def answer(account, method, *questions, **how):
    asked = getattr(RequestFactory(), method)("/")
    asked.user = account
    try:
        return allow(*questions, **how)(lambda _request: HttpResponse("ya"))(asked).status_code
    except PermissionDenied:
        return 403
    except RuleError as refusal:
        return refusal.code


@pytest.mark.parametrize("method", ["get", "post", "put", "delete", "options"])
def test_who_may_not_is_told_that_and_never_how(method):
    assert answer(GUEST, method, is_member) == answer(NOBODY, method, is_member, methods=ACT) == 403


@pytest.mark.parametrize(
    ("methods", "answers"),
    [
        ({}, {"get": 200, "head": 200, "post": 405, "put": 405, "options": 405}),
        ({"methods": FORM}, {"get": 200, "head": 200, "post": 200, "put": 405, "delete": 405}),
        ({"methods": ACT}, {"get": 405, "head": 405, "post": 200, "patch": 405}),
    ],
)
def test_who_may_is_told_how(methods, answers):
    assert {method: answer(MEMBER, method, is_member, **methods) for method in answers} == answers


def test_what_keeps_from_sending_is_asked_last():
    assert answer(LATE, "get", is_member, methods=FORM) == 200
    assert answer(LATE, "post", is_member, methods=FORM) == "late"
    assert answer(LATE, "post", is_member) == 405


def test_one_of_several_questions_is_enough():
    assert answer(MEMBER, "get", signed_in, is_member) == answer(GUEST, "get", is_member, signed_in) == 200
    assert answer(NOBODY, "get", signed_in, is_member) == 403


def test_only_a_page_for_anybody_asks_for_no_account():
    assert allow(anybody)(HttpResponse).login_required is False
    assert not hasattr(allow(signed_in)(HttpResponse), "login_required")
    assert answer(NOBODY, "get", anybody) == 200


def test_a_page_tells_which_roles_open_it():
    assert allow(is_member, signed_in)(HttpResponse).allowed_roles == ["member"]
    assert allow(anybody)(HttpResponse).allowed_roles == []
