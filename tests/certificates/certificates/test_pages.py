"""The register, issuing, the file and the public check, as their readers meet them."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.models import Assessment, Candidate, Person
from certificates.models import Certificate, CertificateFile
from tests.assessments.ties.test_ties import related
from tests.guarding import no_guards


@pytest.fixture
def certificate(world):
    return world.certificate()


def url(name, *args):
    return reverse(name, args=args)


def test_an_admin_confirms_and_issues(world, client):
    assert world.body
    assessment = world.granted()
    client.force_login(world.ratna)
    question = client.get(url("certificate_issue", assessment.pk))
    assert "Siti Rahma Wulandari" in question.content.decode()
    answer = client.post(url("certificate_issue", assessment.pk))
    assert answer.url == Certificate.objects.get().get_absolute_url()


def test_a_double_click_leads_to_the_one_certificate(world, client, certificate):
    client.force_login(world.ratna)
    answer = client.post(url("certificate_issue", certificate.assessment_id))
    assert answer.url == certificate.get_absolute_url()
    assert Certificate.objects.count() == 1


def test_issuing_too_early_says_why(world, client):
    assert world.body
    assessment = world.judged()
    client.force_login(world.ratna)
    answer = client.post(url("certificate_issue", assessment.pk))
    assert answer.status_code == 422
    assert "belum diberikan" in answer.content.decode()
    assert not Certificate.objects.exists()


def test_the_page_says_at_once_what_stands_in_the_way(world, client):
    """A tie was recorded after the grant: nothing is offered that would be refused."""
    assert world.body
    assessment = world.granted()
    related(world.bima_assessor.person, world.siti_candidate.person)
    client.force_login(world.ratna)
    page = client.get(url("certificate_issue", assessment.pk))
    assert page.status_code == 200
    assert "belum dapat diterbitkan" in page.content.decode()
    assert "data-once" not in page.content.decode().split("<main", 1)[1]


def test_only_an_admin_issues(world, client, certificate):
    for account in (world.komang, world.bima, world.siti, world.tamu):
        client.force_login(account)
        assert client.post(url("certificate_issue", certificate.assessment_id)).status_code == 403


def test_the_file_is_served_byte_for_byte(world, client, certificate):
    stored = bytes(CertificateFile.objects.get().content)
    for account in (world.ratna, world.siti):
        client.force_login(account)
        answer = client.get(url("certificate_download", certificate.pk))
        assert answer.content == stored
        assert answer["Content-Type"] == "application/pdf"


def test_nobody_else_sees_the_file_or_the_record(world, client, certificate):
    for account in (world.yohanes, world.bima, world.tamu):
        client.force_login(account)
        assert client.get(url("certificate_download", certificate.pk)).status_code == 404
        assert client.get(url("certificate_show", certificate.pk)).status_code == 404


def test_the_record_refuses_a_post(world, client, certificate):
    client.force_login(world.ratna)
    for name in ("certificate_show", "certificate_download"):
        assert client.post(url(name, certificate.pk)).status_code == 405


def test_anybody_checks_by_token(client, certificate):
    page = client.get(url("verify_show", certificate.token))
    text = page.content.decode()
    assert page.status_code == 200
    for words in ("Siti Rahma Wulandari", certificate.number, "J.620100.003.02", "Pemrogram Junior", "berlaku"):
        assert words in text


@pytest.mark.parametrize("number", ["number", "registration_number"])
def test_anybody_checks_by_number_however_spaced(client, certificate, number):
    typed = "  " + getattr(certificate, number).lower().replace(" ", "   ") + " "
    assert certificate.number in client.get(url("verify_search"), {"number": typed}).text
    asked = {"number": typed, "name": certificate.holder_name.lower()}
    assert certificate.holder_name in client.get(url("verify_search"), asked).text


def test_the_public_page_says_nothing_more(world, client):
    person = world.siti_candidate.person
    person.identity_number, person.phone, person.address = "9901014501990001", "08110001", "Jalan Rahasia 9"
    person.save()
    text = client.get(url("verify_show", world.certificate().token)).content.decode()
    for secret in ("9901014501990001", "08110001", "Rahasia", "siti@example.org", "Bima", "Ratna", "Komang"):
        assert secret not in text


@pytest.mark.parametrize(
    "path",
    [
        "/verify/" + "A" * 32 + "/",
        "/verify/short/",
        "/verify/" + "A" * 31 + "%00/",
        "/verify/%2e%2e%2f" + "A" * 20 + "/",
        "/verify/" + "é" * 32 + "/",
        "/verify/'%20OR%201=1%20--%20AAAAAAAAAAAAAAAA/",
        "/verify/" + "A" * 5000 + "/",
        "/verify/?number=99999",
        "/verify/?number=%00",
        "/verify/?number=" + "9" * 3000,
        "/verify/?number=<script>",
    ],
)
def test_an_unknown_token_or_number_is_404(client, db, path):
    answer = client.get(path)
    assert answer.status_code in (404, 200 if path.endswith("=%00") else 404)
    assert b"<script>alert" not in answer.content


def register_copies(certificate, world, count):
    """More rows without the way there: the guards stand aside for this test's transaction only."""
    with no_guards():
        for n in range(count):
            person = Person.objects.create(name=f"Pemegang {n}")
            assessment = Assessment.objects.create(
                session=world.session, assessor=world.bima_assessor, candidate=Candidate.objects.create(person=person)
            )
            certificate.pk, certificate.assessment = None, assessment
            certificate.number = certificate.registration_number = certificate.token = f"salinan {n}"
            certificate.status_index = 1000 + n
            certificate.save(force_insert=True)


@pytest.mark.parametrize("more", [0, 29])
def test_the_list_costs_the_same_for_one_and_for_thirty(world, client, certificate, more):
    register_copies(certificate, world, more)
    client.force_login(world.ratna)
    with CaptureQueriesContext(connection) as queries:
        client.get(url("certificate_list"))
    assert len(queries) == 6


def test_the_list_finds_by_name_and_standing(world, client, certificate):
    client.force_login(world.ratna)
    assert "Siti" in client.get(url("certificate_list"), {"q": "siti rahma", "standing": "valid"}).content.decode()
    assert "Siti" not in client.get(url("certificate_list"), {"standing": "expired"}).content.decode()
    assert client.get(url("certificate_list"), {"standing": "nonsense", "page": "x", "sort": "y"}).status_code == 200


@pytest.mark.parametrize(
    ("days", "who", "said"),
    [
        (-30, "ratna", "daftarkan pemegangnya pada jadwal uji"),
        (-30, "komang", "Diperpanjang bila pemegangnya lulus"),
        (-30, "siti", "Untuk memperpanjang, ikuti uji kompetensi"),
        (1, "ratna", "Pemegangnya bersertifikat lagi"),
        (1, "siti", "Untuk bersertifikat lagi, ikuti uji kompetensi"),
    ],
)
def test_a_certificate_near_or_past_its_end_says_what_comes_next(world, client, certificate, days, who, said):
    with time_machine.travel(certificate.expires_on + timedelta(days=days)):
        client.force_login(getattr(world, who))
        assert said in client.get(certificate.get_absolute_url()).text


def test_a_certificate_in_its_middle_says_nothing_of_its_end(world, client, certificate):
    client.force_login(world.siti)
    page = client.get(certificate.get_absolute_url()).text
    assert "segera berakhir" not in page and "kedaluwarsa" not in page
