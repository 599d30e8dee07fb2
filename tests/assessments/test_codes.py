"""Codes and numbers are found in lists and searches however they are typed, on both databases."""

import pytest
from django.urls import reverse

from assessments.codes import key_of, readings, words_of
from assessments.models import Assessor, Scheme, SchemeVersion, Standard, Unit
from lsp_portal.search.searching import search


@pytest.fixture
def look(client, world):
    def looked(name, text, who=None):
        client.force_login(who or world.ratna)
        answer = client.get(reverse(name), {"q": text})
        assert answer.status_code == 200
        return answer.text

    return looked


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("J.620100.004.02.", "J62010000402"), ("j 620100–004/02", "J62010000402"), ("\u202aJ\u00ad62\u200b", "J62"),
        ("Ｊ．６２", "J62"), ("٦٢", "62"), ("É1", "É1"), ("½", "12"), ("…", ""), ("", ""),
    ],
)  # fmt: skip
def test_the_key_is_letters_and_digits(text, key):
    assert key_of(text) == key


def test_labels_are_left_out_one_by_one():
    assert [key_of(text) for text in readings("No. Reg. NO 12")] == ["NOREGNO12", "REGNO12", "NO12", "12"]
    assert [key_of(text) for text in readings("Noor 1")] == ["NOOR1"]
    assert readings(" . ") == [] and len(readings("No. " * 50 + "1")) == 6


def test_words_that_only_say_that_a_number_follows_are_left_out():
    assert words_of("SKKNI Nomor 282 Tahun 2016") == ["SKKNI", "282", "2016"]
    assert words_of("No. Reg. J.1") == ["J.1"] and words_of("No 1") == ["1"]
    assert words_of("Nomor saja") == ["Nomor", "saja"] and words_of("Si\u200bti\x00") == ["Siti"]


UNIT_TYPED = ["{code}", "{nospace}", "{code}.", "{code}\u200b", "{dashes}", "{lower}", "{full}", "Nomor {code}"]


def typed(text, code):
    return text.format(
        code=code, nospace="".join(c for c in code if c.isalnum()), dashes=code.replace(".", "–"), lower=code.lower(),
        full="".join(chr(ord(c) + 0xFEE0) if c.isalnum() else c for c in code),
    )  # fmt: skip


@pytest.mark.parametrize("text", UNIT_TYPED)
def test_a_unit_is_found_by_its_code(world, look, text):
    code = world.unit(1).code
    assert Unit.objects.matching(typed(text, code)).get() == world.unit(1)
    assert world.version and code in look("unit_list", typed(text, code))
    assert world.version.title in look("scheme_list", typed(text, code))
    other = code[:-1] + str((int(code[-1]) + 7) % 10)
    assert not Unit.objects.matching(typed(text, other)).exists()


@pytest.mark.parametrize(
    "change", [str, str.lower, lambda n: n.replace("/", "-"), lambda n: n.replace("/", " "), key_of]
)
def test_a_scheme_is_found_by_its_number(world, look, change):
    assert world.version and world.session
    number = change(Scheme.objects.get().number)
    for name in ("scheme_list", "session_list", "catalogue_list"):
        assert world.version.title in look(name, number), name
    assert "Skema" in {str(group.label) for group in search(world.ratna, number)}


@pytest.mark.parametrize(
    "change", [str, str.lower, lambda n: n.replace(".", "-"), lambda n: n.replace(".", ""), key_of]
)
def test_an_assessor_is_found_by_the_met_number(world, look, change):
    number = change(Assessor.objects.get(pk=world.bima_assessor.pk).met_number)
    assert "Bima Prasetya" in look("assessor_list", number)
    assert "Bima Prasetya" in look("pledge_list", number)
    assert [group.hits[0].title for group in search(world.ratna, f"No. {number}")] == ["Bima Prasetya"]


def test_a_standard_is_found_as_it_is_cited(world, look):
    standard = world.standard
    for text in (standard.citation, f"No. {standard.number}/{standard.year}".replace("/", " "), standard.number + "."):
        assert standard.title in look("standard_list", text), text
    Standard.objects.filter(pk=standard.pk).update(number="KEP.234/MEN-2")
    for text in ("kep 234 men 2", "KEP234MEN2", "Nomor KEP–234–MEN–2"):
        assert standard.title in look("standard_list", text), text


def test_a_word_without_a_digit_is_no_code(world):
    assert world.version and not SchemeVersion.objects.filter(title="x").exists()
    assert not Unit.objects.matching("...").exists() or all("..." in unit.code for unit in Unit.objects.matching("..."))
    assert not Unit.objects.matching("JXX").exists()
