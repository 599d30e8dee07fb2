"""Numbers follow one another: a number alone tells no name and no address, and each that is asked for is counted."""

from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from assessments.models import Person
from certificates.acts import operations as acts
from certificates.checking import answering
from certificates.checking.urls.interface import ACTIONS
from certificates.consents import operations as consents

pytestmark = [pytest.mark.postgresql, pytest.mark.together, pytest.mark.usefixtures("issued_once")]

WHY = "Nama lengkap tampil bila Anda memindai kode QR, mengetik nama pemegang, atau pemegang setuju"
OTHER = "Nama yang Anda ketik bukan nama pemegang sertifikat ini."
NAME = "Siti Rahma Wulandari"
BOTH = pytest.mark.parametrize("way", ["verify_search", "api:verify_number"])


@pytest.fixture
def certificate(world):
    Person.objects.filter(pk=world.siti_candidate.person_id).update(birth_date=date(2000, 1, 1))
    return world.certificate()


def look(way, number, client=None, address="127.0.0.1", **said):
    return (client or Client()).get(reverse(way) + "?" + urlencode({"number": number} | said), REMOTE_ADDR=address)


def everything(answer):
    """All that reaches the asker."""
    return answer.text + repr(sorted(answer.headers.items()))


def agree(world, **changes):
    world.siti_candidate.refresh_from_db()
    consents.give_consent(candidate=world.siti_candidate, by=world.siti, on=world.today, **changes)


# --- the name ---------------------------------------------------------------------------------------
@BOTH
@pytest.mark.parametrize("said", [{}, {"name": ""}, {"name": "Budi Santoso"}, {"name": "Siti"}, {"name": "x" * 5000}])
def test_without_the_name_it_is_initials(certificate, way, said):
    for number in (certificate.number, certificate.registration_number):
        answer = look(way, number, **said)
        assert answer.status_code == 200 and "S. R. W." in answer.text
        assert not any(word in everything(answer) for word in ("Rahma", "Wulandari"))


@BOTH
@pytest.mark.parametrize("name", [NAME, "siti  rahma WULANDARI", "Dr. Siti Ráhma Wulandari, S.T., M.Kom."])
def test_who_types_the_name_reads_it(certificate, way, name):
    answer = look(way, certificate.number, name=name)
    assert NAME in answer.text and "S. R. W." not in answer.text


def test_the_page_says_why_and_offers_to_type_the_name(certificate):
    text = look("verify_search", certificate.number).text
    assert WHY in text and OTHER not in text and f'value="{certificate.number}"' in text
    text = look("verify_search", certificate.number, name="Budi <b>").text
    assert WHY in text and OTHER in text and 'value="Budi &lt;b&gt;"' in text
    text = look("verify_search", certificate.number, name=NAME).text
    assert WHY not in text and OTHER not in text
    english = Client(headers={"accept-language": "en"})
    assert "initials" in look("verify_search", certificate.number, english).text


def test_the_api_says_how_the_holder_is_called(certificate):
    said = [
        look("api:verify_number", certificate.number, **name).json() for name in ({}, {"name": "x"}, {"name": NAME})
    ]
    assert [(one["holder_is_initials"], one["name_matches"]) for one in said] == [
        (True, None), (True, False), (False, True),
    ]  # fmt: skip


@BOTH
def test_a_holder_in_the_public_list_is_named(world, certificate, way):
    agree(world)
    assert NAME in look(way, certificate.number).text
    assert OTHER in look("verify_search", certificate.number, name="Budi").text
    consents.withdraw_consent(candidate=world.siti_candidate, by=world.siti, on=world.today)
    assert NAME not in look(way, certificate.number).text


@BOTH
def test_a_minor_is_not_whatever_the_consent_says(world, certificate, way):
    agree(world)
    young = world.today - timedelta(days=17 * 365)
    for birth in (young, None):
        Person.objects.filter(pk=world.siti_candidate.person_id).update(birth_date=birth)
        assert NAME not in look(way, certificate.number).text


@BOTH
def test_the_consent_covers_what_the_list_shows_and_no_more(world, certificate, way):
    """As the list of holders: while the certificate is in force."""
    agree(world)
    acts.suspend(certificate=certificate, by=world.komang, on=world.today, reason="Aduan.")
    assert NAME not in look(way, certificate.number).text
    assert NAME in look(way, certificate.number, name=NAME).text


def test_staff_and_the_holder_read_on_this_page_what_strangers_read(world, certificate):
    for who in (world.ratna, world.komang, world.siti):
        client = Client()
        client.force_login(who)
        answer = client.get(reverse("verify_search"), {"number": certificate.number}).text
        assert "S. R. W." in answer and NAME not in answer


def test_by_its_code_everything_is_as_before(certificate):
    page = Client().get(reverse("verify_show", args=[certificate.token]))
    said = Client().get(reverse("api:verify_token", args=[certificate.token])).json()
    assert NAME in page.text and WHY not in page.text and said["holder"] == NAME
    assert certificate.token in said["url"] and not said["holder_is_initials"]


