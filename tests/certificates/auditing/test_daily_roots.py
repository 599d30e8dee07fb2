"""Roots that must be there: each day that another followed has one, published in time."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from certificates.acts.operations import reinstate, suspend
from certificates.auditing import broken_links
from certificates.models import DailyRoot
from certificates.register.daily_roots import published
from certificates.register.operations import publish_roots

from .insider import found, sql


@pytest.fixture
def days(world):
    """Acts on five days, the first three in a row, the last today; returns the days with a root, and today."""
    today = timezone.now()
    with time_machine.travel(today - timedelta(days=40)):
        certificate = world.certificate()
    for number, ago in enumerate((39, 38, 10, 0)):
        with time_machine.travel(today - timedelta(days=ago)):
            act = reinstate if number % 2 else suspend
            act(certificate=certificate, by=world.komang, on=world.today, reason="Aduan.")
    return [timezone.localdate(today) - timedelta(days=ago) for ago in (40, 39, 38, 10)]


def missing(day):
    return f"the root of {day} is missing"


def test_a_root_on_every_day_with_acts_leaves_no_findings(days):
    assert list(DailyRoot.objects.order_by("day").values_list("day", flat=True)) == days
    assert found() == set()


def test_all_roots_deleted_are_missed_day_by_day(days, capsys):
    sql("DELETE FROM certificates_dailyroot")
    assert found() == {missing(day) for day in days}
    with pytest.raises(CommandError, match=missing(days[0])):
        call_command("verify_register")
    with pytest.raises(CommandError):
        call_command("audit_certificates")
    assert f"register: {missing(days[3])}" in capsys.readouterr().out


@pytest.mark.parametrize("number", range(4))
def test_one_root_deleted_is_missed(days, number):
    sql("DELETE FROM certificates_dailyroot WHERE day = %s", days[number])
    assert found() == {missing(days[number])}


def test_deleted_roots_that_a_reader_had_published_anew_are_told(days):
    """Who asks for the public page publishes what is missing: the dates of publishing tell that it was there before."""
    sql("DELETE FROM certificates_dailyroot")
    publish_roots(before=timezone.localdate())
    assert published().count() == 4
    anew = f"was published anew on {timezone.localdate()}: one published before is gone"
    assert found() == {f"the root of {day} {anew}" for day in days[:3]}  # after the fourth came nothing until today


def test_yesterday_may_wait_for_who_asks_first(world):
    with time_machine.travel(timezone.now() - timedelta(days=1)):
        world.certificate()
    assert list(broken_links()) == []
    publish_roots(before=timezone.localdate())
    assert list(broken_links()) == []


def test_where_no_root_was_ever_published_one_is_missed_after_two_days(world):
    with time_machine.travel(timezone.now() - timedelta(days=3)):
        world.certificate()
        day = timezone.localdate()
    assert found() == {missing(day)}
    publish_roots(before=timezone.localdate())
    assert found() == set()


def test_the_newest_root_deleted_is_missed_although_nothing_followed_it(world):
    for ago in (30, 9):
        with time_machine.travel(timezone.now() - timedelta(days=ago)):
            day = timezone.localdate()
            if ago == 30:
                certificate = world.certificate()
            else:
                suspend(certificate=certificate, by=world.komang, on=world.today, reason="Aduan.")
    publish_roots(before=timezone.localdate())
    assert found() == set()
    sql("DELETE FROM certificates_dailyroot WHERE day = %s", day)
    assert found() == {missing(day)}


def test_a_clock_that_ran_ahead_is_not_held_against_the_roots(world):
    """A day in the future, its root published there; then the clock is right again, and the days follow."""
    now = timezone.now()
    with time_machine.travel(now - timedelta(days=9)):
        certificate = world.certificate()
    with time_machine.travel(now - timedelta(days=3)):
        suspend(certificate=certificate, by=world.komang, on=world.today - timedelta(days=5), reason="Aduan.")
    with time_machine.travel(now - timedelta(days=2)):
        publish_roots(before=timezone.localdate())
    acts = [reinstate, suspend]
    for ago, act in zip((5, 4), acts, strict=True):
        with time_machine.travel(now - timedelta(days=ago)):
            act(certificate=certificate, by=world.komang, on=world.today, reason="Aduan.")
    assert [str(link) for link in broken_links()] == []


def test_a_portal_that_moved_to_another_time_zone_keeps_its_roots(world, settings):
    """Jakarta ends its day two hours after Jayapura: what was late that day is early the next one there."""
    now = timezone.localtime().replace(hour=14, minute=0) - timedelta(days=20)
    with time_machine.travel(now):
        certificate = world.certificate()
    for number, moment in enumerate((now.replace(hour=23), now + timedelta(days=3), now + timedelta(days=6))):
        with time_machine.travel(moment):
            act = reinstate if number % 2 else suspend
            act(certificate=certificate, by=world.komang, on=world.today, reason="Aduan.")
    publish_roots(before=timezone.localdate())
    assert list(broken_links()) == []
    settings.TIME_ZONE = "Asia/Jayapura"
    assert list(broken_links()) == []
    sql("DELETE FROM certificates_dailyroot WHERE day = %s", now.date())
    assert [str(link) for link in broken_links()] != []
