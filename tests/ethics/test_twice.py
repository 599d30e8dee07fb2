"""A record of an assessor or a candidate that is sent twice by a double click is kept once."""

import pytest

from assessments.models import Event, Upload
from ethics.models import Development, Gift, Inspection, Leave
from kit.errors import RuleError
from tests.clock import go_by

from .confidentiality import test_disclosure_consent
from .development import test_development
from .evaluations.evaluating import inspected
from .gifts import test_gifts

WRITTEN = [
    (inspected, Inspection, {"letter": "B-13/BNSP/XI/2026"}),
    (test_development.record, Development, {"title": "Lokakarya lain"}),
    (test_gifts.record, Gift, {"what": "Parsel kedua"}),
    (test_disclosure_consent.ask, Leave, {"purpose": "Keperluan lain"}),
]


@pytest.mark.parametrize("write, model, other", WRITTEN)
def test_the_same_form_writes_once(world, write, model, other):
    write(world)
    files, events = Upload.objects.count(), Event.objects.count()
    with pytest.raises(RuleError) as caught:
        write(world)
    assert caught.value.code == "sent_twice"
    assert (model.objects.count(), Upload.objects.count(), Event.objects.count()) == (1, files, events)
    write(world, **other)
    assert model.objects.count() == 2


@pytest.mark.parametrize("write, model, other", WRITTEN)
def test_the_same_may_be_written_again_a_minute_later(world, write, model, other):
    write(world)
    go_by(seconds=60)
    with pytest.raises(RuleError):
        write(world)
    go_by(seconds=1)
    write(world)
    assert model.objects.count() == 2


def test_what_was_taken_back_may_be_written_again_at_once(world):
    test_development.retract_development(by=world.bima, on=world.today, development=test_development.record(world))
    assert test_development.record(world).standing == "active"
