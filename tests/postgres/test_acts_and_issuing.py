"""What an act rests on may begin or end at that moment: an assessor, a decision, a certificate renewed, a key."""

import threading
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from assessments.assessments.operations.enrolment import reassign
from assessments.decisions import operations as decisions
from assessments.sessions.operations import sessions
from assessments.verdicts import operations as verdicts
from certificates.acts import operations as acts
from certificates.issuing.operations import issuing
from certificates.keys.keys import make_key
from certificates.keys.operations import retire_key
from certificates.models import Certificate
from kit.errors import RuleError
from tests.certificates.acts.test_acts import second_attempt
from tests.world import K, World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db):
    return World()


def meanwhile(at_once, ends, issues):
    """What issuing comes to that begins while the other is done, and not yet committed."""
    done = threading.Event()

    def first():
        with transaction.atomic():
            ends()
            done.set()
            at_once.wait_for_others()

    def second():
        assert done.wait(10)
        return issues()

    return at_once(first, second)[1]


def test_what_is_withdrawn_at_that_moment_is_not_renewed(world, at_once):
    old, assessment = world.certificate(), second_attempt(world)
    ask = transaction.atomic(lambda: issuing.renewable(assessment, old.expires_on))
    assert ask() == old
    said = {"certificate": old, "by": world.komang, "on": world.today, "reason": "Aduan."}
    assert meanwhile(at_once, lambda: acts.withdraw(**said), ask) is None


def test_a_key_that_ends_at_that_moment_signs_nothing(world, at_once, settings):
    settings.SEALER = "local"
    assert world.body and world.ratna
    key = make_key("seal", years=1, at=timezone.now() - timedelta(days=1))
    assessment = world.granted()
    answer = meanwhile(
        at_once,
        lambda: retire_key(key=key, by=world.ratna, reason="Bocor."),
        lambda: issuing.issue(assessment=assessment, by=world.ratna, on=world.today),
    )
    assert isinstance(answer, RuleError) and answer.code == "key_missing"
    assert not Certificate.objects.exists()


def test_what_is_granted_at_that_moment_is_issued(world, at_once):
    assert world.body and world.ratna and world.komang
    assessment = world.judged()
    answer = meanwhile(
        at_once,
        lambda: decisions.grant(by=world.komang, on=world.today, assessment=assessment),
        lambda: issuing.issue(assessment=assessment, by=world.ratna, on=world.today),
    )
    assert answer == Certificate.objects.get()


def test_an_assessor_who_is_replaced_at_that_moment_signs_nothing(world, at_once):
    place, sekar = world.record(world.assessment, K, K, K), world.sekar_assessor
    sessions.assign(by=world.ratna, on=world.today, session=world.session, assessor=sekar)
    said = {"by": world.bima, "on": world.today, "assessment": place, "revision": place.revision}
    answer = meanwhile(
        at_once,
        lambda: reassign(by=world.ratna, on=world.today, assessment=place, assessor=sekar),
        lambda: verdicts.sign_verdicts(**said),
    )
    assert isinstance(answer, PermissionDenied)
