"""Somebody wrote into the events what no act writes, the guards out of his way: every page is read all the same."""

import pytest
from django.urls import reverse

from assessments.models import Event, Hold
from tests.guarding import no_guards

SHAPES = [
    [],
    "x",
    7,
    {"assessor": []},
    {"count": "x", "name": 7},
    {"before": [], "after": 5},
    {"fields": 5},
    {"fields": [[]]},
    {"fields": ["birth_date"], "before": {}, "after": {"birth_date": "x"}},
    {"after": {"sex": []}, "before": {"sex": {}}},
]


@pytest.mark.parametrize("data", SHAPES, ids=str)
def test_every_page_is_read_all_the_same(world, client, data):
    assessment = world.judged()
    Event.record(world.siti_candidate.person, "edited", by=world.ratna, on=world.today)
    Event.record(assessment, "held", by=None, on=world.today, assessor=world.bima_assessor.pk)
    with no_guards():
        Hold.objects.create(assessment=assessment, assessor=world.bima_assessor)
        Event.objects.update(data=data)
    for account, name, row in (
        (world.komang, "assessment_decide", assessment),
        (world.ratna, "candidate_show", world.siti_candidate),
        (world.ratna, "assessor_show", world.bima_assessor),
        (world.ratna, "assessment_show", assessment),
        (world.ratna, "session_show", world.session),
        (world.siti, "own_assessment_show", assessment),
    ):
        client.force_login(account)
        assert client.get(reverse(name, args=[row.pk])).status_code == 200, name
