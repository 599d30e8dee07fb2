"""Names, NIK and passports: form refuses, doubt only warns."""

from datetime import date

import pytest

from assessments.people.identity import check_birth_date, check_identity, clean_name, doubts
from kit.errors import RuleError

NIK = "3173055205000001"  # invented: a woman born on 12 May 2000
BORN = date(2000, 5, 12)


def look(number=NIK, kind="nik", birth_date=BORN, sex="P", nationality="Indonesia"):
    return doubts(kind=kind, number=number, birth_date=birth_date, sex=sex, nationality=nationality)


@pytest.mark.parametrize("written", [NIK, "3173.0552.0500.0001", " 3173 0552 0500 0001 ", "3173-055205-000001"])
def test_a_nik_is_kept_without_its_punctuation(written):
    assert check_identity("nik", written) == NIK


@pytest.mark.parametrize(
    ("kind", "number", "code"),
    [
        ("nik", NIK[:15], "identity_length"),
        ("nik", NIK + "1", "identity_length"),
        ("nik", "317305520500000A", "identity_letters"),
        ("passport", "Q12", "identity_passport"),
        ("passport", "X1" * 8, "identity_passport"),
        ("passport", "ABCDEFG", "identity_passport"),
    ],
)
def test_what_is_no_identity_number_is_refused(kind, number, code):
    with pytest.raises(RuleError) as refusal:
        check_identity(kind, number)
    assert refusal.value.code == code
    assert number not in " ".join(refusal.value.messages)


def test_a_passport_is_kept_in_capitals():
    assert check_identity("passport", "x 123-4567") == "X1234567"


def test_a_nik_that_fits_raises_no_doubt():
    assert look() == []


@pytest.mark.parametrize(
    "odd",
    [
        {"birth_date": date(2000, 5, 13)},
        {"sex": "L"},
        {"number": "3173059905000001"},
        {"number": NIK[:12] + "0000"},
        {"number": "X1234567", "kind": "passport"},
    ],
)
def test_what_does_not_fit_is_doubted(odd):
    assert len(look(**odd)) == 1


@pytest.mark.parametrize(("born", "code"), [(date(2026, 11, 24), "birth_future"), (date(1905, 12, 31), "birth_past")])
def test_nobody_is_born_in_the_future_or_lives_that_long(born, code):
    with pytest.raises(RuleError) as refused:
        check_birth_date(born, on=date(2026, 11, 23))
    assert refused.value.code == code


@pytest.mark.parametrize("born", [date(2026, 11, 23), date(1906, 1, 1), None])
def test_somebody_is_born_today_or_very_old_or_does_not_say(born):
    check_birth_date(born, on=date(2026, 11, 23))


@pytest.mark.parametrize("name", ["Siti Nurhaliza", "ꦱꦶꦠꦶ", "王小明", "عبد الله", "José d'Arc-Łuk", "N" * 150])
def test_a_name_is_kept_in_any_script(name):
    assert clean_name(f"  {name} ") == name


def test_a_name_is_composed_and_loses_hidden_marks():
    assert clean_name("Jose\u0301 \u202e Budi") == "José Budi"


@pytest.mark.parametrize(
    "name",
    ["", "   ", "12345", "<b>Siti</b>", "Siti\x00", "Siti\x07", "N" * 151, "\u200d", "Siti _x000D_", "\uf0b7 Siti"],
)
def test_what_is_no_name_is_refused(name):
    with pytest.raises(RuleError):
        clean_name(name)


def test_what_was_pasted_into_a_name_earlier_stands_in_nobodys_way():
    assert clean_name("Siti _x000D_", known="Siti _x000D_") == "Siti _x000D_"
