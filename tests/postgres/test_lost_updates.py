"""Two forms at the same moment: one is saved, the other is told; nobody waits for ever."""

import pytest
from django.test import Client
from django.urls import reverse

from assessments.models import AssessmentSession
from tests.pages import seen

pytestmark = pytest.mark.django_db(transaction=True)


def opened(account, address):
    """A browser with the page open, and what it carries."""
    client = Client()
    client.force_login(account)
    return client, seen(client, address)


def test_of_two_changes_at_once_one_is_saved_and_one_is_shown(world, at_once):
    address = reverse("venue_edit", args=[world.tuk.pk])
    fields = {"name": world.tuk.name, "kind": "independent", "address": "x", "city": "Bandung", "capacity": "100"}
    fields |= {"verified_until": world.tuk.verified_until.isoformat(), "is_active": "on"}
    (one, token), (other, _same) = opened(world.ratna, address), opened(world.ratna, address)
    answers = at_once(
        lambda: one.post(address, fields | token | {"city": "Garut"}).status_code,
        lambda: other.post(address, fields | token | {"city": "Cimahi"}).status_code,
    )
    assert sorted(answers) == [302, 422]


def test_two_admins_who_edit_each_other_never_block(world, at_once):
    wulan = world.account("wulan", is_lsp_admin=True)
    pairs = [(world.ratna, wulan), (wulan, world.ratna)]
    pages = [(opened(by, address), address) for by, of in pairs if (address := reverse("account_edit", args=[of.pk]))]
    given = {"is_lsp_admin": "on", "is_decision_maker": "on", "is_active": "on", "reason": "SK"}
    answers = at_once(*[lambda c=c, a=a, t=t: c.post(a, t | given) for (c, t), a in pages])
    assert [answer.status_code for answer in answers] == [302, 302]


def test_a_double_click_plans_one_session(world, at_once):
    assert world.tuk and world.version and world.ratna
    at_once(world.plan, world.plan)
    assert AssessmentSession.objects.count() == 1
