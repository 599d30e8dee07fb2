"""A status that somebody wrote past the portal: nobody may rely on it, and it keeps no reader from all the others."""

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from certificates.auditing import audit
from certificates.credentials.status_lists import REVOCATION, SUSPENSION, places_set
from certificates.models import Certificate, Standing
from certificates.offline.listing import statement
from tests.guarding import write_status

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="the statement that lets it in is SQLite's")


@pytest.fixture
def certificate(world):
    certificate = world.certificate()
    write_status(Certificate, "zzz")
    certificate.refresh_from_db()
    return certificate


def test_nobody_may_rely_on_it(client, certificate):
    assert certificate.standing == Standing.SUSPENDED
    for address in (
        reverse("verify_show", args=[certificate.token]),
        f"{reverse('verify_search')}?number={certificate.number}",
    ):
        assert "sedang dibekukan" in client.get(address).text
    assert client.get(reverse("api:verify_token", args=[certificate.token])).json()["standing"] == "suspended"


def test_the_lists_of_all_certificates_are_there_and_name_it(certificate):
    index = certificate.status_index
    assert statement(newest=1, keys=[], at=timezone.now())["suspended"] == [index]
    assert (places_set(SUSPENSION, 0), places_set(REVOCATION, 0)) == ([index], [])


def test_its_record_is_shown_without_an_act_and_the_audit_names_it(client, world, certificate):
    client.force_login(world.komang)
    page = client.get(reverse("certificate_show", args=[certificate.pk]))
    assert page.status_code == 200 and not page.context["acts"]
    assert [found.problem for found in audit() if "zzz" in found.problem]
