"""The public check: every standing in words, nothing secret, nothing stale, and no guessing."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from certificates.acts import operations as acts
from certificates.models import RegisterEntry

pytestmark = [pytest.mark.together, pytest.mark.usefixtures("issued_once")]

REASON = "Aduan rahasia nomor 77"


@pytest.fixture
def certificate(world):
    return world.certificate()


def act(world, certificate, name, **changes):
    by = world.ratna if name == "replace" else world.komang
    said = {"by": by, "on": world.today, "reason": REASON} | changes
    return getattr(acts, name)(certificate=certificate, **said)


def page_of(certificate, client=None, **headers):
    return (client or Client()).get(reverse("verify_show", args=[certificate.token]), **headers)


# --- what it says -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("suspend", "Sertifikat ini asli, tetapi sedang dibekukan"),
        ("withdraw", "Sertifikat ini asli, tetapi sudah dicabut"),
    ],
)
def test_an_act_is_seen_at_once_with_its_day_and_without_its_reason(world, certificate, name, words):
    assert "asli dan berlaku" in page_of(certificate).text
    act(world, certificate, name)
    answer = page_of(certificate)
    day = answer.context["answer"].since
    assert (answer.status_code, day) == (200, world.today)
    assert words in answer.text and REASON not in answer.text


@pytest.mark.parametrize(
    ("days", "words"), [(3 * 365 - 60, "segera berakhir"), (3 * 366, "masa berlakunya sudah habis")]
)
def test_time_is_said_too(certificate, days, words):
    with time_machine.travel(certificate.issued_on + timedelta(days=days)):
        assert words in page_of(certificate).text


@pytest.mark.parametrize(("occasion", "why"), [("damage", "rusak atau hilang"), ("correction", "isinya dibetulkan")])
def test_a_replaced_one_leads_to_its_successor_and_says_why_in_neutral_words(world, certificate, occasion, why):
    new = act(world, certificate, "replace", occasion=occasion)
    text = page_of(certificate).text
    assert "sudah diganti" in text and why in text and REASON not in text
    assert reverse("verify_show", args=[new.token]) in text
    assert "asli dan berlaku" in page_of(new).text


def test_a_reduced_scope_is_said(world, certificate):
    codes = [unit["code"] for unit in certificate.snapshot["units"]]
    new = act(world, certificate, "reduce_scope", keep=codes[:1])
    assert "ruang lingkupnya berubah" in page_of(certificate).text
    assert codes[1] not in page_of(new).text


def test_it_names_its_place_in_the_register(certificate):
    entry, text = RegisterEntry.objects.get(), page_of(certificate).text
    assert f"Nomor {entry.number}" in text and entry.digest in text


def test_whoever_reads_english_reads_english(certificate):
    answer = page_of(certificate, headers={"accept-language": "en"})
    assert '<html lang="en"' in answer.text


# --- never stale ------------------------------------------------------------------------------------
def test_a_kept_page_is_asked_for_anew_after_an_act_only(world, certificate, client):
    etag = page_of(certificate, client)["ETag"]
    again = page_of(certificate, client, headers={"if-none-match": etag})
    assert (again.status_code, again["Cache-Control"], again["ETag"]) == (304, "private, no-cache", etag)
    act(world, certificate, "suspend")
    assert page_of(certificate, client, headers={"if-none-match": etag}).status_code == 200


def test_a_kept_page_does_not_survive_the_night(certificate, client):
    etag = page_of(certificate, client)["ETag"]
    with time_machine.travel(certificate.issued_on + timedelta(days=2)):
        assert page_of(certificate, client, headers={"if-none-match": etag}).status_code == 200


def test_a_successor_reaches_the_kept_page_of_the_one_before(world, certificate, client):
    etag = page_of(certificate, client)["ETag"]
    act(world, certificate, "replace", occasion="damage")
    assert page_of(certificate, client, headers={"if-none-match": etag}).status_code == 200


# --- guessing ---------------------------------------------------------------------------------------
def queries_of(address, *args):
    with CaptureQueriesContext(connection) as queries:
        Client().get(address, *args)
    return [re.sub(r"'[^']*'|\b\d+\b", "?", query["sql"]) for query in queries]


def test_known_and_unknown_cost_the_same_queries(certificate):
    page_of(certificate)
    unknown = reverse("verify_show", args=["A" * 32])
    assert queries_of(reverse("verify_show", args=[certificate.token])) == queries_of(unknown)
    numbers = [queries_of(reverse("verify_search"), {"number": n}) for n in (certificate.number, "62090 0000")]
    assert numbers[0] == numbers[1] and len(numbers[0]) == 2


def test_who_guesses_tokens_is_told_404_and_then_to_wait(db, settings):
    settings.PUBLIC_LIMITS = settings.PUBLIC_LIMITS | {"check": 400, "unknown": 5}
    with time_machine.travel("2026-11-22 10:00:30", tick=False):
        addresses = [reverse("verify_show", args=[f"{n:032d}"]) for n in range(300)]
        answers = [Client().get(address).status_code for address in addresses]
    assert answers == [404] * 5 + [429] * 295


def test_a_flood_is_asked_to_wait_and_a_minute_later_let_in(certificate, settings):
    settings.PUBLIC_LIMITS = settings.PUBLIC_LIMITS | {"check": 10}
    with time_machine.travel("2026-11-22 10:00:30", tick=False) as clock:
        answers = [page_of(certificate) for _ in range(300)]
        assert [answer.status_code for answer in answers] == [200] * 10 + [429] * 290
        assert answers[-1]["Retry-After"] == "30" and "Tunggu 30 detik" in answers[-1].text
        clock.shift(30)
        assert page_of(certificate).status_code == 200


@pytest.mark.parametrize(("proxies", "last"), [(0, 429), (1, 429), (2, 200)])
def test_the_address_is_what_a_trusted_proxy_says(certificate, settings, proxies, last):
    """A client may claim any address: with one proxy only the last entry counts, which the proxy wrote."""
    settings.PUBLIC_LIMITS = settings.PUBLIC_LIMITS | {"check": 3}
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    claims = [{"x-forwarded-for": f"10.0.0.{n}, 203.0.113.7"} for n in range(4)]
    with time_machine.travel("2026-11-22 10:00:30", tick=False):
        answers = [page_of(certificate, headers=claim).status_code for claim in claims]
    assert answers == [200, 200, 200, last]


def test_one_address_does_not_wait_for_another(certificate, settings):
    settings.PUBLIC_LIMITS = settings.PUBLIC_LIMITS | {"check": 1}
    with time_machine.travel("2026-11-22 10:00:30", tick=False):
        answers = [page_of(certificate, REMOTE_ADDR=f"203.0.113.{n}").status_code for n in (1, 1, 2)]
        sixes = [page_of(certificate, REMOTE_ADDR=f"2001:db8:0:{n}::5").status_code for n in (1, 1, 2)]
        mapped = [page_of(certificate, REMOTE_ADDR=f"::ffff:203.0.114.{n}").status_code for n in (1, 1, 2)]
    assert answers == sixes == mapped == [200, 429, 200]
