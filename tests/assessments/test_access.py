"""Pages of the portal: whoever comes by an office and is suspended as an assessor reads and sends nothing."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory

from assessments.access import allow, is_decision_maker, is_ethics_officer, is_lsp_admin
from kit.access import FORM, signed_in
from kit.errors import RuleError
from tests.suspending import suspend


def answer(account, method, *questions):
    asked = getattr(RequestFactory(), method)("/")
    asked.user = account
    try:
        return allow(*questions, methods=FORM)(lambda _request: HttpResponse("ya"))(asked).status_code
    except PermissionDenied:
        return 403
    except RuleError as refusal:
        return refusal.code


@pytest.mark.parametrize(("who", "office"), [("komang", is_decision_maker), ("wulan", is_ethics_officer)])
def test_an_office_is_not_used_while_suspended(world, who, office):
    account = getattr(world, who)
    assert answer(account, "post", office) == 200
    suspend(world, account)
    assert (answer(account, "get", office), answer(account, "post", office)) == (200, "suspended")
    assert answer(account, "post", is_lsp_admin, office) == "suspended"  # it is by his office that he comes


def test_whoever_comes_by_something_else_is_not_kept(world):
    world.komang.is_lsp_admin = True
    suspend(world, world.komang)
    assert answer(world.komang, "post", is_decision_maker, is_lsp_admin) == 200
    assert answer(world.komang, "post", is_decision_maker, signed_in) == 200
    assert answer(world.komang, "post", is_decision_maker) == "suspended"


def test_who_has_neither_is_told_no_more(world):
    suspend(world, world.sekar, last=-1)
    assert answer(world.sekar, "post", is_decision_maker, is_ethics_officer) == 403
    assert answer(world.sekar, "post", signed_in) == 200
