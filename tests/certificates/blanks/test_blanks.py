"""The stock of blanks: every sheet comes once and meets one fate; who keeps no stock is asked nothing."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from assessments.models import Event
from certificates.acts.operations import replace
from certificates.auditing import of_rows
from certificates.blanks import balance
from certificates.blanks.operations import held, receive, send_back, spoil
from certificates.issuing.operations.issuing import issue
from certificates.models import BlankBatch, BlankUse, Certificate, NumberCounter
from tests.certificates.blanks.asking import left, refused
from tests.guarding import no_guards
from tests.told import told


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


def test_a_delivery_is_as_large_as_is_said(world):
    act = {"first": "100001", "received_on": world.today, "by": world.ratna, "on": world.today}
    refused("blank_too_many", receive, last="200001", **act)
    assert receive(last="200000", **act).size == 100_000


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
    assert list(of_rows()) == []


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
    assert list(of_rows()) == []


def test_a_misprint_keeps_its_certificate(world, used):
    spoil(first="0001235", reason="Salah cetak", by=world.ratna, on=world.today)
    sheet = BlankUse.objects.get()
    assert (sheet.fate, sheet.certificate, sheet.reason) == ("spoiled", used, "Salah cetak")
    assert Event.objects.about(used).filter(verb="blank_spoiled").count() == 1
    assert told(sheet.batch) == ["received", "spoiled"]
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
    assert left(before) == balance.Balance(0, 0, 0, 0)
    assert left(yesterday) == balance.Balance(10, 0, 2, 0) and left(yesterday).left == 8
    assert left(world.today) == balance.Balance(10, 1, 2, 1) and left(world.today).left == 6
    assert BlankBatch.objects.unused_runs(world.today, 9) == ["0001238–0001243"]


def test_a_misprint_was_used_until_it_was_spoiled(world, used, time_machine):
    issued = world.today
    time_machine.move_to(world.at(9, day=3))
    spoil(first="0001235", reason="Salah cetak", by=world.ratna, on=world.today)
    assert left(issued) == left(issued + timedelta(days=2)) == balance.Balance(10, 1, 0, 0)
    assert left(world.today) == balance.Balance(10, 0, 1, 0)


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
    with no_guards():
        BlankUse.objects.all().delete()
    said = [(finding.about, finding.problem) for finding in of_rows()]
    assert said == [(used.number, "its blank is not in the stock")]
