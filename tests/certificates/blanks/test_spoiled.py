"""Spoiled sheets go back to BNSP: with a letter, on a day, and the balance of every day stays right."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from assessments.models import Event
from certificates.auditing import of_rows
from certificates.blanks import balance
from certificates.blanks.operations import send_back, spoil
from certificates.models import BlankBatch, BlankUse
from certificates.register.operations import publish_roots
from tests.certificates.blanks.asking import left, refused


def go_back(world, first, last="", **changes):
    said = {"first": first, "last": last, "letter_number": "K/3", "by": world.ratna, "on": world.today} | changes
    return send_back(**said)


def test_spoiled_and_unused_sheets_go_back_together(world, batch):
    yesterday = world.today - timedelta(days=1)
    spoil(first="0001236", last="0001237", reason="Basah", by=world.ratna, on=yesterday)
    assert go_back(world, "0001235", "0001238") == 4
    sheet = BlankUse.objects.get(number=1236)
    assert (sheet.fate, sheet.spoiled_on, sheet.on) == ("returned", yesterday, world.today)
    assert sheet.reason == "Basah; Surat K/3"
    assert BlankUse.objects.get(number=1235).spoiled_on is None
    assert Event.objects.about(batch).filter(verb="returned").get().data["name"] == "0001235–0001238"
    assert left(yesterday) == balance.Balance(10, 0, 2, 0)
    assert left(world.today) == balance.Balance(10, 0, 0, 4) and left(world.today).left == 6
    assert BlankBatch.objects.lowest_unused(world.today) == "0001239"


def test_a_misprint_goes_back_and_keeps_its_certificate(world, used, time_machine):
    issued = world.today
    time_machine.move_to(world.at(9, day=3))
    spoil(first="0001235", reason="Salah cetak", by=world.ratna, on=world.today)
    spoiled = world.today
    time_machine.move_to(world.at(9, day=6))
    assert go_back(world, "0001235") == 1
    assert BlankUse.objects.get().certificate == used
    assert left(issued) == left(spoiled - timedelta(days=1)) == balance.Balance(10, 1, 0, 0)
    assert left(spoiled) == left(world.today - timedelta(days=1)) == balance.Balance(10, 0, 1, 0)
    assert left(world.today) == balance.Balance(10, 0, 0, 1)
    publish_roots(before=world.today)  # as the timer does every night
    assert list(of_rows()) == []


def test_what_cannot_go_back(world, used):
    said = {"letter_number": "K/3", "by": world.ratna}
    refused("blank_taken", send_back, first="0001235", on=world.today, **said)
    spoil(first="0001236", reason="Basah", by=world.ratna, on=world.today)
    refused("before_spoil", send_back, first="0001236", on=world.today - timedelta(days=1), **said)
    assert go_back(world, "0001236") == 1
    refused("blank_taken", send_back, first="0001236", on=world.today, **said)
    refused("blank_taken", spoil, first="0001236", reason="Lagi", by=world.ratna, on=world.today)


@pytest.mark.parametrize(
    "change",
    [
        "fate = 'returned'",
        "fate = 'returned', spoiled_on = '2020-01-01'",
        "fate = 'used'",
        "fate = 'returned', spoiled_on = \"on\", number = number + 5",
        "fate = 'returned', spoiled_on = \"on\", certificate_id = NULL",
        'spoiled_on = "on"',
    ],
)
def test_the_database_lets_nothing_else_become_of_it(world, used, change):
    spoil(first="0001235", reason="Salah cetak", by=world.ratna, on=world.today)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE certificates_blankuse SET {change}")


def test_the_page_sends_spoiled_ones_back(world, client, batch):
    client.force_login(world.ratna)
    spoil(first="0001236", reason="Basah", by=world.ratna, on=world.today)
    sent = {"first": "0001236", "letter_number": "K/1", "on": (world.today - timedelta(days=1)).isoformat()}
    early = client.post(reverse("blank_return"), sent)
    assert early.status_code == 422 and "on" in early.context["form"].errors
    assert client.post(reverse("blank_return"), sent | {"on": world.today.isoformat()}).status_code == 302
    assert "Dikembalikan" in client.get(reverse("blank_list"), {"q": "1236"}).text
