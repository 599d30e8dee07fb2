"""A tie that came into the database without our operations is put before an officer by the daily timer."""

import pytest
from django.core.management import call_command

from assessments.models import Hold, Relation
from ethics.models import Conflict

from .declaring import declare, undeclared_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(world):
    place = undeclared_place(world)
    declare(world, place)
    return place


def tie(world):
    bima, siti = world.bima_assessor.person, world.siti_candidate.person
    return Relation.objects.create(person=bima, relative=siti, kind=Relation.Kind.FAMILY)


def test_the_timer_puts_it_before_the_officers_once(world, place, capsys):
    tie(world)
    assert not Conflict.objects.exists()
    call_command("send_reminders")
    call_command("send_reminders")
    conflict = Conflict.objects.get()
    assert (conflict.source, conflict.is_open, conflict.assessment) == ("found", True, place)
    assert Hold.objects.in_force().filter(assessment=place, assessor=world.bima_assessor).exists()
    assert capsys.readouterr().out.count("1 recorded ties now wait for an ethics officer.") == 1


def test_without_a_tie_the_timer_raises_nothing(world, place):
    call_command("send_reminders")
    assert not Conflict.objects.exists()
