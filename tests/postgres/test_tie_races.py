"""A tie recorded in the very moment in which somebody signs, grants or issues: never are both there and nobody asks."""

import threading

import pytest
from django.db import DatabaseError

from assessments.decisions.operations import grant
from assessments.models import Assessment, Decision, Hold, Relation
from assessments.people.operations import record_relation, record_training
from assessments.ties import questions as ties
from assessments.verdicts.operations import record_verdicts, sign_verdicts
from certificates.auditing import audit
from certificates.issuing.operations.issuing import issue
from certificates.models import Certificate
from ethics.models import Conflict
from kit.errors import RuleError
from tests.world import K, World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db):
    return World()


def brother_of(world, person):
    ratna, siti = world.ratna, world.siti_candidate.person
    return lambda: record_relation(by=ratna, on=world.today, person=siti, relative=person, kind="family")


def crashed(answers):
    return [answer for answer in answers if isinstance(answer, DatabaseError)]


def codes(answers):
    return [answer.code for answer in answers if isinstance(answer, RuleError)]


def test_signing(world, at_once):
    place, bima = world.record(world.assessment, K, K, K), world.bima
    tie = brother_of(world, world.bima_assessor.person)
    answers = at_once(tie, lambda: sign_verdicts(by=bima, on=world.today, assessment=place, revision=place.revision))
    assert not crashed(answers) and Relation.objects.exists()
    is_signed = Assessment.objects.get().status == "signed"
    assert codes(answers) == ([] if is_signed else ["conflict_undecided"])
    assert Conflict.objects.get().is_open and Hold.objects.in_force().exists()


def test_saving_and_a_training(world, at_once):
    place, bima = world.record(world.assessment, K), world.bima
    entries = []
    act = {"by": world.ratna, "on": world.today, "candidate": world.siti_candidate, "subject": "Dasar"}
    answers = at_once(
        lambda: record_training(**act, trainer=world.bima_assessor.person),
        lambda: record_verdicts(
            by=bima, on=world.today, assessment=place, revision=place.revision, entries=entries, comment="Baru."
        ),
    )
    assert not crashed(answers) and Hold.objects.in_force().exists()
    assert (Assessment.objects.get().comment == "Baru.") is (codes(answers) == [])


def test_granting_by_a_brother(world, at_once):
    place, komang = world.judged(), world.komang
    answers = at_once(brother_of(world, komang.person), lambda: grant(by=komang, on=world.today, assessment=place))
    assert not crashed(answers)
    if Decision.objects.exists():
        assert world.body
        with pytest.raises(RuleError) as caught:
            issue(assessment=place, by=world.ratna, on=world.today)
        assert caught.value.code == "tied_to_candidate"
    else:
        assert codes(answers) == ["tied_to_candidate"]


def test_issuing(world, at_once):
    assert world.body
    place, ratna = world.granted(), world.ratna
    answers = at_once(
        brother_of(world, world.bima_assessor.person), lambda: issue(assessment=place, by=ratna, on=world.today)
    )
    assert not crashed(answers) and list(audit()) == []
    assert Certificate.objects.exists() is (codes(answers) == [])
    assert Conflict.objects.exists() is not Certificate.objects.exists()


def test_the_first_to_come_is_waited_for(world, at_once):
    """Whoever records locks what is under way before he writes: the signature waits, and is refused."""
    place, bima, locked = world.record(world.assessment, K, K, K), world.bima, threading.Event()
    tie = brother_of(world, world.bima_assessor.person)

    def slow(*, by, on, assessments):
        locked.set()
        at_once.wait_for_others()

    def sign():
        assert locked.wait(10)
        return sign_verdicts(by=bima, on=world.today, assessment=place, revision=place.revision)

    ties.watch(slow)
    try:
        answers = at_once(tie, sign)
    finally:
        ties._watchers.remove(slow)
    assert codes(answers) == ["conflict_undecided"] and Assessment.objects.get().is_open
