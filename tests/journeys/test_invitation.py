"""A candidate gets an account: registered, invited, the link from the mail, and then the own case."""

import re

from django.core import mail
from django.urls import reverse

from assessments.models import Candidate
from tests.world import World

from .reader import Reader

DEWI = {
    "name": "Dewi Lestari",
    "identity_number": "99.10.12.45.07.99.0031",
    "birth_date": "1999-07-05",
    "sex": "P",
    "email": "dewi@example.org",
}
PASSWORD = "kopi-tubruk-pagi-9"


def register_and_invite(world: World) -> Candidate:
    """By the admin's forms; the invitation starts from the candidate's record."""
    admin = Reader(world.ratna)
    admin.open(reverse("candidate_create")).send(**DEWI)
    candidate = Candidate.objects.get(person__name="Dewi Lestari")
    admin.open(admin.address).follow("/invite/").send(email="dewi@example.org")
    return candidate


def link_in_the_mail() -> str:
    return re.search(r"http://[^/\s]+(/\S+/accept/)", mail.outbox[-1].body)[1]


def test_from_registration_to_the_own_case(world):
    dewi = register_and_invite(world)
    case = world.enrol(dewi)
    link = link_in_the_mail()
    guest = Reader()
    guest.open(link).send(username="dewi.lestari", password=PASSWORD, repeated=PASSWORD)
    assert guest.address == reverse("work")
    assert "Pemrogram Junior" in guest.open(reverse("own_assessment_list")).text
    assert "Terdaftar" in guest.open(reverse("own_assessment_show", args=[case.pk])).text
    assert Reader().open(link).status == 404

    returning = Reader()
    returning.open(reverse("account_login")).send(login="dewi.lestari", password=PASSWORD)
    assert returning.address == reverse("work")


def test_a_candidate_invited_sees_nobody_elses_case(world):
    register_and_invite(world)
    link = link_in_the_mail()
    guest = Reader()
    guest.open(link).send(username="dewi.lestari", password=PASSWORD, repeated=PASSWORD)
    assert guest.open(reverse("own_assessment_show", args=[world.assessment.pk])).status == 404
