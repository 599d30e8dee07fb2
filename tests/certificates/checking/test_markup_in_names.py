"""A name that is written as markup stays a name, wherever a certificate is checked."""

import pytest
from django.test import Client
from django.urls import reverse

from assessments.models import Person

NAME = "<script>alert(1)</script>"


@pytest.fixture
def certificate(world):
    Person.objects.filter(pk=world.siti_candidate.person_id).update(name=NAME)
    return world.certificate()


def test_it_is_data_of_the_api(certificate):
    answer = Client().get(reverse("api:verify_token", args=[certificate.token]))
    assert answer.json()["holder"] == NAME
    assert answer["Content-Type"].startswith("application/json") and answer["X-Content-Type-Options"] == "nosniff"


def test_it_is_text_on_the_pages(certificate):
    asked = {"number": certificate.number, "name": NAME}
    page = Client().get(reverse("verify_show", args=[certificate.token]))
    text = page.text + Client().get(reverse("verify_search"), asked).text
    assert "<script>alert" not in text and text.count("&lt;script&gt;alert") >= 4
