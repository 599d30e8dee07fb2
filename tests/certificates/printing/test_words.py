"""Spans and dates in both languages."""

import pytest

from certificates.printing import words


@pytest.mark.parametrize(
    ("months", "indonesian", "english"),
    [
        (1, "1 (satu) bulan", "1 (one) month"),
        (6, "6 (enam) bulan", "6 (six) months"),
        (12, "1 (satu) tahun", "1 (one) year"),
        (18, "1 (satu) tahun 6 (enam) bulan", "1 (one) year and 6 (six) months"),
        (23, "1 (satu) tahun 11 (sebelas) bulan", "1 (one) year and 11 (eleven) months"),
        (36, "3 (tiga) tahun", "3 (three) years"),
        (60, "5 (lima) tahun", "5 (five) years"),
        (120, "10 (sepuluh) tahun", "10 (ten) years"),
    ],
)
def test_validity_is_written_out(months: int, indonesian: str, english: str) -> None:
    assert words.span_id(months) == indonesian
    assert words.span_en(months) == english


@pytest.mark.parametrize(
    ("number", "indonesian", "english"),
    [
        (12, "dua belas", "twelve"),
        (19, "sembilan belas", "nineteen"),
        (20, "dua puluh", "twenty"),
        (21, "dua puluh satu", "twenty-one"),
        (99, "sembilan puluh sembilan", "ninety-nine"),
    ],
)
def test_larger_numbers(number: int, indonesian: str, english: str) -> None:
    assert words.number_id(number) == indonesian
    assert words.number_en(number) == english


def test_dates() -> None:
    assert words.date_id("2026-08-01") == "1 Agustus 2026"
    assert words.date_en("2026-08-01") == "1 August 2026"