def test_a_kept_page_is_asked_for_anew_when_the_holder_agrees(world, certificate, client):
    etag = look("verify_search", certificate.number, client)["ETag"]
    agree(world)
    answer = client.get(reverse("verify_search"), {"number": certificate.number}, headers={"if-none-match": etag})
    assert answer.status_code == 200 and NAME in answer.text


# --- the address ------------------------------------------------------------------------------------
@BOTH
@pytest.mark.parametrize("said", [{}, {"name": NAME}])
def test_no_address_is_told_by_number_not_even_of_a_successor(world, certificate, way, said):
    new = acts.replace(certificate=certificate, occasion="damage", by=world.ratna, on=world.today, reason="Sobek.")
    for one in (certificate, new):
        answer = look(way, one.number, **said)
        assert answer.status_code == 200
        assert not any(token in everything(answer) for token in (certificate.token, new.token))
    answer = look(way, certificate.number, **said)
    if way == "verify_search":
        assert reverse("verify_search") + "?number=" in answer.text and new.number in answer.text
    else:
        assert answer.json()["replaced_by"] == {"number": new.number, "url": None} and answer.json()["url"] is None


def test_the_answer_itself_has_no_token(certificate):
    assert answering.by_number(certificate.number, name=NAME).token == ""
    assert certificate.token not in repr(answering.by_number(certificate.number))


# --- counting ---------------------------------------------------------------------------------------
def numbers_after(certificate, how_many):
    head, year = certificate.number[:-12], certificate.number[-5:]
    return [f"{head}{n:07d}{year}" for n in range(1, how_many + 1)]


def test_forty_numbers_from_one_address_by_page_and_api_in_turns(certificate):
    numbers = numbers_after(certificate, 40)
    assert numbers[0] == certificate.number
    with time_machine.travel("2026-12-05 10:00:30", tick=False):
        ways = ["verify_search", "api:verify_number"] * 20
        answers = [look(way, number) for way, number in zip(ways, numbers, strict=True)]
        others = [look(way, certificate.number, address="203.0.113.9") for way in ways[:2]]
    assert [answer.status_code for answer in answers] == [200] + [404] * 19 + [429] * 20
    assert (
        all(answer["Retry-After"] == "30" for answer in answers[20:]) and [a.status_code for a in others] == [200] * 2
    )
    assert not any(word in everything(answer) for answer in answers for word in ("Rahma", certificate.token))


def test_found_or_not_it_is_counted_and_a_kept_page_too(certificate, settings):
    settings.PUBLIC_LIMITS = settings.PUBLIC_LIMITS | {"number": 3}
    with time_machine.travel("2026-12-05 10:00:30", tick=False) as clock:
        etag = look("verify_search", certificate.number)["ETag"]
        kept = Client().get(reverse("verify_search"), {"number": certificate.number}, headers={"if-none-match": etag})
        head = Client().head(reverse("api:verify_number"), {"number": "1"})
        assert (kept.status_code, head.status_code) == (304, 404)
        for way in ("verify_search", "api:verify_number"):
            assert look(way, certificate.number).status_code == look(way, "1").status_code == 429
        assert Client().get(reverse("verify_search")).status_code == 200
        assert Client().get(reverse("verify_show", args=[certificate.token])).status_code == 200
        clock.shift(30)
        assert look("verify_search", certificate.number).status_code == 200


def test_a_day_has_its_limit_and_it_is_said_in_hours(certificate, settings):
    settings.PUBLIC_LIMITS_A_DAY = {"number": 3}
    with time_machine.travel("2026-12-05 10:00:30+00:00", tick=False) as clock:
        statuses = []
        for _ in range(5):
            statuses.append(look("verify_search", certificate.number).status_code)
            clock.shift(60)
        answer, said = look("verify_search", "1"), look("api:verify_number", "1")
        clock.shift(int(answer["Retry-After"]))
        later = look("verify_search", certificate.number)
    assert statuses == [200] * 3 + [429] * 2 and later.status_code == 200
    assert "Tunggu 14 jam" in answer.text and "14 jam" in said.json()["detail"]
    assert int(answer["Retry-After"]) == 14 * 3600 - 30 - 5 * 60


def test_a_guess_of_the_name_is_counted_as_any_other(certificate, settings):
    settings.PUBLIC_LIMITS = settings.PUBLIC_LIMITS | {"number": 2}
    with time_machine.travel("2026-12-05 10:00:30", tick=False):
        answers = [look("api:verify_number", certificate.number, name=name) for name in ("A", "B", NAME)]
    assert [answer.status_code for answer in answers] == [200, 200, 429] and NAME not in answers[2].text


def test_neighbours_in_one_network_of_ipv6_count_together(certificate, settings):
    settings.PUBLIC_LIMITS = settings.PUBLIC_LIMITS | {"number": 1}
    with time_machine.travel("2026-12-05 10:00:30", tick=False):
        addresses = ("2001:db8:1:1::5", "2001:db8:1:1:ffff::6", "2001:db8:1:2::5")
        assert [look("verify_search", "1", address=one).status_code for one in addresses] == [404, 429, 404]


def test_whatever_looks_for_a_number_is_counted_as_one():
    assert "number" in ACTIONS["verify_number"] and "number" not in ACTIONS["verify_token"]
