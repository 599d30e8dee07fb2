"""A dropped file that bears only a number tells no more than the page of that number, however it is made."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from certificates.checking import comparing, pdf_text
from certificates.checking.comparing import TooManyNumbers, check_file, differences
from certificates.models import CertificateFile
from tests.certificates.checking.test_api import post
from tests.certificates.checking.test_files import drop, printed
from tests.dividing import square

pytestmark = [pytest.mark.together, pytest.mark.usefixtures("issued_once")]

NAME = "Siti Rahma Wulandari"
NAMELESS = ["Sertifikat {number}", "No. {reg} saja", "Atas nama Siti, {number}", "{number} Rahma Siti Wulandari"]
OTHER = "Ani Bunga Cahyani"


@pytest.fixture
def certificate(world, settings):
    settings.PUBLIC_LIMITS = settings.PUBLIC_LIMITS | {"file": 1000, "number": 1000}
    return world.certificate()


@pytest.fixture
def said(certificate):
    """The words of the certificate as it was issued, without its address."""
    words = pdf_text.text_of(bytes(CertificateFile.objects.get().content)).words
    return [word for word in words if certificate.token not in word]


def both(text):
    page, api = drop(printed(text)), post(printed(text))
    assert page.status_code == api.status_code == 200
    return page, api


def told(answer):
    """What comes out, without what the asker put in: what his own file says is shown to him."""
    result = answer.context["result"]
    return repr(result.answer) + repr([change.registered for change in result.changes])


@pytest.mark.parametrize("letter", square(NAMELESS, of=2))
def test_without_the_name_it_is_initials_and_no_address(certificate, letter):
    page, api = both(letter.format(number=certificate.number, reg=certificate.registration_number))
    assert "S. R. W." in page.text and certificate.token not in page.text + api.text
    assert NAME not in page.text + api.text
    assert api.json()["certificate"]["url"] is None and api.json()["certificate"]["holder_is_initials"]


@pytest.mark.parametrize("name", square([NAME, "SITI RAHMA WULANDARI, S.T.", "Siti  Ráhma<br>Wulandari"], of=2))
def test_a_letter_with_the_name_is_answered_with_the_name(certificate, name):
    page, api = both(f"Sertifikat {certificate.number} atas nama {name}.")
    assert NAME in page.text and api.json()["certificate"]["holder"] == NAME
    assert certificate.token not in page.text + api.text


def test_a_list_of_names_is_no_way_to_find_the_right_one(certificate):
    names = [f"Nama{n} Coba{n} Lagi{n}" for n in range(40)]
    page, api = both(f"{certificate.number} {' '.join(names)} {NAME} {' '.join(names)}")
    assert NAME not in told(page) and api.json()["certificate"]["holder"] == "S. R. W."


def test_a_copy_with_the_right_name_is_compared_with_the_name(certificate, said):
    page, _api = both(" ".join(said).replace("2026", "2027", 1))
    assert page.context["result"].answer.holder == NAME


@pytest.mark.parametrize(
    "name", square([OTHER, "Siti Bunga Cahyani", "Siti Rahma Cahyani", "Wulandari Rahma Siti"], of=2)
)
def test_a_copy_in_another_name_tells_nothing_of_the_right_one(certificate, said, name):
    """Not even which words of it are right: they would be found one by one."""
    line = " ".join(said)
    assert NAME in line
    page, api = both(line.replace(NAME, name))
    result = page.context["result"]
    assert result.compared and not result.another and any(name in change.printed for change in result.changes)
    assert not any(word in told(page) for word in ("Siti", "Rahma", "Wulandari"))
    assert not any(word in change["registered"] for change in api.json()["changes"] for word in NAME.split())


def test_the_answer_is_the_same_whichever_words_are_right(certificate, said):
    """What a copy gets right of the name changes nothing in the answer but the words that it says itself."""
    hidden, line, shapes = comparing._untold(said, NAME), " ".join(said), []
    for name in ("Ani Bunga Cahyani", "Siti Bunga Cahyani", "Ani Rahma Wulandari"):
        changes, alike = differences(line.replace(NAME, name).split(), hidden, set(said) - set(NAME.split()))
        shapes.append((alike, [(change.printed.replace(name, "?"), change.registered) for change in changes]))
    assert shapes[0] == shapes[1] == shapes[2] and shapes[0][1] == [("?", "…")] * line.count(NAME)


def test_where_the_name_is_not_found_as_printed_nothing_is_compared(certificate, said, monkeypatch):
    monkeypatch.setattr(comparing.names, "places_in", lambda *_: [])
    result = drop(printed(" ".join(said))).context["result"]
    assert (result.outcome, result.compared, result.changes) == ("altered", False, [])


def test_each_number_that_is_looked_up_counts_with_those_of_the_page(certificate, settings):
    settings.PUBLIC_LIMITS = settings.PUBLIC_LIMITS | {"number": 5}
    letter = " ".join(f"62090 2513 3 000{n}234 2026" for n in range(4))
    with time_machine.travel("2026-12-05 10:00:30", tick=False):
        assert drop(printed(letter)).context["result"].outcome == "unknown"
        assert Client().get(reverse("verify_search"), {"number": "1"}).status_code == 404
        page, api = drop(printed(certificate.number)), post(printed(certificate.number))
        assert [page.status_code, api.status_code] == [429, 429] and page["Retry-After"] == api["Retry-After"] == "30"
        assert "S. R." not in page.text + api.text
        assert drop(bytes(CertificateFile.objects.get().content)).context["result"].outcome == "genuine"


def test_no_more_than_eight_numbers_of_a_file_are_looked_up(certificate):
    asked = []
    letter = " ".join(f"62090 2513 3 {n:07d} 2026" for n in range(100, 120))
    check_file(printed(letter), count=lambda: asked.append(1) or 0)
    assert len(asked) == comparing.CANDIDATES
    with pytest.raises(TooManyNumbers) as stopped:
        check_file(printed(letter), count=lambda: 7)
    assert stopped.value.wait == 7


@pytest.mark.parametrize("change", [lambda n: n.replace(" ", ""), lambda n: n.replace(" ", "–"), lambda n: f"No.{n}"])
def test_a_number_in_a_file_is_found_however_printed(certificate, change):
    assert "S. R. W." in drop(printed(f"Sertifikat {change(certificate.number)}, terima kasih")).text
