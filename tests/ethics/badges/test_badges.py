"""The badge: valid on its days for who serves, and a page that tells nothing more."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from assessments.bars import operations as bars
from assessments.models import Event
from assessments.sessions.operations import sessions
from assessments.uploads import operations as uploads
from assessments.uploads.uses import PORTRAIT
from ethics.badges.operations import badge_for, sessions_of
from ethics.models import Badge
from tests.files import picture, taken

MAIN = re.compile(r"<main.*</main>", re.DOTALL)


def made(world, session=None, **said):
    act = {"by": world.bima, "on": world.today, "session": session or world.session, "assessor": world.bima_assessor}
    return badge_for(**act | said)


def check(badge):
    return Client().get(reverse("badge_check", args=[badge.token]))


def is_valid(badge):
    response = check(badge)
    assert (response.status_code == 200) == (b"Berlaku hari ini untuk jadwal ini" in response.content)
    return response.status_code == 200


def change(row, **fields):
    type(row).objects.filter(pk=row.pk).update(**fields)


def test_a_badge_is_made_once_for_each_session(world):
    badge = made(world)
    assert made(world) == badge
    assert len(badge.token) == 32
    assert Event.objects.about(badge).count() == 1
    other = world.plan(starts_at=world.at(17), ends_at=world.at(18))
    sessions.assign(by=world.ratna, on=world.today, session=other, assessor=world.bima_assessor)
    assert made(world, other).token != badge.token


@pytest.mark.parametrize("name", ["ratna", "sekar", "komang", "siti"])
def test_nobody_has_a_badge_made_for_another(world, name):
    with pytest.raises(PermissionDenied):
        made(world, by=getattr(world, name))


def test_nobody_has_a_badge_of_a_session_he_does_not_serve(world):
    with pytest.raises(PermissionDenied):
        made(world, by=world.sekar, assessor=world.sekar_assessor)


def test_who_serves_today_is_valid_with_place_and_hours(world):
    page = check(made(world))
    assert page.status_code == 200
    for shown in ("Bima Prasetya", "MET.000.001234 2024", "TUK Kampus Timur", "08.00"):
        assert shown in page.text


def test_the_page_is_kept_and_listed_nowhere(world):
    for response in (check(made(world)), Client().get(reverse("badge_check", args=["x" * 32]))):
        assert "no-store" in response["Cache-Control"]
        assert "noindex" in response["X-Robots-Tag"]
        assert response["Referrer-Policy"] == "no-referrer"
        assert "noindex" in response.text


def test_the_page_shows_nothing_else_of_the_person(world):
    person = world.bima_assessor.person
    change(person, phone="0800123456", email="bima.rumah@example.org", address="Jalan Rumah 7", birth_place="Kupang")
    change(world.bima_assessor, employer="SMK Tempat Kerja")
    page = check(made(world)).text
    for hidden in ("0800123456", "bima.rumah", "Jalan Rumah 7", "Kupang", "Tempat Kerja", "Teknis 01/2025"):
        assert hidden not in page


def away(world):
    change(world.session, starts_at=world.at(8, 1), ends_at=world.at(16, 1))


def over(world):
    change(world.session, starts_at=world.at(8, -1), ends_at=world.at(16, -1))


def called_off(world):
    sessions.cancel_session(by=world.ratna, on=world.today, session=world.session, reason="Banjir.")


def suspended(world):
    act = {"by": world.wulan, "on": world.today, "assessor": world.bima_assessor}
    bars.bar_assessor(**act, starts_on=world.today, ends_on=None, reason="Diperiksa.")


def unpledged(world):
    change(world.bima_assessor, pledged_until=world.today - timedelta(days=1))


def unlicensed(world):
    change(world.bima_assessor, licence_expires_on=world.today - timedelta(days=1))


def dismissed(world):
    change(world.bima_assessor, is_active=False)


def withdrawn(world):
    sessions.unassign(by=world.ratna, on=world.today, session=world.session, assessor=world.bima_assessor)


HAPPENINGS = [away, over, called_off, suspended, unpledged, unlicensed, dismissed, withdrawn]


@pytest.mark.parametrize("happens", HAPPENINGS, ids=lambda act: act.__name__)
def test_whoever_does_not_serve_today_is_not_valid_and_not_named(world, happens):
    badge = made(world)
    assert is_valid(badge)
    happens(world)
    assert not is_valid(badge)
    unknown = Client().get(reverse("badge_check", args=["x" * 32]))
    assert MAIN.search(unknown.text)[0] == MAIN.search(check(badge).text)[0]
    assert "Bima" not in check(badge).text


def test_the_photo_is_part_of_the_page_and_has_no_address(world):
    person = world.bima_assessor.person
    file = taken(picture(), PORTRAIT)
    person.photo = uploads.store_file(by=world.ratna, on=world.today, kind="portrait", file=file)
    person.save()
    page = check(made(world)).text
    assert "data:image/jpeg;base64," in page
    assert str(person.photo.key) not in page


def test_who_guesses_is_asked_for_patience(world, settings):
    settings.PUBLIC_LIMITS = settings.PUBLIC_LIMITS | {"unknown": 2}
    client = Client()
    answers = [client.get(reverse("badge_check", args=[str(n) * 32])).status_code for n in range(4)]
    assert answers == [404, 404, 429, 429]


def test_who_asks_too_often_is_asked_for_patience(world, settings):
    settings.PUBLIC_LIMITS = settings.PUBLIC_LIMITS | {"check": 1}
    badge = made(world)
    assert [check(badge).status_code, check(badge).status_code] == [200, 429]


def test_the_assessor_shows_his_code_of_today(world, client):
    assert world.session
    client.force_login(world.bima)
    page = client.get(reverse("badge_show"))
    assert reverse("badge_check", args=[Badge.objects.get().token]) in page.text
    assert "data:image/svg+xml" in page.text
    assert "no-store" in page["Cache-Control"]


def test_without_a_session_today_there_is_no_code(world, client):
    away(world)
    client.force_login(world.bima)
    assert "Tidak ada jadwal hari ini" in client.get(reverse("badge_show")).text
    assert not Badge.objects.exists()


def test_a_suspended_assessor_is_told_that_his_badge_is_not_valid(world, client):
    assert world.session
    suspended(world)
    client.force_login(world.bima)
    page = client.get(reverse("badge_show")).text
    assert "tidak berlaku hari ini" in page
    assert "data:image/svg+xml" not in page


def test_a_session_of_several_days_is_one_of_each_day(world):
    long = world.plan(starts_at=world.at(8), ends_at=world.at(16, 2))
    sessions.assign(by=world.ratna, on=world.today, session=long, assessor=world.bima_assessor)
    for days, found in ((-1, []), (0, [long]), (2, [long]), (3, [])):
        assert list(sessions_of(world.bima_assessor, on=world.today + timedelta(days=days))) == found
