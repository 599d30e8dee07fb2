"""One pattern for a series and a day; a wrong one that was never used is thrown away, one that was stays."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from assessments.models import Event
from certificates.models import NumberPattern
from certificates.numbers.operations import discard_pattern, set_pattern, void_serials
from tests.certificates.numbers.test_numbers import a_pattern, refused

pytestmark = pytest.mark.postgresql


def in_force(world):
    return NumberPattern.objects.in_force("certificate", world.today + timedelta(days=1))


def test_a_second_pattern_for_the_day_is_refused_in_words(world, client):
    client.force_login(world.ratna)
    day = (world.today + timedelta(days=1)).isoformat()
    sent = {"series": "certificate", "restart": "never", "valid_from": day, "pattern": "NK {serial:5}"}
    assert client.post(reverse("number_pattern"), sent).status_code == 302
    again = client.post(reverse("number_pattern"), sent | {"pattern": "NK {serial:6}"})
    assert again.status_code == 422 and "Sudah ada pola untuk tanggal itu." in again.text
    assert client.post(reverse("number_pattern"), sent | {"series": "registration"}).status_code == 302


def test_a_wrong_pattern_is_thrown_away_and_its_day_is_free(world):
    before = in_force(world)
    wrong = set_pattern(**a_pattern(world))
    assert in_force(world) == wrong
    discard_pattern(pattern=wrong, by=world.ratna, on=world.today)
    assert in_force(world) == before
    assert Event.objects.filter(verb="discarded").get().data["name"] == wrong.pattern
    assert set_pattern(**a_pattern(world))
    refused("gone", discard_pattern, pattern=wrong, by=world.ratna, on=world.today)


def test_one_that_was_used_stays(world):
    pattern = in_force(world)
    world.certificate()
    refused("pattern_used", discard_pattern, pattern=pattern, by=world.ratna, on=world.today)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM certificates_numberpattern")


def test_the_database_lets_none_be_changed_or_put_in_the_place_of_another(world):
    for sql in (
        "UPDATE certificates_numberpattern SET pattern = 'x {serial:5}'",
        "INSERT INTO certificates_numberpattern (series, pattern, classification, restart, valid_from, created_at)"
        " SELECT series, 'x {serial:5}', '', restart, valid_from, created_at FROM certificates_numberpattern",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_those_before_and_after_it_must_be_able_to_follow(world):
    january, july = date(world.today.year + 1, 1, 1), date(world.today.year + 1, 7, 1)
    yearly = {"restart": "yearly", "pattern": "{serial:7} {year}"}
    between = set_pattern(**a_pattern(world, valid_from=january, **yearly))
    set_pattern(**a_pattern(world, valid_from=july, **yearly))
    void_serials(series="certificate", upto=9, reason="Kertas", by=world.ratna, on=world.today)
    refused("restart_midyear", discard_pattern, pattern=between, by=world.ratna, on=world.today)
    assert NumberPattern.objects.filter(pk=between.pk).exists()


def test_only_an_admin_throws_one_away(world):
    for account in (world.komang, world.bima, world.siti):
        with pytest.raises(PermissionDenied):
            discard_pattern(pattern=in_force(world), by=account, on=world.today)


def test_the_page_offers_only_what_can_go(world, client):
    world.certificate()
    wrong = set_pattern(**a_pattern(world))
    used = NumberPattern.objects.in_force("certificate", world.today)
    client.force_login(world.ratna)
    address, of_used = (reverse("pattern_discard", args=[each.pk]) for each in (wrong, used))
    page = client.get(reverse("number_show")).text
    assert address in page and of_used not in page
    page = client.get(address).text
    assert wrong.pattern in page and "Kembali" in page
    refusal = client.post(of_used)
    assert refusal.status_code == 422 and "sudah dipakai" in refusal.text
    assert client.post(address).status_code == 302 and not NumberPattern.objects.filter(pk=wrong.pk).exists()
    assert client.post(address).status_code == 404


def test_serials_of_the_other_number_hold_up_no_pattern(world):
    """Only serials of the same number can become twins."""
    void_serials(series="registration", upto=9, reason="Kertas", by=world.ratna, on=world.today)
    july = date(world.today.year + 1, 7, 1)
    assert set_pattern(**a_pattern(world, valid_from=july, restart="yearly", pattern="{serial:7} {year}")).pk
