"""The pages of the stock, and the question for a sheet on those of issuing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from certificates.blanks.operations import receive, spoil
from certificates.models import Certificate


def test_without_a_stock_nobody_is_asked(world, client):
    assert world.body
    client.force_login(world.ratna)
    address = reverse("certificate_issue", args=[world.granted().pk])
    assert b"blank_number" not in client.get(address).content
    assert client.post(address, {"blank_number": "0001235"}).status_code == 422
    assert client.post(address).status_code == 302


def test_the_issue_page_offers_the_lowest_sheet(world, client, batch):
    assert world.body
    client.force_login(world.ratna)
    spoil(first="0001235", reason="Sobek", by=world.ratna, on=world.today)
    address = reverse("certificate_issue", args=[world.granted().pk])
    assert 'value="0001236"' in client.get(address).content.decode()
    taken = client.post(address, {"blank_number": "0001235"})
    assert taken.status_code == 422 and "sudah tercatat: Rusak" in taken.content.decode()
    assert client.post(address, {"blank_number": "0001240"}).status_code == 302
    assert Certificate.objects.get().blank_number == "0001240"


def test_a_sheet_may_be_left_out(world, client, batch):
    assert world.body
    client.force_login(world.ratna)
    assert client.post(reverse("certificate_issue", args=[world.granted().pk]), {"blank_number": ""}).status_code == 302
    assert Certificate.objects.get().blank_number == ""


def test_a_reprint_is_offered_another_sheet(world, client, used):
    client.force_login(world.ratna)
    address = reverse("certificate_replace", args=[used.pk])
    assert 'value="0001236"' in client.get(address).content.decode()
    sent = {"occasion": "damage", "on": world.today.isoformat(), "reason": "Terkena air"}
    refusal = client.post(address, sent | {"blank_number": "0001235"})
    assert refusal.status_code == 422 and "blank_number" in refusal.context["form"].errors
    assert client.post(address, sent | {"blank_number": "0001236"}).status_code == 302
    assert Certificate.objects.get(replaces=used).blank_number == "0001236"


def test_an_admin_receives_spoils_and_returns(world, client):
    client.force_login(world.ratna)
    today = world.today.isoformat()
    sent = {"first": "0100", "last": "0149", "received_on": today}
    assert client.post(reverse("blank_receive"), sent).status_code == 302
    again = client.post(reverse("blank_receive"), sent)
    assert again.status_code == 422 and "first" in again.context["form"].errors
    run = {"first": "0100", "last": "0104", "on": today}
    assert client.post(reverse("blank_spoil"), run | {"reason": "Basah"}).status_code == 302
    letter = {"letter_number": "K/1"}
    assert client.post(reverse("blank_return"), run | letter | {"first": "0105", "last": ""}).status_code == 302
    assert client.post(reverse("blank_return"), run | letter | {"first": "0105", "last": ""}).status_code == 422
    page = client.get(reverse("blank_show")).content.decode()
    assert "0106–0149" in page and "Blangko dikembalikan" in page


@pytest.mark.parametrize("on", ["", "nonsense", "2026-13-40", "\x00", "9999-12-31", "0001-01-01"])
def test_nonsense_for_a_day_is_today(world, client, batch, on):
    client.force_login(world.ratna)
    assert client.get(reverse("blank_show"), {"on": on}).status_code == 200


def test_a_used_sheet_leads_to_its_certificate(world, client, used):
    client.force_login(world.ratna)
    page = client.get(reverse("blank_list"), {"fate": "used", "q": "1235"}).content.decode()
    assert used.get_absolute_url() in page and used.number in page
    assert used.number not in client.get(reverse("blank_list"), {"fate": "returned"}).content.decode()
    spoil(first="0001236", reason="Sobek", by=world.ratna, on=world.today)
    assert 'href="None"' not in client.get(reverse("blank_list")).content.decode()


@pytest.mark.parametrize("more", [0, 29])
def test_the_pages_cost_the_same_for_one_and_for_thirty(world, client, more):
    for n in range(more + 1):
        receive(first=f"{n + 10}00", last=f"{n + 10}50", received_on=world.today, by=world.ratna, on=world.today)
        spoil(first=f"{n + 10}10", reason="Sobek", by=world.ratna, on=world.today)
    client.force_login(world.ratna)
    for name, most in (("blank_show", 11), ("blank_list", 6)):
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(name))
        assert len(queries) == most, name
