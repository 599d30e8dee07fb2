"""The public catalogue shows what is in force and nothing else."""

import pytest
from django.urls import reverse

from assessments.models import Scheme

pytestmark = pytest.mark.django_db


def test_a_scheme_in_force_is_listed_and_opens(client, world):
    address = reverse("catalogue_show", args=[world.version.pk])
    assert address in client.get(reverse("catalogue_list")).content.decode()
    page = client.get(address).content.decode()
    assert all(place.unit.code in page for place in world.version.scheme_units.all())


def test_a_draft_is_not_public(client, world):
    draft = world.draft()
    assert draft.title not in client.get(reverse("catalogue_list")).content.decode()
    assert client.get(reverse("catalogue_show", args=[draft.pk])).status_code == 404


@pytest.mark.parametrize("pk", ["0", "999999", "9" * 40])
def test_an_unknown_scheme_is_not_found(client, pk):
    assert client.get(f"/catalogue/{pk}/").status_code == 404


@pytest.mark.parametrize(
    ("text", "found"), [("pemrogram", True), ("1324", True), ("junior coder", True), ("barista", False), ("%00", False)]
)
def test_the_search_reads_title_field_and_number(client, world, text, found):
    title = world.version.title
    page = client.get(reverse("catalogue_list"), {"q": text}).content.decode()
    assert (title in page) is found


def test_a_bigger_scheme_costs_no_more_queries(client, world, django_assert_num_queries):
    small, big = world.version, world.in_force(world.draft(units=9, scheme=Scheme.objects.create(number="SKM-2")))
    assert world.body
    for version in (small, big):
        with django_assert_num_queries(9):
            client.get(reverse("catalogue_show", args=[version.pk]))
