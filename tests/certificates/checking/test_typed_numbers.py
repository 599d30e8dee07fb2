"""A number is found however it is typed, by its letters and digits; one of them changed is another number."""

import re
from urllib.parse import urlencode

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from certificates.acts import operations as acts
from certificates.checking import answering, lookups
from certificates.checking.lookups import Typed, chosen, numbers_in, typed
from certificates.models import Certificate, NumberCounter, NumberPattern
from certificates.numbers.numbering import written

pytestmark = pytest.mark.postgresql

SPELLINGS = [
    "{number:nospace}", "{reg:nospace}", "{number:dashes}", "{reg:dots}", "No. {number}", "No. Reg. {reg}", "{number}.",
    "{number}\u200b", "\u202a{number}\u202c", "{reg:endash}",
    "  {number:wide}  ", "{reg:lower}", "{reg:slashes}", "Nomor: {number}", "Nomor Sertifikat: {number:nospace}",
    "Nomor Registrasi {reg}", "Reg. {reg:nospace};", "№ {number}", "No.Reg.{reg:nospace}", "{number:fullwidth}",
    "{number:arabic}", "{reg:minus}", "({reg})", "{number:soft}", "“{number}”", "no reg {reg:lower}", "{number:nbsp}",
]  # fmt: skip
AS_TYPED = {
    "": str,
    "nospace": lambda number: number.replace(" ", ""),
    "dashes": lambda number: number.replace(" ", "-"),
    "dots": lambda number: number.replace(" ", "."),
    "slashes": lambda number: number.replace(" ", "/"),
    "endash": lambda number: number.replace(" ", "\u2013"),
    "minus": lambda number: number.replace(" ", "\u2212"),
    "wide": lambda number: number.replace(" ", "   "),
    "nbsp": lambda number: number.replace(" ", "\u00a0"),
    "soft": lambda number: "\u00ad".join(number),
    "lower": str.lower,
    "fullwidth": lambda number: "".join(chr(ord(c) + 0xFEE0) if c.isalnum() else c for c in number),
    "arabic": lambda number: "".join(chr(0x660 + int(c)) if c.isdigit() else c for c in number),
}
PATTERNS = [
    "{kbli} {kbji} {level} {serial:7} {year}",
    "{field} {licence} {serial:5} {year}",
    "LSP-{serial:5}/{year}",
    "NO. {serial:4}",
    "REG {field}.{serial:6}.{year}",
    "SERT/{licence}-{serial:3}/X/{year}",
    "{year}{serial:10}",
]
PARTS = {
    "kbli": "62090", "kbji": "2513", "level": 3, "field": "TIK", "licence_number": "BNSP-LSP-1565-ID", "serial": 12,
    "year": 2023,
}  # fmt: skip


def said(text, number, registration):
    def as_typed(match):
        return AS_TYPED[match[2] or ""]({"number": number, "reg": registration}[match[1]])

    return re.sub(r"\{(number|reg):?(\w*)\}", as_typed, text)


def answers(text):
    client = Client()
    return [
        client.get(reverse(name) + "?" + urlencode({"number": text})) for name in ("verify_search", "api:verify_number")
    ]


def other_digits(number):
    return [number[:n] + str((int(c) + 1) % 10) + number[n + 1 :] for n, c in enumerate(number) if c.isdigit()]


@pytest.fixture
def certificate(world, settings):
    settings.PUBLIC_LIMITS = settings.PUBLIC_LIMITS | {"number": 10_000, "check": 10_000}
    settings.PUBLIC_LIMITS_A_DAY = {}
    return world.certificate()


@pytest.mark.parametrize("text", SPELLINGS)
def test_it_is_found_on_the_page_and_by_the_api(certificate, text):
    page, api = answers(said(text, certificate.number, certificate.registration_number))
    assert page.status_code == api.status_code == 200, text
    assert certificate.number in page.text and api.json()["number"] == certificate.number


def test_one_digit_changed_is_another_number(certificate):
    for number in (certificate.number, certificate.registration_number):
        for other in other_digits(number):
            for text in (other, other.replace(" ", ""), f"No. {other}"):
                assert answering.by_number(text) is None, text
    page, api = answers(other_digits(certificate.number)[5])
    assert page.status_code == api.status_code == 404


@pytest.mark.parametrize("change", ["{}0", "0{}", "É{}", "{}Б", "X{}", "{} {}"])
def test_no_letter_or_digit_is_passed_over(certificate, change):
    for number in (certificate.number, certificate.registration_number):
        assert answering.by_number(change.format(number, number)) is None


