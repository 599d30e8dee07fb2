"""How numbers are written: patterns are data, and only those that number without twins are accepted."""

import pytest

from certificates.models import NumberPattern
from certificates.numbers.numbering import Parts, check_pattern, series_of, written
from kit.errors import RuleError

pytestmark = pytest.mark.postgresql

CERTIFICATE = "{kbli} {kbji} {level} {serial:7} {year}"
REGISTRATION = "{field} {licence} {serial:5} {year}"
PARTS = Parts(
    kbli="62090", kbji="2513", level=None, field="TIK", licence_number="BNSP-LSP-1565-ID", serial=7, year=2026
)


@pytest.mark.parametrize(
    ("pattern", "changes", "expected"),
    [
        (CERTIFICATE, {}, "62090 2513 0 0000007 2026"),
        (CERTIFICATE, {"level": 3}, "62090 2513 3 0000007 2026"),
        (REGISTRATION, {}, "TIK 1565 00007 2026"),
        ("NK/{serial:4}/{year}", {"kbli": "", "licence_number": ""}, "NK/0007/2026"),
    ],
)
def test_a_number_is_written_by_its_pattern(pattern, changes, expected):
    assert written(pattern, PARTS | changes) == expected


@pytest.mark.parametrize(
    ("pattern", "changes", "code"),
    [
        (CERTIFICATE, {"kbli": "6209"}, "number_codes"),
        (CERTIFICATE, {"kbji": "25130"}, "number_codes"),
        (CERTIFICATE, {"kbli": "6209x"}, "number_codes"),
        (REGISTRATION, {"field": "tik"}, "number_prefix"),
        (REGISTRATION, {"licence_number": "BNSP"}, "licence_number"),
        (REGISTRATION, {"serial": 100_000}, "serial_exhausted"),
        (CERTIFICATE, {"serial": 10_000_000}, "serial_exhausted"),
    ],
)
def test_a_number_that_cannot_be_written_is_refused(pattern, changes, code):
    with pytest.raises(RuleError) as refused:
        written(pattern, PARTS | changes)
    assert refused.value.code == code


@pytest.mark.parametrize("pattern", [CERTIFICATE, REGISTRATION, "NK-{serial:10}"])
def test_a_pattern_that_can_number_is_accepted(pattern):
    check_pattern(pattern, "never")


@pytest.mark.parametrize(
    ("pattern", "restart"),
    [
        ("{kbli} {year}", "never"),
        ("{serial:7} {serial:7}", "never"),
        ("{serial}", "never"),
        ("{serial:2}", "never"),
        ("{serial:11}", "never"),
        ("{serial:5}", "yearly"),
        ("{serial:5} {town}", "never"),
        ("{year:4} {serial:5}", "never"),
        ("<b>{serial:5}", "never"),
        ("X" * 100 + "{serial:5}", "never"),
    ],
)
def test_a_pattern_that_would_make_twins_or_nonsense_is_refused(pattern, restart):
    with pytest.raises(RuleError) as refused:
        check_pattern(pattern, restart)
    assert refused.value.code == "pattern"


def test_a_yearly_serial_has_a_counter_for_each_year():
    assert series_of("registration", "yearly", 2026) != series_of("registration", "yearly", 2027)
    assert series_of("certificate", "never", 2026) == series_of("certificate", "never", 2027)


def test_the_portal_begins_with_the_patterns_of_bnsp(db):
    assert set(NumberPattern.objects.values_list("pattern", flat=True)) == {CERTIFICATE, REGISTRATION}
