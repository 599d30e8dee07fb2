"""One thing written in two ways is one thing."""

import pytest

from kit.spelling import plain, plain_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jl. Melati No. 5", "jl melati   no 5"),
        ("Café Ménu", "cafe menu"),
        ("Kav-7/B", "KAV 7 B"),
        ("華為", "  華為 "),
    ],
)
def test_marks_and_capitals_make_no_difference(one, other):
    assert plain(one) == plain(other) != ""


@pytest.mark.parametrize("name", ["PT Sama", "PT. SAMA", "Sama, PT", "sama (Persero) Tbk", "CV Sama", "Koperasi Sama"])
def test_a_legal_form_makes_no_difference(name):
    assert plain_name(name) == "sama"


@pytest.mark.parametrize("name", ["", "-", " . ", "PT", "PT."])
def test_nothing_said_is_no_name(name):
    assert plain_name(name) == ""


@pytest.mark.parametrize(("one", "other"), [("PT Sama", "PT Sama Jaya"), ("SMK 1", "SMK 2"), ("Cipta", "Putra")])
def test_others_stay_others(one, other):
    assert plain_name(one) != plain_name(other)