@pytest.mark.parametrize("text", [".", "-", "No.", "Nomor Sertifikat:", "\u200b", "%", "_", "\x00"])
def test_what_has_no_number_in_it_is_nobodys(certificate, text):
    page, api = answers(text)
    assert (page.status_code, api.status_code) in ((404, 404), (200, 404))
    assert certificate.number not in page.text


@pytest.mark.parametrize("pattern", PATTERNS)
def test_so_it_is_for_every_pattern(pattern):
    """Whatever letters a pattern has of its own: "No." before the number is a label or a part of it."""
    number = written(pattern, PARTS)
    others = {2: (other_digits(number)[0], "-")}
    for text in SPELLINGS:
        asked = typed(said(text, number, number))
        assert chosen(asked, {1: (number, "+")}) == chosen(asked, {1: ("+", number)}) == 1, text
        assert lookups.key_of(number) in asked.keys and not set(asked.keys) & {lookups.key_of(others[2][0])}


def test_a_pattern_of_letters_and_dots_is_found_in_the_register(world, settings):
    for series, pattern in (("certificate", "NO. {serial:4}"), ("registration", "REG/{field}.{serial:6}-{year}")):
        NumberPattern.objects.create(series=series, pattern=pattern, restart="never", valid_from=world.today)
    certificate = world.certificate()
    number, registration = certificate.number, certificate.registration_number
    assert (number, registration[:4]) == ("NO. 0001", "REG/")
    for text in SPELLINGS[:10]:
        found = answering.by_number(said(text, number, registration))
        assert found and found.number == number, text


# --- twins ------------------------------------------------------------------------------------------
def test_exact_spelling_comes_first_then_the_fewest_labels():
    found = {1: ("1-11", "A 1"), 2: ("11-1", "A 2"), 3: ("REG 111", "A 3")}
    assert [chosen(typed(text), found) for text in ("1-11", "11-1", "reg  111", "No. 11-1")] == [1, 2, 3, 2]
    assert chosen(typed("REG111"), {1: ("1-11", "A 1"), 3: ("REG 111", "A 3")}) == 3
    assert chosen(Typed([], []), {}) is None
    with pytest.raises(lookups.Twins):
        chosen(typed("111"), {1: ("1-11", "A 1"), 2: ("11-1", "A 2")})


def test_twins_are_said_and_neither_is_named(world):
    """One series writes "A002", the other "A-002", and they are of two certificates."""
    for series, pattern in (("certificate", "A{serial:3}"), ("registration", "A-{serial:3}")):
        NumberPattern.objects.create(series=series, pattern=pattern, restart="never", valid_from=world.today)
    NumberCounter.objects.create(series="registration", last=1)
    first = world.certificate()
    second = acts.replace(certificate=first, occasion="damage", by=world.ratna, on=world.today, reason="Sobek.")
    assert (first.registration_number, second.number) == ("A-002", "A002")
    page, api = answers("A 002")
    assert page.status_code == api.status_code == 409
    assert "persis seperti tercetak" in page.text and "persis seperti tercetak" in api.json()["detail"]
    for answer in (page, api):
        assert not any(said in answer.text for said in ("A-002", "A002", "Siti", "S. R. W."))
    assert [answering.by_number(text).number for text in ("no. A-002", "a002")] == [first.number, second.number]


# --- the key is the database's ----------------------------------------------------------------------
@pytest.mark.parametrize("column", ["number_key", "registration_key"])
def test_no_other_key_can_be_written(certificate, column):
    assert Certificate.objects.filter(number_key=certificate.number.replace(" ", "")).exists()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE certificates_certificate SET {column} = '1'")


def test_a_key_is_found_by_its_index(certificate):
    rows = Certificate.objects.filter(number_key="1") | Certificate.objects.filter(registration_key="1")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
    assert "certificate_number_key" in rows.order_by().explain()
    assert "certificate_registration_key" in rows.order_by().explain()


# --- in a text --------------------------------------------------------------------------------------
def test_numbers_are_found_in_a_text_however_printed(world):
    assert world.body
    text = "Sertifikat no. 620902513 3 0001234/2026, Reg.tik–1565.00001—2023. Bukan 620902513 3 00012345 2026."
    assert [lookups.key_of(number) for number in numbers_in(text)] == ["62090251330001234" + "2026", "TIK1565000012023"]
    assert numbers_in("99999 " * 50 + "62090 2513 3 0001234 2026")
