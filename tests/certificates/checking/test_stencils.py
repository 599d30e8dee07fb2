"""The check page is kept and filled in: it says to the letter what the template would say, of this certificate only."""

import re
from itertools import product

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.models import CertificationBody, Person
from certificates.acts import operations as acts
from certificates.checking import stencils

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


@pytest.fixture(autouse=True)
def kept(settings):
    settings.STENCIL_SECONDS = 30
    stencils.forget()
    yield
    stencils.forget()


@pytest.fixture
def certificate(world):
    return world.certificate()


def text_of(address, *, by_template=False, language="id"):
    """The page for a stranger. With a session, though an invented one, the template is drawn for this reader."""
    client = Client(headers={"accept-language": language})
    if by_template:
        client.cookies["sessionid"] = "unknown"
    return TOKEN.sub("", client.get(address).text)


def page_of(certificate):
    return reverse("verify_show", args=[certificate.token])


def act(world, certificate, name):
    said = {"certificate": certificate, "on": world.today, "reason": "100% < 101%"}
    if name == "replace":
        acts.replace(**said, by=world.ratna, occasion="damage")
    elif name:
        getattr(acts, name)(**said, by=world.komang)


@pytest.mark.parametrize("name", ["", "suspend", "withdraw", "replace"])
def test_a_kept_page_is_what_the_template_says(world, name):
    Person.objects.filter(pk=world.siti_candidate.person_id).update(name="Siti <b> 100%s & 'Co'")
    certificate = world.certificate()
    act(world, certificate, name)
    by_number = reverse("verify_search") + f"?number={certificate.number}&x=%3Cb%3E"
    named = by_number + "&name=siti+%3Cb%3E+100%25s+%26+%27Co%27"
    addresses = page_of(certificate), by_number, named, by_number + "&name=%25%3Cb%3E%25%28holder%29s"
    for address, language in product(addresses, ("id", "en")):
        drawn = text_of(address, by_template=True, language=language)
        assert ("Siti &lt;b&gt; 100%s &amp; &#x27;Co&#x27;" in drawn) == (address in (page_of(certificate), named))
        assert [text_of(address, language=language) for _ in range(2)] == [drawn, drawn]


@pytest.mark.parametrize("address", [f"/verify/{'A' * 32}/", "/verify/?number=62090+%3Cb%3E+100%25"])
def test_so_is_the_page_of_a_number_that_is_unknown(world, address):
    drawn = text_of(address, by_template=True)
    assert "tidak ada dalam register" in drawn and "<b>" not in drawn.lower()
    assert [text_of(address) for _ in range(2)] == [drawn, drawn]


def test_one_certificate_says_nothing_of_another_that_was_asked_before(world, certificate):
    text_of(page_of(certificate))
    Person.objects.filter(pk=world.siti_candidate.person_id).update(name="Nama Lain")
    new = acts.replace(
        certificate=certificate,
        by=world.ratna,
        on=world.today,
        occasion="name_change",
        reason="Nama baru",
        proof="Akta",
    )
    text = text_of(page_of(new))
    assert text == text_of(page_of(new), by_template=True)
    for own in (certificate.holder_name, certificate.number, certificate.token):
        assert own not in text


def test_what_somebody_signed_in_sees_reaches_nobody_else(world, certificate):
    reader = Client()
    reader.force_login(world.ratna)
    assert reverse("work") in reader.get(page_of(certificate)).text
    assert reverse("work") not in text_of(page_of(certificate))


def test_a_kept_page_costs_the_one_query_known_or_not(certificate):
    for address in (page_of(certificate), f"/verify/{'A' * 32}/"):
        text_of(address)
        with CaptureQueriesContext(connection) as queries:
            text_of(address)
        assert len(queries) == 1 and "certificates_certificate" in queries[0]["sql"]


def test_the_lsp_is_called_by_its_new_name_at_once(world, certificate):
    text_of(page_of(certificate))
    body = CertificationBody.current()
    body.name = "LSP Nama Baru"
    body.save()
    assert "LSP Nama Baru" in text_of(page_of(certificate))


def test_the_form_of_a_kept_page_is_believed_the_first_time_and_the_next(certificate):
    client = Client(enforce_csrf_checks=True)
    for _visit in range(2):
        sent = {"csrfmiddlewaretoken": TOKEN.search(client.get(page_of(certificate)).text)[1], "language": "en"}
        assert client.post(reverse("set_language"), sent).status_code == 302
    assert client.post(reverse("set_language"), {"language": "en"}).status_code == 403
