"""Sessions of the past, judged and told of, each on its own day."""

from itertools import count

import time_machine
from django.utils import timezone

from assessments.sessions.operations import sessions
from ethics.checklists.statements import STATEMENTS
from ethics.feedback.operations import Said, give_feedback
from tests.world import BK, K

NUMBERS = count(1)
FAILED = (K, BK, K)
YES = {each.number: Said(agrees=True) for each in STATEMENTS}
NO = {each.number: Said(agrees=False, note="Catatan rahasia.") for each in STATEMENTS}


def standing_on(day):
    """The clock of the portal at eight in the morning of this day, in Jakarta."""
    return time_machine.travel(f"{day}T01:00:00Z", tick=False)


def assessed(world, day, outcomes, *, assessor=None, candidates=None, signed_on=None):
    """A session of this day with an assessment for each outcome; the assessments, signed."""
    assessor = assessor or world.bima_assessor
    with standing_on(day):
        session = world.plan(venue=world.venue(f"TUK {next(NUMBERS)}"), quota=60)
        sessions.assign(by=world.ratna, on=world.today, session=session, assessor=assessor)
        people = candidates or [newcomer(world) for _outcome in outcomes]
        places = [world.enrol(person, session=session, assessor=assessor) for person in people]
        world.start(session)
    with standing_on(signed_on or day):
        for place, outcome in zip(places, outcomes, strict=True):
            world.record(place, *outcome)
            if len(outcome) == 3:
                world.sign(place)
            place.refresh_from_db()
    return places


def newcomer(world):
    number = next(NUMBERS)
    return world.candidate(f"Asesi {number}", f"orang{number}")


def told(places, day, answers=YES):
    """Their candidates answer FR.AK-03 on this day."""
    with standing_on(day):
        for place in places:
            by = place.candidate.person.account
            give_feedback(by=by, on=timezone.localdate(), assessment=place, answers=answers)
