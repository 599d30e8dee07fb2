"""TUK: what is kept, what is derived from the day, and the pages."""

from datetime import timedelta

import pytest
from django.urls import reverse

from assessments.models import Event, Venue
from assessments.venues import operations as venues
from kit.errors import RuleError
from tests.pages import seen

STATE = Venue.Verification


def data(world, **fields):
    defaults = {"name": "TUK Baru", "kind": "workplace", "address": "Jalan Contoh 9", "city": "Cimahi"}
    return defaults | {"capacity": 12, "verified_until": world.today.isoformat(), "is_active": "on"} | fields


def post(client, world, name, values, *args):
    client.force_login(world.ratna)
    address = reverse(name, args=args)
    return client.post(address, seen(client, address) | values)


def edit(world, venue, **fields):
    return venues.edit_venue(by=world.ratna, on=world.today, venue=venue, **fields)


# --- operations -------------------------------------------------------------------------------------
def test_a_venue_is_kept_with_the_act(world):
    fields = {"name": "TUK A", "kind": "temporary", "address": "x", "city": "y", "capacity": 5}
    venue = venues.create_venue(by=world.ratna, on=world.today, **fields)
    edit(world, venue, city="z")
    assert [event.verb for event in Event.objects.about(venue)] == ["created", "edited"]


def test_a_field_that_a_venue_has_not_is_no_field(world):
    plain = {"name": "TUK A", "kind": "temporary", "address": "x", "city": "y", "capacity": 5}
    for fields in ({"created_at": None}, {"pk": 7}):
        with pytest.raises(TypeError):
            venues.create_venue(by=world.ratna, on=world.today, **plain | fields)
    assert not Venue.objects.exists()


@pytest.mark.parametrize("fields", [{"capacity": 0}, {"kind": "rumah"}, {"name": ""}, {"capacity": 10**9}])
def test_a_venue_that_cannot_be_is_refused(world, fields):
    with pytest.raises(RuleError) as refusal:
        edit(world, world.tuk, **fields)
    assert refusal.value.code == "invalid"


def test_a_venue_is_as_large_as_is_said(world):
    with pytest.raises(RuleError) as refusal:
        edit(world, world.tuk, capacity=5_001)
    assert refusal.value.code == "invalid"
    assert edit(world, world.tuk, capacity=5_000).capacity == 5_000


def test_capacity_never_falls_below_what_an_open_session_promised(world):
    assert world.session.quota == 10
    with pytest.raises(RuleError) as refusal:
        edit(world, world.tuk, capacity=9)
    assert refusal.value.code == "capacity_below_quota"
    assert edit(world, world.tuk, capacity=10).capacity == 10


@pytest.mark.parametrize(
    ("days", "state"), [(0, STATE.VERIFIED), (1, STATE.VERIFIED), (-1, STATE.EXPIRED), (None, STATE.UNVERIFIED)]
)
def test_verification_is_told_by_the_day_and_found_by_it(client, world, days, state):
    until = None if days is None else world.today + timedelta(days=days)
    venue = world.venue("TUK Hari Ini", verified_until=until)
    assert venue.verification == state
    client.force_login(world.ratna)
    for wanted in STATE:
        page = client.get(reverse("venue_list"), {"verification": wanted.value}).text
        assert (venue.get_absolute_url() in page) == (wanted == state)


# --- pages ------------------------------------------------------------------------------------------
def test_an_admin_registers_and_changes_a_venue(client, world):
    page = post(client, world, "venue_create", data(world))
    venue = Venue.objects.get(name="TUK Baru")
    assert page.url == venue.get_absolute_url()
    values = data(world, verified_until="")
    del values["is_active"]
    post(client, world, "venue_edit", values, venue.pk)
    venue.refresh_from_db()
    assert (venue.verified_until, venue.is_active) == (None, False)
    assert "Tidak dipakai" in client.get(venue.get_absolute_url()).text


@pytest.mark.parametrize(
    "change",
    [
        {"capacity": "0"},
        {"capacity": "-1"},
        {"capacity": "99999999"},
        {"verified_until": "31-31-2026"},
        {"kind": "x"},
        {"name": "TUK Kampus Timur"},
        {"name": "x" * 151},
        {"city": ""},
    ],
)
def test_bad_values_are_refused_and_nothing_changes(client, world, change):
    assert world.tuk.name == "TUK Kampus Timur"
    assert post(client, world, "venue_create", data(world, **change)).status_code == 422
    assert Venue.objects.get() == world.tuk


def test_a_name_stands_in_title_and_heading_as_it_was_written(client, world):
    venue = world.tuk
    venue.name = "Bengkel <A & B> D'Arcy"
    venue.save()
    client.force_login(world.ratna)
    page = client.get(reverse("venue_show", args=[venue.pk])).text
    written = "Bengkel &lt;A &amp; B&gt; D&#x27;Arcy"
    assert f"<title>{written}" in page and f"<h1>{written}" in page


def test_a_capacity_too_low_is_told_at_its_field(client, world):
    assert world.session
    page = post(client, world, "venue_edit", data(world, name=world.tuk.name, capacity="3"), world.tuk.pk)
    assert page.status_code == 422
    assert "kuota jadwal" in page.context["form"].errors["capacity"][0]
    assert Venue.objects.get(pk=world.tuk.pk).capacity == 100


def test_a_session_outlasting_the_verification_is_pointed_out(client, world):
    Venue.objects.filter(pk=world.session.venue_id).update(verified_until=world.today - timedelta(days=1))
    client.force_login(world.ratna)
    assert "tidak tercakup verifikasi" in client.get(world.tuk.get_absolute_url()).text


@pytest.mark.parametrize("name", ["venue_list", "venue_create", "venue_show", "venue_edit"])
def test_only_admins_come_in(client, world, name):
    url = reverse(name, args=[world.tuk.pk] if name in ("venue_show", "venue_edit") else [])
    assert client.get(url).status_code == 302
    client.force_login(world.bima)
    assert client.get(url).status_code == 403
    client.force_login(world.ratna)
    assert client.get(url).status_code == 200
    assert client.delete(url).status_code == 405


@pytest.mark.parametrize("name", ["venue_show", "venue_edit"])
def test_an_unknown_key_is_a_404(client, world, name):
    client.force_login(world.ratna)
    assert client.get(reverse(name, args=[4711])).status_code == 404


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_the_same_for_any_number_of_rows(client, world, django_assert_num_queries, rows):
    for serial in range(rows):
        world.venue(f"TUK {serial}")
    client.force_login(world.ratna)
    with django_assert_num_queries(6):
        client.get(reverse("venue_list"))
