"""Ties of every kind between two people, and ways to record them, for tests of what they keep from happening."""

from assessments.models import Candidate, Person
from assessments.people.operations import record_relation, record_training


def brother(world, person, candidate):
    return record_relation(by=world.ratna, on=world.today, person=person, relative=candidate.person, kind="family")


def named_the_other_way(world, person, candidate):
    act = {"by": world.ratna, "on": world.today, "kind": "business", "note": "Satu usaha."}
    return record_relation(**act, person=candidate.person, relative=person)


def taught(world, person, candidate):
    return record_training(by=world.ratna, on=world.today, candidate=candidate, trainer=person, subject="Dasar")


def was_taught(world, person, candidate):
    """The candidate taught him."""
    pupil, _is_new = Candidate.objects.get_or_create(person=person)
    return record_training(by=world.ratna, on=world.today, candidate=pupil, trainer=candidate.person, subject="Kursus")


KINDS = (brother, named_the_other_way, taught, was_taught)


def with_person(account):
    """An account's person; made when it has none."""
    return Person.objects.get_or_create(account=account, defaults={"name": account.get_username()})[0]
