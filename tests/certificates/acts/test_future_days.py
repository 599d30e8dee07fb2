"""What is recorded has happened: no act on a certificate is of a day that has not begun, whoever calls it."""

from datetime import timedelta

import pytest
from django.db import transaction

from certificates.acts import operations as acts
from certificates.issuing.operations import issuing
from certificates.models import Certificate, NumberCounter, RegisterEntry
from kit.errors import RuleError


def refused_tomorrow(world, act, **said):
    entries = RegisterEntry.objects.count()
    with pytest.raises(RuleError) as refused, transaction.atomic():
        act(on=world.today + timedelta(days=1), **said)
    assert RegisterEntry.objects.count() == entries
    return refused.value.code


def test_none_is_issued(world):
    assert world.body
    assert refused_tomorrow(world, issuing.issue, assessment=world.granted(), by=world.ratna) == "in_future"
    assert not Certificate.objects.exists() and not NumberCounter.objects.of_numbers().exists()


@pytest.mark.parametrize("name", ["suspend", "withdraw"])
def test_none_is_taken_out_of_force(world, name):
    said = {"certificate": world.certificate(), "by": world.komang, "reason": "Aduan."}
    assert refused_tomorrow(world, getattr(acts, name), **said) == "in_future"


def test_none_is_put_back_in_force(world):
    said = {"certificate": world.certificate(), "by": world.komang, "reason": "Aduan."}
    acts.suspend(on=world.today, **said)
    assert refused_tomorrow(world, acts.reinstate, **said) == "in_future"


def test_none_takes_the_place_of_another(world):
    old = world.certificate()
    said = {"certificate": old, "by": world.ratna, "reason": "Sobek.", "occasion": "damage"}
    assert refused_tomorrow(world, acts.replace, **said) == "in_future"
    keep = [old.snapshot["units"][0]["code"]]
    said = {"certificate": old, "by": world.komang, "reason": "Berkurang.", "keep": keep}
    assert refused_tomorrow(world, acts.reduce_scope, **said) == "in_future"
