"""Whether an undecided tie stands between two people is asked in four ways; each answers every case as the others do.

One row at a time (`undecided`), a list of rows (`with_doubts`), a statement written once a process (`doubts_of`), and
the guards (`doubted`).
"""

from datetime import timedelta
from itertools import product

import pytest
from django.db import connection, transaction
from django.utils import timezone

from assessments.models import Assessment, Candidate, Hold, Relation, Supervision, Training
from assessments.ties.guards import doubted
from assessments.ties.questions import doubts_of, undecided, with_doubts
from tests.guarding import no_guards

pytestmark = pytest.mark.postgresql

TIES = ("related", "related_back", "taught", "was_taught")
# Who is tied to the candidate, and whether he judges him.
WHO = {"assessor": True, "supervisor": True, "replaced": False, "of_another": False, "another": False}
# When a hold was lifted, measured from the tie, and whether that decides about the tie.
LIFTED = {"never_held": False, "before": False, "then": True, "after": True, "of_another": False, "held": False}
MOMENT = timedelta(microseconds=1)


@pytest.fixture
def judged_by(world):
    """The people around one assessment by what they are to it; the last supervisor put beside its assessor counts."""
    place, other = world.assessment, world.sekar_assessor
    people = {"assessor": world.bima_assessor.person, "another": other.person}
    for who in ("replaced", "supervisor", "of_another"):
        people[who] = world.candidate(who).person
        assessor = other if who == "of_another" else world.bima_assessor
        Supervision.objects.create(assessment=place, assessor=assessor, supervisor=people[who], reason="x")
    return people


def tie(kind, one, other, since):
    """A tie recorded at that moment, as whoever writes around the portal may write it."""
    if kind.startswith("related"):
        pair = (one, other) if kind == "related" else (other, one)
        row = Relation.objects.create(person=pair[0], relative=pair[1], kind="family")
    else:
        trainer, taught = (one, other) if kind == "taught" else (other, one)
        candidate, _made = Candidate.objects.get_or_create(person=taught)
        row = Training.objects.create(trainer=trainer, candidate=candidate, subject="Dasar")
    type(row).objects.filter(pk=row.pk).update(recorded_at=since)


def hold(case, place, other, since):
    if case == "never_held":
        return
    lifted = {"before": since - MOMENT, "then": since, "after": since + MOMENT, "of_another": since + MOMENT}
    assessor = other if case == "of_another" else place.assessor
    Hold.objects.create(assessment=place, assessor=assessor, lifted_at=lifted.get(case))


def answers(place):
    """Held and tied as the two answer that know both, tied as the one that knows ties, doubted as the guard."""
    row = with_doubts(Assessment.objects.filter(pk=place.pk)).get()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {doubted(str(place.pk))}")
        guard = bool(cursor.fetchone()[0])
    return (row.is_held, row.is_tied), tuple(doubts_of(place)), bool(undecided(place)), guard


def test_all_four_answer_alike(world, judged_by):
    place, since = world.assessment, timezone.now()
    with no_guards():
        for kind, who, lifted in product(TIES, WHO, LIFTED):
            with transaction.atomic():
                tie(kind, judged_by[who], world.siti_candidate.person, since)
                hold(lifted, place, world.sekar_assessor, since)
                is_held, is_tied = lifted == "held", WHO[who] and not LIFTED[lifted]
                said = ((is_held, is_tied), (is_held, is_tied), is_tied, is_held or is_tied)
                assert answers(place) == said, (kind, who, lifted)
                transaction.set_rollback(True)
