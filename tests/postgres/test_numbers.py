"""Numbers and blanks while many issue at once."""

from itertools import count

import pytest

from assessments.decisions import operations as decisions
from assessments.sessions.operations import sessions
from certificates.auditing import audit
from certificates.blanks.operations import receive, spoil
from certificates.issuing.operations.issuing import issue
from certificates.models import BlankUse, Certificate, NumberCounter, RegisterEntry, VoidedNumber
from certificates.numbers.operations import void_serials
from kit.errors import RuleError
from tests.world import K, World

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 50


@pytest.fixture
def world(transactional_db):
    world = World()
    assert world.body and world.ratna and world.komang
    return world


def granted(world, number):
    """So many assessments that wait for their certificate."""
    session = world.plan(quota=number)
    sessions.assign(by=world.ratna, on=world.today, session=session, assessor=world.bima_assessor)
    names = count(1)
    held = [world.enrol(world.candidate(f"Asesi {next(names)}"), session=session) for _ in range(number)]
    sessions.start_session(by=world.ratna, on=world.today, session=session)
    for assessment in held:
        world.sign(world.record(assessment, K, K, K))
        decisions.grant(by=world.komang, on=world.today, assessment=assessment)
    return held


def issuing(world, assessment, **said):
    return lambda: issue(assessment=assessment, by=world.ratna, on=world.today, **said)


def codes(answers):
    return [answer.code for answer in answers if isinstance(answer, RuleError)]


def serials():
    return sorted(int(number.split()[3]) for number in Certificate.objects.values_list("number", flat=True))


def test_fifty_at_once_have_fifty_consecutive_numbers(world, at_once):
    waiting = granted(world, MANY)
    answers = at_once(*[issuing(world, assessment) for assessment in waiting])
    assert [type(answer) for answer in answers] == [Certificate] * MANY
    assert serials() == list(range(1, MANY + 1))
    registrations = Certificate.objects.values_list("registration_number", flat=True)
    assert sorted(int(number.split()[2]) for number in registrations) == list(range(1, MANY + 1))
    assert RegisterEntry.objects.count() == MANY
    assert list(audit()) == []


def test_two_issuers_share_no_serial(world, at_once):
    answers = at_once(*[issuing(world, assessment) for assessment in granted(world, 2)])
    assert len({answer.number for answer in answers}) == 2


def test_one_who_fails_among_many_leaves_no_gap(world, at_once):
    waiting = granted(world, 6)
    receive(first="1001", last="1003", received_on=world.today, by=world.ratna, on=world.today)
    sheets = ["1001", "1002", "1003", "1001", "9999", "1002"]
    answers = at_once(*[issuing(world, a, blank_number=sheet) for a, sheet in zip(waiting, sheets, strict=True)])
    assert sorted(codes(answers)) == ["blank_taken", "blank_taken", "blank_unknown"]
    assert serials() == [1, 2, 3]
    assert list(audit()) == []


def test_two_who_reach_for_one_sheet(world, at_once):
    """One certificate bears it, the other is refused, and nothing of the other is half-written."""
    receive(first="1001", last="1009", received_on=world.today, by=world.ratna, on=world.today)
    answers = at_once(*[issuing(world, assessment, blank_number="1001") for assessment in granted(world, 2)])
    assert codes(answers) == ["blank_taken"]
    assert BlankUse.objects.get().certificate == Certificate.objects.get()
    assert NumberCounter.objects.get(series="certificate").last == RegisterEntry.objects.count() == 1
    assert list(audit()) == []


def test_a_sheet_is_used_or_spoiled(world, at_once):
    receive(first="1001", last="1009", received_on=world.today, by=world.ratna, on=world.today)
    [assessment] = granted(world, 1)
    spoiling = {"first": "1001", "last": "1002", "reason": "Basah", "by": world.ratna, "on": world.today}
    answers = at_once(issuing(world, assessment, blank_number="1001"), lambda: spoil(**spoiling))
    assert codes(answers) == ["blank_taken"]
    assert Certificate.objects.count() + BlankUse.objects.filter(fate="spoiled").count() in (1, 2)
    assert list(audit()) == []


def test_two_deliveries_that_overlap(world, at_once):
    def receiving(first, last):
        return lambda: receive(first=first, last=last, received_on=world.today, by=world.ratna, on=world.today)

    answers = at_once(receiving("1001", "1050"), receiving("1020", "1099"), receiving("1040", "1060"))
    assert codes(answers) == ["blank_overlap"] * 2


def test_voiding_while_others_issue(world, at_once):
    """Who draws waits for who voids, or the other way round: no serial is both voided and borne."""
    waiting = granted(world, 4)
    voiding = {"series": "certificate", "upto": 100, "reason": "Kertas", "by": world.ratna, "on": world.today}
    answers = at_once(lambda: void_serials(**voiding), *[issuing(world, assessment) for assessment in waiting])
    assert codes(answers) == []
    voided = VoidedNumber.objects.get()
    assert not set(serials()) & set(range(voided.first, voided.last + 1))
    assert voided.last == 100 and len(set(serials())) == 4
    assert list(audit()) == []
