"""One field finds what the reader may see, and an identity number never stays in an address."""

import pytest
from django.urls import reverse

from lsp_portal.search.searching import search

pytestmark = pytest.mark.postgresql


def found(user, text):
    return {str(group.label): [hit.title for hit in group.hits] for group in search(user, text)}


@pytest.fixture
def look(client):
    def request(who, q=None, method="get"):
        if who:
            client.force_login(who)
        return getattr(client, method)(reverse("search"), {} if q is None else {"q": q})

    return request


def test_admin_finds_every_kind(world):
    certificate = world.certificate()
    assert found(world.ratna, "siti wulan") == {
        "Asesi": ["Siti Rahma Wulandari"],
        "Sertifikat": [certificate.number],
    }
    assert found(world.ratna, "bima") == {"Asesor": ["Bima Prasetya"]}
    assert found(world.ratna, "junior kampus") == {"Jadwal uji": ["Pemrogram Junior"]}
    assert found(world.ratna, "SKM/BNSP") == {"Jadwal uji": ["Pemrogram Junior"], "Skema": ["Pemrogram Junior"]}
    assert found(world.ratna, certificate.registration_number)["Sertifikat"] == [certificate.number]


@pytest.mark.parametrize(
    "change", [lambda n: n.replace(" ", ""), lambda n: n.replace(" ", "–"), lambda n: f"No. Reg. {n}.", str.lower,
               lambda n: f"\u202a{n}\u202c", lambda n: "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in n)],
)  # fmt: skip
def test_a_certificate_is_found_by_either_number_however_typed(world, client, change):
    certificate = world.certificate()
    client.force_login(world.ratna)
    for number in (certificate.number, certificate.registration_number):
        assert found(world.ratna, change(number))["Sertifikat"] == [certificate.number]
        assert certificate.number in client.get(reverse("certificate_list"), {"q": change(number)}).text
        other = number[:-6] + str((int(number[-6]) + 3) % 10) + number[-5:]
        assert "Sertifikat" not in found(world.ratna, change(other))


def test_each_finds_only_what_he_may_see(world):
    certificate = world.certificate()
    assert found(world.bima, "siti") == {"Asesi": ["Siti Rahma Wulandari"]}
    decided = {"Keputusan": ["Siti Rahma Wulandari"], "Sertifikat": [certificate.number]}
    assert found(world.komang, "siti") == decided
    assert found(world.siti, certificate.number) == {"Sertifikat": [certificate.number]}
    for stranger in (world.sekar, world.yohanes, world.tamu):
        assert found(stranger, "siti") == {}
        assert found(stranger, certificate.number) == {}
        assert found(stranger, "bima") == {}


def test_every_address_found_opens(world, client):
    world.certificate()
    for who in (world.ratna, world.bima, world.komang, world.siti):
        client.force_login(who)
        for text in ("siti", "junior", "bima", "2026", "LSP"):
            for group in search(who, text):
                assert [client.get(hit.url).status_code for hit in group.hits] == [200] * len(group.hits), group.label


def test_drafts_are_for_admins(world):
    world.draft(title="Konsep Rahasia")
    assert found(world.ratna, "rahasia") == {"Skema": ["Konsep Rahasia"]}
    assert found(world.siti, "rahasia") == {}


def test_eight_of_a_kind_and_the_way_to_the_rest(world):
    for n in range(9):
        world.candidate(f"Dewi {n}")
    (group,) = search(world.ratna, "dewi")
    assert (len(group.hits), group.all_url) == (8, reverse("candidate_list") + "?q=dewi")


@pytest.mark.parametrize("number", ["3273014101990001", "3273 0141 0199 0001", "327301410199000"])
def test_an_identity_number_is_sent_off(world, look, number):
    assert look(world.ratna, number).url == reverse("candidate_find")
    assert look(world.siti, number).url == reverse("search")


def test_the_begin_of_a_certificate_number_is_no_identity(world, look):
    assert look(world.ratna, "62090 2513 0000001").status_code == 200


@pytest.mark.parametrize("text", [None, "", "a", "\x00\x00", "%' OR 1=1 --", "x" * 5000, "ꦱꦶꦠꦶ"])
def test_any_text_is_answered(world, look, text):
    assert look(world.ratna, text).status_code == 200


def test_visitors_sign_in_and_nobody_posts(world, look):
    assert look(None, "siti").status_code == 302
    assert look(world.ratna, "siti", method="post").status_code == 405


@pytest.mark.parametrize("rows", [1, 30])
def test_a_search_costs_the_same_whatever_it_finds(world, client, django_assert_num_queries, rows):
    for n in range(rows):
        world.candidate(f"Dewi {n}")
        world.assessor(f"Dewi Asesor {n}", f"MET.000.{n:06d} 2024")
    client.force_login(world.ratna)
    with django_assert_num_queries(9):
        client.get(reverse("search"), {"q": "dewi"})
