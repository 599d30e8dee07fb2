"""The keys' records, for admins."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.models import Event
from certificates.keys.keys import make_key
from certificates.keys.operations import retire_key
from certificates.models import SigningKey
from kit.errors import RuleError


@pytest.fixture
def admin(client, world):
    client.force_login(world.ratna)
    return client


def retire(client, key, reason="Kata sandinya bocor."):
    return client.post(reverse("key_retire", args=[key.pk]), {"reason": reason})


def test_the_list_tells_what_is_used_and_what_is_not(sealed, admin):
    new = make_key("seal", years=1, at=timezone.now())
    make_key("qr", years=1, at=timezone.now() + timedelta(days=9))
    make_key("qr", years=1, at=timezone.now() - timedelta(days=900))
    page = admin.get(reverse("key_list")).content.decode()
    assert new.key_id in page and sealed.seal.key_id in page
    for words in ("Dipakai", "Sudah ada yang baru", "Belum mulai", "Masa pakai habis"):
        assert words in page
    assert "bukan tanda tangan elektronik tersertifikasi" in page


def test_no_keys_yet(admin, world):
    assert "make_seal_key" in admin.get(reverse("key_list")).content.decode()


def test_a_key_shows_its_certificate_and_never_its_private_half(sealed, admin):
    page = admin.get(sealed.seal.get_absolute_url()).content.decode()
    assert "LSP Uji Coba" in page and "BEGIN CERTIFICATE" in page
    assert "PRIVATE" not in page and sealed.seal.private_pem.splitlines()[2] not in page


def test_retiring_stops_it_and_is_told(sealed, admin, world):
    response = retire(admin, sealed.seal)
    assert response.url == sealed.seal.get_absolute_url()
    sealed.seal.refresh_from_db()
    assert sealed.seal.retired_at and SigningKey.objects.current("seal", timezone.now()) is None
    event = Event.objects.about(sealed.seal).get(verb="retired")
    assert (event.actor, event.reason) == (world.ratna, "Kata sandinya bocor.")
    page = admin.get(sealed.seal.get_absolute_url()).content.decode()
    assert "Dihentikan" in page and "Hentikan kunci" not in page


def test_the_question_says_when_no_key_would_be_left(sealed, admin):
    address = reverse("key_retire", args=[sealed.seal.pk])
    assert "Tidak ada kunci lain" in admin.get(address).content.decode()
    new = make_key("seal", years=1, at=timezone.now())
    assert new.key_id in admin.get(address).content.decode()


def test_a_reason_is_asked(sealed, admin):
    assert retire(admin, sealed.seal, reason=" ").status_code == 422
    sealed.seal.refresh_from_db()
    assert sealed.seal.retired_at is None


def test_a_key_is_retired_once_with_a_reason(sealed, world):
    act = {"key": sealed.seal, "by": world.ratna}
    for reason, code in ((" ", "no_reason"), ("Bocor.", ""), ("Lagi.", "already_retired")):
        if not code:
            retire_key(**act, reason=reason)
            continue
        with pytest.raises(RuleError) as refusal:
            retire_key(**act, reason=reason)
        assert refusal.value.code == code


def test_the_page_retires_a_key_once(sealed, admin):
    retire(admin, sealed.seal)
    response = retire(admin, sealed.seal)
    assert response.status_code == 422
    assert "sudah dihentikan" in response.content.decode()
    assert Event.objects.about(sealed.seal).filter(verb="retired").count() == 1


def test_the_admins_work_begins_to_ask_for_a_new_key_in_time(sealed, admin, settings):
    settings.CREDENTIALS = settings.OFFLINE_QR = True
    assert "Kunci yang perlu diperbarui" not in admin.get(reverse("work")).content.decode()
    retire(admin, sealed.seal)
    retire(admin, sealed.qr)
    make_key("qr", years=1, at=timezone.now() - timedelta(days=340))
    page = admin.get(reverse("work")).content.decode()
    assert "Kunci yang perlu diperbarui" in page and "Tidak ada" in page and "Habis" in page


def test_a_portal_that_signs_nothing_asks_for_no_key(admin, settings):
    settings.CREDENTIALS = settings.OFFLINE_QR = False
    assert "Kunci yang perlu diperbarui" not in admin.get(reverse("work")).content.decode()


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_the_same_for_any_number_of_rows(client, world, rows, django_assert_num_queries):
    for day in range(rows):
        make_key("qr", years=1, at=timezone.now() - timedelta(days=day))
    client.force_login(world.ratna)
    client.get(reverse("key_list"))
    with django_assert_num_queries(6):
        client.get(reverse("key_list"))
