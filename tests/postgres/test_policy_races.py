"""A policy is published while an assessor takes note of the one before: what he still owes is told rightly."""

from datetime import timedelta

import pytest

from assessments.models import Assessor
from ethics.policies.operations import renew_policy
from tests.ethics.policies.policies import note, publish, published

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_is_published_meanwhile_is_owed(world, at_once):
    edition = published(world, ends=3)
    coming = renew_policy(by=world.ratna, on=world.today, policy=edition.policy)
    note_it, publish_it = (lambda: note(world, edition)), (lambda: publish(world, coming))
    for answer in at_once(note_it, publish_it):
        assert not isinstance(answer, Exception), answer
    due = Assessor.objects.get(pk=world.bima_assessor.pk).policies_due_on
    assert due == world.today + timedelta(days=14)


def test_sent_twice_at_once_it_is_said_once(world, at_once):
    edition = published(world)
    answers = at_once(lambda: note(world, edition), lambda: note(world, edition))
    assert [getattr(answer, "code", "") for answer in answers if isinstance(answer, Exception)] == [
        "acknowledged_already"
    ]
