"""The pledge: clause by clause, by the assessor himself, today, for a year; without one he has no task."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from assessments.models import Assessor
from assessments.sessions.operations import sessions
from ethics.models import Clause, Code, Pledge
from ethics.pledges.operations import beginning_of, sign_pledge
from kit.errors import RuleError
from tests.told import told

EVERY = range(1, 17)


@pytest.fixture
def novice(world):
    """Bima before he pledged."""
    Assessor.objects.filter(pk=world.bima_assessor.pk).update(pledged_until=None)
    world.bima_assessor.refresh_from_db()
    return world.bima_assessor


def sign(world, **changes):
    said = {
        "by": world.bima, "on": world.today, "assessor": world.bima_assessor, "code": Code.objects.current(),
        "confirmed": EVERY, "address": "192.0.2.1",
    }  # fmt: skip
    said |= changes
    return sign_pledge(**{"seen": said["code"].trace} | said)


def refused(act, *args, **kwargs):
    with pytest.raises(RuleError) as caught:
        act(*args, **kwargs)
    return caught.value.code


def next_code(world, days):
    code = Code.objects.create(
        title="Kode Etik Baru", decree="Kep. 9/2026", in_force_from=world.today + timedelta(days=days),
        published_at=world.at(8, -1),
    )  # fmt: skip
    Clause.objects.create(code=code, number=1, text="Satu-satunya butir.")
    return code


def test_a_pledge_holds_for_a_year(world, novice, settings):
    pledge = sign(world)
    assert (pledge.begins_on, pledge.ends_on) == (world.today, world.today + timedelta(days=settings.PLEDGE_DAYS - 1))
    novice.refresh_from_db()
    assert novice.pledged_until == pledge.ends_on
    assert novice.met_number in pledge.statement
    assert pledge.digest == Pledge.objects.get().expected_digest()
    assert (told(pledge), told(novice.person)) == (["signed"], ["pledged"])


def test_a_pledge_is_renewed_from_some_days_before_its_end_and_follows_it(world, novice, settings):
    last, code, day = sign(world).ends_on, Code.objects.current(), timedelta(days=1)
    soon = last - settings.PLEDGE_REMINDER_DAYS * day
    assert refused(beginning_of, novice, code, on=soon - day) == "pledge_in_force"
    begins = {on: beginning_of(novice, code, on=on) for on in (soon, last, last + day, last + 2 * day)}
    assert list(begins.values()) == [last + day, last + day, last + day, last + 2 * day]


def test_nobody_pledges_for_another(world, novice):
    for account in (world.ratna, world.wulan, world.sekar):
        with pytest.raises(PermissionDenied):
            sign(world, by=account)


@pytest.mark.parametrize("days", [-1, 1])
def test_no_pledge_is_dated_back_or_ahead(world, novice, days):
    assert refused(sign, world, on=world.today + timedelta(days=days)) == "pledge_dated"


def test_other_words_than_those_shown_are_not_signed(world, novice):
    """Also when they change after the form was looked at: the operation asks again, with the code locked."""
    seen = Code.objects.current().trace
    Clause.objects.filter(code=Code.objects.current(), number=3).update(text="Lain.")
    assert refused(sign, world, seen=seen) == "code_changed"
    assert not Pledge.objects.exists()


@pytest.mark.parametrize("confirmed", [[], range(1, 16), range(1, 18)])
def test_every_clause_is_confirmed(world, novice, confirmed):
    assert refused(sign, world, confirmed=confirmed) == "clauses_unconfirmed"
    assert not Pledge.objects.exists()


def test_twice_is_too_often(world, novice):
    sign(world)
    assert refused(sign, world) == "pledge_in_force"


def test_a_renewal_begins_when_the_present_one_ends(world, novice, settings):
    settings.PLEDGE_REMINDER_DAYS = settings.PLEDGE_DAYS
    first = sign(world)
    second = sign(world)
    assert second.begins_on == first.ends_on + timedelta(days=1)


def test_a_code_to_come_is_for_those_who_have_pledged(world, novice):
    code = next_code(world, 10)
    assert refused(sign, world, code=code, confirmed=[1]) == "code_not_in_force"
    sign(world)
    assert sign(world, code=code, confirmed=[1]).begins_on == code.in_force_from


@pytest.mark.parametrize(("days", "follows"), [(1, True), (2, False)])
def test_the_next_code_follows_a_pledge_that_holds_to_the_day_before(world, novice, settings, days, follows):
    settings.PLEDGE_DAYS = 10
    lasts = (sign(world).ends_on - world.today).days
    code = next_code(world, lasts + days)
    novice.refresh_from_db()
    if follows:
        assert beginning_of(world.bima_assessor, code, on=world.today) == code.in_force_from
    else:
        assert refused(beginning_of, world.bima_assessor, code, on=world.today) == "code_not_in_force"


@pytest.mark.parametrize(("days", "renewed"), [(1, False), (2, True)])
def test_a_code_is_renewed_if_only_for_its_last_day(world, novice, settings, days, renewed):
    settings.PLEDGE_DAYS = settings.PLEDGE_REMINDER_DAYS = 10
    first = sign(world)
    next_code(world, (first.ends_on - world.today).days + days)
    if renewed:
        assert sign(world).begins_on == first.ends_on + timedelta(days=1)
    else:
        assert refused(sign, world) == "code_not_in_force"


def test_an_old_code_is_signed_by_nobody(world, novice):
    old = Code.objects.current()
    next_code(world, 0)
    assert refused(sign, world, code=old) == "code_not_in_force"


def test_without_a_pledge_no_task(world, novice):
    session = world.plan()
    act = {"by": world.ratna, "on": world.today, "session": session, "assessor": novice}
    assert refused(sessions.assign, **act) == "pledge_missing"
    sign(world)
    sessions.assign(**act)


@pytest.mark.parametrize("statement", ["UPDATE ethics_pledge SET statement = ''", "DELETE FROM ethics_pledge"])
def test_the_database_keeps_a_pledge(world, novice, statement):
    sign(world)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_database_lets_nobody_pledge_for_another(world, novice):
    pledge = sign(world)
    pledge.pk, pledge.signed_by = None, world.ratna
    pledge.begins_on, pledge.ends_on = pledge.ends_on + timedelta(days=1), pledge.ends_on + timedelta(days=2)
    with pytest.raises(IntegrityError, match="for another"), transaction.atomic():
        pledge.save(force_insert=True)


def test_the_database_lets_no_two_periods_overlap(world, novice):
    pledge = sign(world)
    pledge.pk, pledge.begins_on = None, pledge.begins_on + timedelta(days=3)
    with pytest.raises(IntegrityError, match="overlap"), transaction.atomic():
        pledge.save(force_insert=True)


def test_words_that_were_pledged_to_stay(world, novice):
    sign(world)
    with pytest.raises(IntegrityError, match="pledged"), transaction.atomic():
        Clause.objects.filter(number=1).update(text="Lain")
