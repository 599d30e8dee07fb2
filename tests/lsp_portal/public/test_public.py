"""The pages anybody may read, with an LSP that has just begun and with one at work."""

import pytest
from django.urls import reverse

from assessments.models import Definition, LegalBasis, Scheme

pytestmark = pytest.mark.django_db
PAGES = ["home", "how_it_works", "legal_basis", "catalogue_list", "code_show"]


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_reads_it_before_anything_is_filled_in(client, name):
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_it_cannot_be_written_to(client, name):
    response = client.post(reverse(name))
    assert response.status_code == 405
    assert "Cara itu tidak dapat dipakai" in response.content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_it_names_itself_when_shared_and_needs_no_script(client, world, name):
    assert world.body
    page = client.get(reverse(name)).content.decode()
    assert "LSP Uji Coba</title>" in page
    assert '<meta property="og:title"' in page
    assert "<script" not in page


def test_home_says_who_what_and_on_which_law(client, world):
    assert world.body
    version = world.version
    page = client.get(reverse("home")).content.decode()
    assert "BNSP-LSP-1565-ID" in page
    assert version.title in page
    assert all(basis.citation in page for basis in LegalBasis.objects.all())
    assert all(definition.text in page for definition in Definition.objects.all())


def test_home_costs_the_same_with_one_scheme_and_with_many(client, world, django_assert_num_queries):
    assert world.body
    for number in range(12):
        world.in_force(world.draft(units=1, scheme=Scheme.objects.create(number=f"SKM-{number}")))
        with django_assert_num_queries(4):
            client.get(reverse("home"))


def test_the_legal_basis_tells_status_and_note(client):
    page = client.get(reverse("legal_basis")).content.decode()
    assert "Berlaku dengan perubahan" in page
    assert "Undang-Undang Nomor 6 Tahun 2023" in page


def test_home_shows_the_change_of_a_law_at_once(client):
    LegalBasis.objects.filter(position=1).update(citation="Undang-Undang Ketenagakerjaan yang baru")
    assert "Undang-Undang Ketenagakerjaan yang baru" in client.get(reverse("home")).content.decode()


def test_the_language_is_a_choice_of_the_reader(client):
    client.post(reverse("set_language"), {"language": "en", "next": reverse("home")})
    assert '<html lang="en">' in client.get(reverse("home")).content.decode()
