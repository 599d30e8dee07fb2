"""The stock of blanks: every sheet comes once and meets one fate; who keeps no stock is asked nothing."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.errors import RuleError
from assessments.models import Event
from certificates import guards, stock
from certificates.auditing import audit
from certificates.models import BlankBatch, BlankUse, Certificate, NumberCounter
from certificates.operations import issue, replace
from certificates.operations.blanks import held, receive, send_back, spoil


@pytest.fixture
def batch(world):
    """Ten sheets, received ten days ago."""
    return receive(
        first="0001235", last="0001244", received_on=world.today - timedelta(days=10), letter_number="B/17",
        by=world.ratna, on=world.today,
    )  # fmt: skip


@pytest.fixture
def used(world, batch):
    """A certificate on the first sheet."""
    assert world.body
    return issue(assessment=world.granted(), by=world.ratna, on=world.today, blank_number="0001235")


def refused(code, act, **arguments):
    with pytest.raises(RuleError) as refusal, transaction.atomic():
        act(**arguments)
    assert refusal.value.code == code


def left(on):
    return stock.together(stock.deliveries(on))


# --- receiving ----------------------------------------------------------------------------------------
def test_a_delivery_keeps_the_digits_of_its_numbers(world, batch):
    assert str(batch) == "0001235–0001244" and batch.size == 10
    assert Event.objects.about(batch).get().label == "Blangko diterima"


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("blank_digits", "000A235", "0001250"),
        ("blank_digits", "", "0001250"),
        ("blank_digits", "-001250", "0001250"),
        ("blank_digits", "٠٠٠١٢٥٠", "0001250"),
        ("blank_digits", "0000000", "0001250"),
        ("blank_digits", "1" * 5000, "1" * 5000),
        ("blank_width", "123", "456"),
        ("blank_width", "9998", "10001"),
        ("blank_reversed", "0001300", "0001299"),
        ("blank_too_many", "0100000", "0200000"),
        ("blank_overlap", "0001244", "0001250"),
        ("blank_overlap", "0001200", "0001235"),
        ("blank_overlap", "0001238", "0001238"),
        ("blank_overlap", "0001000", "0002000"),
        ("blank_overlap", "00001240", "00001241"),
    ],
)
def test_a_delivery_that_cannot_be_is_refused(world, batch, code, first, last):
    refused(code, receive, first=first, last=last, received_on=world.today, by=world.ratna, on=world.today)
    assert BlankBatch.objects.count() == 1


def test_a_delivery_has_come(world):
    tomorrow = world.today + timedelta(days=1)
    refused("in_future", receive, first="1001", last="1002", received_on=tomorrow, by=world.ratna, on=world.today)


def test_only_an_admin_keeps_the_stock(world, batch):
    acts = [
        (receive, {"first": "2001", "last": "2002", "received_on": world.today}),
        (spoil, {"first": "0001235", "reason": "x"}),
        (send_back, {"first": "0001235", "letter_number": "x"}),
    ]
    for act, said in acts:
        with pytest.raises(PermissionDenied):
            act(by=world.komang, on=world.today, **said)


# --- fates --------------------------------------------------------------------------------------------
def test_a_certificate_takes_a_sheet(world, used):
    sheet = BlankUse.objects.get()
    assert (sheet.certificate, sheet.fate, str(sheet)) == (used, "used", "0001235")
    assert used.blank_number == used.snapshot["blank_number"] == "0001235"
    assert BlankBatch.objects.lowest_unused(world.today) == "0001236"
    assert list(audit()) == []


def test_a_number_without_its_zeros_is_the_same_sheet(world, batch):
    assert world.body
    made = issue(assessment=world.granted(), by=world.ratna, on=world.today, blank_number=" 1240 ")
    assert made.blank_number == "0001240"


@pytest.mark.parametrize(
    ("code", "number"), [("blank_unknown", "0009999"), ("blank_taken", "0001236"), ("blank_digits", "nol")]
)
def test_a_sheet_that_is_not_there_stops_the_issue(world, batch, code, number):
    spoil(first="0001236", reason="Sobek", by=world.ratna, on=world.today)
    assert world.body
    refused(code, issue, assessment=world.granted(), by=world.ratna, on=world.today, blank_number=number)
    assert not Certificate.objects.exists() and not NumberCounter.objects.of_numbers().exists()


def test_a_sheet_is_not_used_before_it_came(world):
    assert world.body
    granted = world.granted()
    receive(first="1001", last="1002", received_on=world.today, by=world.ratna, on=world.today)
    refused("blank_not_received", held, number="1001", on=world.today - timedelta(days=1))
    assert issue(assessment=granted, by=world.ratna, on=world.today, blank_number="1001")


def test_what_replaces_takes_another_sheet(world, used):
    said = {"occasion": "damage", "reason": "Terkena air", "by": world.ratna, "on": world.today}
    refused("blank_taken", replace, certificate=used, blank_number="0001235", **said)
    assert replace(certificate=used, blank_number="0001236", **said).blank_number == "0001236"
    assert list(audit()) == []


def test_a_misprint_keeps_its_certificate(world, used):
    spoil(first="0001235", reason="Salah cetak", by=world.ratna, on=world.today)
    sheet = BlankUse.objects.get()
    assert (sheet.fate, sheet.certificate, sheet.reason) == ("spoiled", used, "Salah cetak")
    assert Event.objects.about(used).filter(verb="blank_spoiled").count() == 1
    refused("blank_taken", spoil, first="0001235", reason="Lagi", by=world.ratna, on=world.today)


def test_a_run_never_spoils_a_used_sheet(world, used):
    refused("blank_taken", spoil, first="0001235", last="0001237", reason="Basah", by=world.ratna, on=world.today)
    assert BlankUse.objects.count() == 1


def test_a_run_may_lie_in_two_deliveries(world, batch):
    receive(first="0001245", last="0001250", received_on=world.today, by=world.ratna, on=world.today)
    said = {"letter_number": "K/3", "by": world.ratna, "on": world.today}
    assert send_back(first="0001243", last="0001246", **said) == 4
    assert BlankUse.objects.filter(fate="returned").count() == 4
    refused("blank_unknown", send_back, first="0001250", last="0001251", **said)


@pytest.mark.parametrize(
    ("code", "act", "said"),
    [
        ("reason_missing", spoil, {"reason": "  "}),
        ("letter_missing", send_back, {"letter_number": " "}),
        ("blank_reversed", spoil, {"reason": "x", "last": "0001234"}),
        ("blank_too_many", spoil, {"reason": "x", "last": "9001234"}),
        ("in_future", spoil, {"reason": "x", "days": 1}),
        ("blank_not_received", spoil, {"reason": "x", "days": -11}),
        ("in_future", send_back, {"letter_number": "x", "days": 1}),
    ],
)
def test_an_act_on_sheets_refuses(world, batch, code, act, said):
    on = world.today + timedelta(days=said.pop("days", 0)) if "days" in said else world.today
    refused(code, act, first="0001235", by=world.ratna, on=on, **said)
    assert not BlankUse.objects.exists()


def test_a_used_sheet_is_not_spoiled_before_it_was_used(world, used):
    day = world.today - timedelta(days=1)
    refused("before_use", spoil, first="0001235", reason="x", by=world.ratna, on=day)


# --- balances -----------------------------------------------------------------------------------------
def test_balances_at_dates(world, used):
    before, yesterday = world.today - timedelta(days=11), world.today - timedelta(days=1)
    spoil(first="0001236", last="0001237", reason="Basah", by=world.ratna, on=yesterday)
    send_back(first="0001244", letter_number="K/3", by=world.ratna, on=world.today)
    assert left(before) == stock.Balance(0, 0, 0, 0)
    assert left(yesterday) == stock.Balance(10, 0, 2, 0) and left(yesterday).left == 8
    assert left(world.today) == stock.Balance(10, 1, 2, 1) and left(world.today).left == 6
    assert BlankBatch.objects.unused_runs(world.today, 9) == ["0001238–0001243"]


def test_a_misprint_was_used_until_it_was_spoiled(world, used, time_machine):
    issued = world.today
    time_machine.move_to(world.at(9, day=3))
    spoil(first="0001235", reason="Salah cetak", by=world.ratna, on=world.today)
    assert left(issued) == left(issued + timedelta(days=2)) == stock.Balance(10, 1, 0, 0)
    assert left(world.today) == stock.Balance(10, 0, 1, 0)


# --- the database -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE certificates_blankuse SET number = 1240",
        "UPDATE certificates_blankuse SET batch_id = batch_id + 1",
        "UPDATE certificates_blankuse SET certificate_id = NULL, fate = 'spoiled'",
        "UPDATE certificates_blankuse SET fate = 'returned'",
        "UPDATE certificates_blankuse SET reason = 'lain'",
        "DELETE FROM certificates_blankuse",
        "UPDATE certificates_blankbatch SET last = last - 1",
        "UPDATE certificates_blankbatch SET last = last + 1",
        "UPDATE certificates_blankbatch SET width = 8",
        "DELETE FROM certificates_blankbatch",
        "INSERT INTO certificates_blankbatch (first, last, width, received_on, letter_number, note, recorded_by_id,"
        " recorded_at) SELECT last, last + 5, width, received_on, '', '', recorded_by_id, recorded_at"
        " FROM certificates_blankbatch",
        'INSERT INTO certificates_blankuse (batch_id, number, fate, "on", reason, by_id) SELECT batch_id, 999,'
        " 'spoiled', \"on\", 'x', by_id FROM certificates_blankuse",
        'INSERT INTO certificates_blankuse (batch_id, number, fate, "on", reason, by_id, certificate_id)'
        " SELECT batch_id, 1236, 'spoiled', \"on\", 'x', by_id, certificate_id FROM certificates_blankuse",
    ],
)
def test_the_database_keeps_the_stock(world, used, sql):
    with pytest.raises(DatabaseError, match=r"blank|row"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_sheet_bears_only_the_certificate_that_names_it(world, batch):
    certificate = world.certificate()
    sheet = BlankUse(batch=batch, number=1240, fate="used", certificate=certificate, on=world.today, by=world.ratna)
    with pytest.raises(DatabaseError, match="bears the certificate that names it"), transaction.atomic():
        sheet.save()


def test_the_audit_finds_a_certificate_without_its_sheet(world, used):
    guards.remove(connection, guards.GUARDS)
    BlankUse.objects.all().delete()
    guards.install(connection, guards.GUARDS)
    assert [(finding.about, finding.problem) for finding in audit()] == [(used.number, "its blank is not in the stock")]


# --- pages --------------------------------------------------------------------------------------------
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
