"""Patterns from a day on, serials at the change of the year, and serials that nobody shall bear."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.models import Event
from certificates.auditing import of_rows
from certificates.models import Certificate, NumberCounter, NumberPattern, VoidedNumber
from certificates.numbers.models import LARGEST_SERIAL
from certificates.numbers.operations import draw, draw_number, set_pattern, void_serials
from kit.errors import RuleError

pytestmark = pytest.mark.postgresql

LAST_DAY, FIRST_DAY = date(2026, 12, 31), date(2027, 1, 1)
CERTIFICATE = "{kbli} {kbji} {level} {serial:7} {year}"


def refused(code, act, **arguments):
    with pytest.raises(RuleError) as refusal, transaction.atomic():
        act(**arguments)
    assert refusal.value.code == code


def a_pattern(world, **changes):
    wanted = {"series": "certificate", "pattern": "{kbli}/{serial:6}/{year}", "restart": "never"}
    wanted |= {"valid_from": world.today + timedelta(days=1), "by": world.ratna, "on": world.today}
    return wanted | changes


# --- patterns -----------------------------------------------------------------------------------------
def test_a_new_pattern_holds_from_its_day_on(world):
    assert world.body
    tomorrow = world.today + timedelta(days=1)
    made = set_pattern(**a_pattern(world, classification="KBLI 2025"))
    year = tomorrow.year
    assert draw_number("certificate", world.version, world.body, on=world.today).startswith("62090 2513 0 0000001")
    assert draw_number("certificate", world.version, world.body, on=tomorrow) == f"62090/000002/{year}"
    assert Event.objects.about(made).get().actor == world.ratna


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("series", {"series": "register"}),
        ("restart", {"restart": "monthly"}),
        ("pattern", {"pattern": "{kbli} {year}"}),
        ("pattern", {"pattern": "{serial:2}"}),
        ("pattern", {"pattern": "{serial:12}"}),
        ("pattern", {"pattern": "{serial:" + "9" * 5000 + "}"}),
        ("pattern", {"pattern": "{serial:٧}"}),
        ("pattern", {"pattern": "{serial:7} {"}),
        ("pattern", {"pattern": "{kbli:4} {serial:7}"}),
        ("pattern", {"pattern": "{serial:5}", "restart": "yearly"}),
        ("pattern", {"pattern": ""}),
        ("invalid", {"classification": "x" * 61}),
    ],
)
def test_a_pattern_that_is_none_is_refused(world, code, changes):
    refused(code, set_pattern, **a_pattern(world, **changes))
    assert NumberPattern.objects.count() == 2


def test_only_an_admin_sets_patterns_and_voids(world):
    for account in (world.komang, world.bima, world.siti):
        with pytest.raises(PermissionDenied):
            set_pattern(**a_pattern(world, by=account))
        with pytest.raises(PermissionDenied):
            void_serials(series="certificate", upto=9, reason="x", by=account, on=world.today)


def test_not_on_a_day_that_has_certificates(world):
    world.certificate()
    refused("pattern_backdated", set_pattern, **a_pattern(world, valid_from=world.today))
    assert set_pattern(**a_pattern(world))


def test_one_pattern_a_day(world):
    set_pattern(**a_pattern(world))
    refused("invalid", set_pattern, **a_pattern(world, pattern="{serial:5}"))


def test_the_next_serial_must_fit(world):
    void_serials(series="certificate", upto=999, reason="Kertas", by=world.ratna, on=world.today)
    refused("serial_exhausted", set_pattern, **a_pattern(world, pattern="{serial:3}"))


def test_how_far_the_other_series_has_come_does_not_matter(world):
    void_serials(series="registration", upto=999, reason="Kertas", by=world.ratna, on=world.today)
    assert set_pattern(**a_pattern(world, pattern="{serial:3}"))


def test_serials_change_the_way_they_run_with_the_year(world):
    july, january = date(world.today.year + 1, 7, 1), date(world.today.year + 2, 1, 1)
    yearly = {"restart": "yearly", "pattern": CERTIFICATE}
    with transaction.atomic():
        draw("certificate")
    refused("restart_midyear", set_pattern, **a_pattern(world, valid_from=july, **yearly))
    assert set_pattern(**a_pattern(world, valid_from=january, **yearly))
    refused("restart_midyear", set_pattern, **a_pattern(world, valid_from=january + timedelta(days=9)))


def test_before_the_first_certificate_any_day_is_right(world):
    assert set_pattern(**a_pattern(world, valid_from=world.today, restart="yearly"))


def test_two_spaces_are_one_for_the_public_search_reads_them_so(world):
    assert set_pattern(**a_pattern(world, pattern=" {kbli}  {serial:6} ")).pattern == "{kbli} {serial:6}"


def test_a_number_that_is_there_is_refused_not_doubled(world):
    """A pattern may come back with a serial that another one has used: the refusal says so, nothing breaks."""
    number = world.certificate().number
    NumberPattern.objects.create(
        series="certificate", pattern=number[:-12] + "{serial:7} {year}", restart="yearly",
        valid_from=world.today - timedelta(days=1),
    )  # fmt: skip
    with pytest.raises(RuleError) as refusal:
        draw_number("certificate", world.version, world.body, on=world.today)
    assert refusal.value.code == "number_taken"


def test_nor_is_it_the_other_number_of_another_certificate(world):
    """The public check takes both numbers: one that two certificates bear would be answered for the wrong one."""
    for series in ("certificate", "registration"):
        set_pattern(**a_pattern(world, series=series, pattern="{serial:5}/{year}", valid_from=world.today))
    void_serials(series="registration", upto=1, reason="Kertas.", by=world.ratna, on=world.today)
    assert world.certificate().registration_number == f"00002/{world.today.year}"
    refused("number_taken", draw_number, series="certificate", version=world.version, body=world.body, on=world.today)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE certificates_numberpattern SET pattern = 'X'",
        "UPDATE certificates_voidednumber SET reason = 'X'",
        "DELETE FROM certificates_voidednumber",
        "UPDATE certificates_numbercounter SET last = 1 WHERE series = 'certificate'",
        'INSERT INTO certificates_voidednumber (counter_id, first, last, reason, "on", by_id)'
        " SELECT counter_id, 900, 900, 'X', \"on\", by_id FROM certificates_voidednumber",
    ],
)
def test_the_database_keeps_patterns_and_voided_numbers(world, sql):
    void_serials(series="certificate", upto=5, reason="Kertas", by=world.ratna, on=world.today)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


# --- the change of the year ---------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("series", "numbers"),
    [
        ("certificate", ["62090 2513 0 0000001 2026", "62090 2513 0 0000002 2026", "62090 2513 0 0000003 2027"]),
        ("registration", ["TIK 1565 00001 2026", "TIK 1565 00002 2026", "TIK 1565 00001 2027"]),
    ],
)
def test_serials_on_new_years_day(world, series, numbers):
    days = (LAST_DAY, LAST_DAY, FIRST_DAY)
    assert [draw_number(series, world.version, world.body, on=day) for day in days] == numbers


def test_a_day_of_the_old_year_draws_from_the_old_year(world):
    for day in (LAST_DAY, FIRST_DAY):
        draw_number("registration", world.version, world.body, on=day)
    assert draw_number("registration", world.version, world.body, on=LAST_DAY) == "TIK 1565 00002 2026"


# --- drawing and voiding ------------------------------------------------------------------------------
def test_a_failed_issue_gives_the_serial_back(world):
    year = world.today.year
    void_serials(series="registration", upto=99_998, reason="Kertas", by=world.ratna, on=world.today)
    first = world.certificate()
    assert first.registration_number == f"TIK 1565 99999 {year}"
    with pytest.raises(RuleError) as refusal, transaction.atomic():
        draw_number("certificate", world.version, world.body, on=world.today)
        draw_number("registration", world.version, world.body, on=world.today)
    assert refusal.value.code == "serial_exhausted"
    assert dict(NumberCounter.objects.of_numbers().values_list("series", "last")) == {
        "certificate": 1, f"registration {year}": 99_999,
    }  # fmt: skip


def test_an_lsp_goes_on_from_paper(world):
    voided = void_serials(series="certificate", upto=1234, reason=" Kertas ", by=world.ratna, on=world.today)
    assert (voided.first, voided.last, voided.reason) == (1, 1234, "Kertas")
    assert " 0001235 " in world.certificate().number
    again = void_serials(series="certificate", upto=1236, reason="Rusak", by=world.ratna, on=world.today)
    assert (again.first, again.last) == (1236, 1236)
    assert [event.verb for event in Event.objects.about(voided.counter)] == ["voided", "voided"]
    assert list(of_rows()) == []


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("series", {"series": "register"}),
        ("reason_missing", {"reason": " \n"}),
        ("serial_backwards", {"upto": 5}),
        ("serial_backwards", {"upto": -1}),
        ("serial_exhausted", {"upto": 9_999_999}),
        ("serial_exhausted", {"upto": LARGEST_SERIAL + 10}),
        ("no_pattern", {"on": date(2019, 1, 1)}),
    ],
)
def test_voiding_refuses(world, code, changes):
    wanted = {"series": "certificate", "upto": 9, "reason": "Kertas", "by": world.ratna, "on": world.today}
    void_serials(**wanted | {"upto": 5})
    refused(code, void_serials, **wanted | changes)
    assert NumberCounter.objects.get(series="certificate").last == 5
    assert VoidedNumber.objects.count() == 1


def test_the_audit_finds_a_serial_that_is_nowhere(world):
    world.certificate()
    NumberCounter.objects.filter(series="certificate").update(last=3)
    assert [finding.about for finding in of_rows()] == ["certificate"]


# --- pages --------------------------------------------------------------------------------------------
def test_the_page_shows_the_next_number_of_a_real_scheme(world, client):
    assert world.body and world.version
    void_serials(series="certificate", upto=41, reason="Sertifikat kertas", by=world.ratna, on=world.today)
    client.force_login(world.ratna)
    text = client.get(reverse("number_show")).content.decode()
    for words in (f"62090 2513 0 0000042 {world.today.year}", "Pemrogram Junior", "Sertifikat kertas", "1–41"):
        assert words in text


def test_an_admin_sets_a_pattern_and_reads_refusals_at_the_field(world, client):
    client.force_login(world.ratna)
    sent = {"series": "certificate", "restart": "never", "valid_from": world.today.isoformat()}
    answer = client.post(reverse("number_pattern"), sent | {"pattern": "{serial:2}"})
    assert answer.status_code == 422 and "Nomor urut harus ada satu kali" in str(
        answer.context["form"].errors["pattern"]
    )
    answer = client.post(reverse("number_pattern"), sent | {"pattern": "NK {serial:5}"})
    assert answer.url == reverse("number_show")
    assert NumberPattern.objects.get(pattern="NK {serial:5}").created_by == world.ratna
    answer = client.post(reverse("number_pattern"), sent | {"pattern": "NK {serial:6}"})
    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("NK-{serial:5}/{year}", "NK-00001/"),
        ("{serial:2}", "Nomor urut harus ada satu kali"),
        ("{town} {serial:5}", "tidak dikenal"),
        ("<script>{serial:5}", "hanya boleh huruf besar"),
        ("{serial:" + "9" * 6000 + "}", "terlalu panjang"),
        ("\x00{serial:5}", "hanya boleh"),
        ("", "Nomor urut harus ada"),
    ],
)
def test_the_example_follows_what_is_typed(world, client, typed, words):
    client.force_login(world.ratna)
    answer = client.get(reverse("number_example"), {"series": "certificate", "pattern": typed, "restart": "never"})
    assert answer.status_code == 200 and words in answer.content.decode()
    assert b"<script>" not in answer.content


def test_an_admin_says_which_serial_comes_next(world, client):
    client.force_login(world.ratna)
    sent = {"series": "certificate", "next_serial": "1235", "reason": "Kertas"}
    assert client.post(reverse("number_void"), sent).status_code == 302
    answer = client.post(reverse("number_void"), sent)
    assert answer.status_code == 422 and "next_serial" in answer.context["form"].errors
    assert NumberCounter.objects.get(series="certificate").last == 1234


@pytest.mark.parametrize("more", [0, 29])
def test_the_page_costs_the_same_for_many_patterns(world, client, more):
    assert world.body and world.version
    for n in range(more + 1):
        set_pattern(**a_pattern(world, valid_from=world.today + timedelta(days=n)))
        void_serials(series="certificate", upto=n + 1, reason="Kertas", by=world.ratna, on=world.today)
    client.force_login(world.ratna)
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("number_show"))
    assert len(queries) == 20
    assert not Certificate.objects.exists()
