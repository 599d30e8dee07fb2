"""The dated, signed list of certificates not in force, and the pages that bring it to a device."""

import json
import re
from datetime import timedelta

import pytest
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from joserfc import jws
from joserfc.jwk import OKPKey

from certificates.acts.operations import reinstate, suspend, withdraw
from certificates.keys.keys import make_key
from certificates.models import Certificate, SigningKey
from certificates.offline import read_payload
from certificates.offline.listing import offline_list


@pytest.fixture
def said(client, sealed):
    """What the published list says now, its signature checked by a library that is not ours."""

    def ask():
        signed = json.loads(client.get(reverse("verify_offline_list")).content)
        compact = ".".join(signed[part] for part in ("protected", "payload", "signature"))
        key = OKPKey.import_key({name: sealed.qr.public_jwk[name] for name in ("kty", "crv", "x")})
        return json.loads(jws.deserialize_compact(compact, key, algorithms=["Ed25519"]).payload)

    return ask


def act(operation, certificate, world):
    operation(certificate=certificate, by=world.komang, on=world.today, reason="Menunggu klarifikasi.")


def places(list_):
    return {status: list_[status] for status in ("suspended", "withdrawn", "replaced")}


def test_the_list_follows_every_act(world, said):
    certificate = world.certificate()
    index, nowhere = certificate.status_index, {"suspended": [], "withdrawn": [], "replaced": []}
    assert places(said()) == nowhere
    act(suspend, certificate, world)
    assert places(said()) == nowhere | {"suspended": [index]}
    act(reinstate, certificate, world)
    assert places(said()) == nowhere
    act(withdraw, certificate, world)
    assert places(said()) == nowhere | {"withdrawn": [index]}


def test_the_list_says_how_far_it_reaches(world, said):
    assert said()["issued"] == 0
    certificate = world.certificate()
    assert said()["issued"] == certificate.status_index + 1
    assert said()["register_entry"] == certificate.entries.get().number


def test_the_list_says_when_it_was_made_and_until_when_it_holds(said):
    made, until = said()["made_at"], said()["good_until"]
    moment = "%Y-%m-%dT%H:%M:%S%z"
    span = timezone.datetime.strptime(until, moment) - timezone.datetime.strptime(made, moment)
    assert span == timedelta(days=7)
    assert made.endswith("Z")


def test_a_retired_key_stays_published_with_its_last_day(sealed, said):
    before = sealed.qr
    SigningKey.objects.filter(pk=before.pk).update(retired_at=timezone.now())
    sealed.qr = make_key("qr", years=1, at=timezone.now())
    days = {key["kid"]: key["last_day"] for key in said()["keys"]}
    assert days[before.key_id] == timezone.localdate().isoformat()
    assert days[sealed.qr.key_id] > timezone.localdate().isoformat()


def test_the_list_is_made_once_and_then_kept(world, sealed, django_assert_num_queries):
    world.certificate()
    now = timezone.now()
    first = offline_list(now)
    with django_assert_num_queries(3):  # the key, the keys, the newest entry; no certificate is read
        assert offline_list(now) == first
    cache.clear()
    assert offline_list(now + timedelta(hours=1)) != first


def test_without_a_usable_key_there_is_no_list(client, sealed):
    SigningKey.objects.filter(purpose="qr").update(retired_at=timezone.now())
    answer = client.get(reverse("verify_offline_list"))
    assert (answer.status_code, answer.json()) == (503, {"error": "key_missing"})


def test_the_code_of_an_issued_certificate_names_its_place(world, sealed, settings):
    settings.OFFLINE_QR = True
    certificate = world.certificate()
    claims = read_payload(certificate.snapshot["verify_url"])
    assert (claims.number, claims.status_index) == (certificate.number, certificate.status_index)
    assert claims.expires_on == Certificate.objects.get().expires_on


def test_the_worker_keeps_every_file_the_page_names(client, db):
    script = client.get(reverse("verify_worker"))
    assert script["Content-Type"] == "text/javascript"
    kept = json.loads(re.search(r"self\.OFFLINE = (.*);", script.text)[1])
    assert {"/static/vendor/noble/ed25519.js", "/static/js/offline.js", "/static/css/tokens.css"} <= set(kept["assets"])
    assert all(finders.find(address.removeprefix("/static/")) for address in kept["assets"])
    assert all(client.get(page).status_code == 200 for page in kept["pages"].values())


@pytest.mark.parametrize(("asked", "told"), [("id", "id"), ("en", "en"), ("xx", "id"), ("", "id")])
def test_the_page_speaks_the_language_asked_for(client, db, asked, told):
    assert f'<html lang="{told}"' in client.get(reverse("verify_offline"), {"language": asked}).text


def test_the_page_is_the_same_for_everybody(client, world):
    page = client.get(reverse("verify_offline")).text
    client.force_login(world.ratna)
    assert client.get(reverse("verify_offline")).text == page
    assert "csrf" not in page


@pytest.mark.parametrize("kept", [True, False])
def test_the_check_offers_itself_for_keeping_where_codes_are_signed(client, world, settings, kept):
    settings.OFFLINE_QR = False
    certificate = world.certificate()
    settings.OFFLINE_QR = kept
    for address in (reverse("verify_search"), reverse("verify_show", args=[certificate.token])):
        assert (f'data-worker="{reverse("verify_worker")}"' in client.get(address).text) == kept
