"""What counts as knowing a holder's name, and how it is called when it may not be told."""

import pytest

from certificates.checking.names import BEFORE, initials, places_in, same_name

LONG = ("s t " * 40) + "siti rahma" + (" s t" * 40)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Siti Rahma", "S. R."), ("siti  rahma", "S. R."), ("Dr. Siti Rahma, S.T.", "S. R."), ("Suharto", "S."),
        ("Prof. Dr. Ir. Hj. Siti Rahma, S.T., M.Kom., Ph.D", "S. R."), ("SITI RAHMA, ST, MM", "S. R."),
        ("Siti Rahma S.T.", "S. R."), ("Siti Rahma, A.Md. Kom", "S. R."), ("H.Ahmad Fauzi", "A. F."),
        ("M.Yusuf", "M. Y."), ("K.H. Ahmad", "A."), ("Prof.Dr. Siti", "S."), ("Al-Hakim Ma'ruf", "A. M."),
        ("'Abdul", "A."), ("Yo-Yo Ma", "Y. M."), ("Élise Dupont", "É. D."), ("王小明", "王."), ("สมชาย ใจดี", "ส. ใ."),
        ("محمد عبد الله", "م. ع. ا."), ("ßeta", "S."), ("", "…"), ("123 –", "…"), ("Drs", "D."),
    ],
)  # fmt: skip
def test_initials_are_of_the_name_and_not_of_its_titles(name, said):
    assert initials(name) == said


@pytest.mark.parametrize(
    ("typed", "registered"),
    [
        ("siti rahma", "Siti Rahma"), ("  SITI\t rahma ", "Siti Rahma"), ("Dr. Siti Rahma, M.Kom.", "Siti Rahma"),
        ("siti rahma", "Dr. Siti Rahma, S.T."), ("siti rahma st", "Siti Rahma"), ("Hj Siti Rahma S.Pd", "Siti Rahma"),
        ("Ma’ruf Amin", "Ma'ruf Amin"), ("Ma´ruf Amin", "Maʻruf Amin"), ("Maruf Amin", "Ma'ruf Amin"),
        ("elise dupont", "Élise Dupont"), ("E\u0301lise Dupont", "Élise Dupont"), ("Al–Hakim", "Al-Hakim"),
        ("Siti\u200b Rah\u00adma", "Siti Rahma"), ("ｓｉｔｉ Rahma", "Siti Rahma"), ("M Yusuf", "M.Yusuf"),
        ("Ir. Hj. Siti Rahma A.Md.", "SITI RAHMA"), ("Siti Rahma, S.Xyz.", "Siti Rahma"), ("yo yo ma", "Yo-Yo Ma"),
        ("王小明", "王小明"), ("Łukasz Ørsted", "lukasz orsted"), ("STRASSE A", "Straße A"), ("Dr", "Dr"),
    ],
)  # fmt: skip
def test_it_is_the_same_name(typed, registered):
    assert same_name(typed, registered)


@pytest.mark.parametrize(
    ("typed", "registered"),
    [
        ("Rahma Siti", "Siti Rahma"), ("Siti", "Siti Rahma"), ("Siti Rahma Wulandari", "Siti Rahma"),
        ("", "Siti Rahma"),
        ("Dr.", "Siti Rahma"), ("", ""), ("Siti Rahmah", "Siti Rahma"), ("S. R.", "Siti Rahma"), ("%", "Siti Rahma"),
        ("Siti Rahma Budi Santoso", "Siti Rahma"), ("Ani Siti Rahma", "Siti Rahma"), (LONG + " x", "Siti Rahma"),
        ("Siti Rahma atau Budi Santoso, Siti Rahma", "Siti Rahma"),
    ],
)  # fmt: skip
def test_it_is_another(typed, registered):
    assert not same_name(typed, registered)


def test_many_titles_cost_no_time():
    """Titles that can be taken apart in many ways are looked at once each."""
    assert {"dr", "drh", "h"} <= BEFORE
    assert not same_name("d r h " * 25 + "x", "Siti Rahma")
    assert not same_name("d r h " * 20 + "x Siti Rahma", "Siti Rahma")


def test_where_a_name_stands_in_a_text():
    words = "Diberikan kepada SITI RAHMA, S.T. dan Al-Hakim".split()
    assert places_in(words, "Siti Rahma") == [range(2, 4)]
    assert places_in(words, "Al Hakim") == [range(6, 7)]
    assert places_in(words, "Rahma Siti") == places_in(words, "") == []
