"""What is Siti's stays Siti's: her identity number is on no page of anybody else's, and nothing of hers in the logs."""

import logging
from datetime import date
from urllib.parse import urlsplit

import pytest
from django.urls import resolve, reverse

from assessments.sessions.operations import sessions
from tests.world import PENDING, K

from .reader import Page, Reader

NIK = "9910124507990031"
SECRETS = {
    "identity": NIK,
    "identity in groups": "991012 450799 0031",
    "telephone": "0812-5550-1234",
    "address": "Jalan Rahasia Nomor 77",
    "mail": "siti.rahma@example.org",
    "birth": "5 Juli 1999",
}
MOST_OF_A_KIND = 3  # pages of one url name


@pytest.fixture
def told(world):
    """Siti with everything the LSP knows of her, two attempts and a certificate."""
    person = world.siti_candidate.person
    person.identity_number, person.phone, person.address = NIK, SECRETS["telephone"], SECRETS["address"]
    person.email, person.birth_date, person.sex = SECRETS["mail"], date(1999, 7, 5), "P"
    person.save()
    world.siti_certificate = world.certificate()
    another = world.plan(starts_at=world.at(17), ends_at=world.at(19))
    sessions.assign(by=world.ratna, on=world.today, session=another, assessor=world.bima_assessor)
    world.siti_again = world.enrol(session=another)
    world.start(another)
    world.record(world.siti_again, K, PENDING)
    return world


def addresses_of_siti(world):
    """Every page about her, whether or not a link leads there."""
    about = {"candidate_show": world.siti_candidate.pk, "candidate_edit": world.siti_candidate.pk}
    about |= {"certificate_show": world.siti_certificate.pk, "verify_show": world.siti_certificate.token}
    addresses = [reverse(name, args=[key]) for name, key in about.items()]
    for name in (
        "assessment_show",
        "assessment_record",
        "assessment_decide",
        "assessment_cancel",
        "own_assessment_show",
    ):
        addresses += [reverse(name, args=[attempt.pk]) for attempt in (world.assessment, world.siti_again)]
    return addresses


def walk(reader, *starts):
    """Every page that links lead to, a few of each kind."""
    waiting, seen, kinds = list(starts), set(), {}
    while waiting:
        address = waiting.pop(0)
        kind = resolve(urlsplit(address).path).url_name
        kinds[kind] = kinds.get(kind, 0) + 1
        if address in seen or kinds[kind] > MOST_OF_A_KIND:
            continue
        seen.add(address)
        yield address, reader.open(address).text
        links = [link for link in Page(reader.text).links if link.startswith("/") and not link.startswith("/static/")]
        waiting += [link.split("#")[0] for link in links]


# An admin reads all of it; Siti her own, and her assessor what the work needs, both with the number masked.
FACTS = {"telephone", "address", "mail", "birth"}
MEETS = {"ratna": set(SECRETS), "siti": FACTS, "bima": FACTS}


def test_nobody_reads_what_is_not_for_him(told):
    for who, account in told.everybody():
        for address, text in walk(Reader(account), *addresses_of_siti(told), reverse("home"), reverse("work")):
            found = {name for name, secret in SECRETS.items() if secret in text}
            assert found <= MEETS.get(who, set()), f"{who} reads {found} on {address}"


def test_the_identity_number_is_in_no_address(told):
    pages = [text for _address, text in walk(Reader(told.ratna), *addresses_of_siti(told), reverse("work"))]
    assert any(NIK in text for text in pages)
    assert not any(NIK in link for text in pages for link in Page(text).links)


def test_the_logs_know_nobody(told, caplog):
    caplog.set_level(logging.DEBUG)
    admin = Reader(told.ratna)
    admin.open(reverse("candidate_create")).send(
        name="Siti Rahma Wulandari", identity_number=NIK, phone="0812-5550-1234"
    )
    assert admin.status == 422
    admin.open(reverse("candidate_find")).send(identity_number=NIK)
    Reader(told.sekar).open(reverse("candidate_show", args=[told.siti_candidate.pk]))
    Reader().open(reverse("account_login")).send(login="siti.rahma@example.org", password="salah")
    assert "Unprocessable" in caplog.text
    assert not [name for name, secret in {**SECRETS, "name": "Siti Rahma"}.items() if secret in caplog.text]
