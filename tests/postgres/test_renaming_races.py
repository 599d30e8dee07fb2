"""A signature and a rename at the same moment: whoever is first, the assessment never keeps a name that is gone."""

import threading
from dataclasses import replace

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from assessments.models import Person
from assessments.people.operations import edit_person
from assessments.verdicts import operations as verdicts
from kit.errors import RuleError
from tests.guarding import other_guards
from tests.world import AS_ASSESSED, K

pytestmark = pytest.mark.django_db(transaction=True)

SITI, STRANGER = "Siti Rahma Wulandari", "Orang Lain Sekali"
SIGN = (
    "UPDATE assessments_assessment SET status = 'signed', signed_at = %s, signed_by_id = %s,"
    f" {AS_ASSESSED} WHERE id = %s"
)
RENAME = "UPDATE assessments_person SET name = %s WHERE id = %s"


def one_then_other(world, at_once, first):
    """By raw SQL, each in a transaction of its own; the second begins before the first has committed."""
    assessment = world.record(world.assessment, K, K, K)
    sign = (SIGN, [timezone.now(), world.bima.pk, assessment.pk])
    rename = (RENAME, [STRANGER, assessment.candidate.person_id])
    before, after = (sign, rename) if first == "signature" else (rename, sign)
    done = threading.Event()

    def lead():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(*before)
            done.set()
            at_once.wait_for_others()

    def follow():
        assert done.wait(10)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(*after)

    answers = at_once(lead, follow)
    assessment.refresh_from_db()
    return assessment.assessed_name, Person.objects.get(pk=assessment.candidate.person_id).name, answers


def without_person_locks(guard):
    return replace(guard, locks=tuple(lock for lock in guard.locks if lock.table != "assessments_person"))


def refusals(answers):
    return [answer for answer in answers if isinstance(answer, DatabaseError | RuleError)]


@pytest.mark.parametrize("first", ["signature", "rename"])
def test_without_the_lock_both_pass_and_the_name_is_gone(world, at_once, first):
    """The race is real: each statement is right alone."""
    with other_guards(without_person_locks):
        kept, name, answers = one_then_other(world, at_once, first)
    assert refusals(answers) == []
    assert (kept, name) == (SITI, STRANGER)


def test_with_the_lock_the_rename_waits_for_the_signature_and_is_refused(world, at_once):
    kept, name, answers = one_then_other(world, at_once, "signature")
    assert len(refusals(answers)) == 1 and (kept, name) == (SITI, SITI)


def test_with_the_lock_the_signature_waits_for_the_rename_and_is_refused(world, at_once):
    kept, name, answers = one_then_other(world, at_once, "rename")
    assert len(refusals(answers)) == 1 and (kept, name) == ("", STRANGER)


def test_the_operations_wait_for_each_other(world, at_once):
    """Either the rename comes first and is what was signed for, or it is refused in words; nobody sees an error."""
    assessment = world.record(world.assessment, K, K, K)
    assessment.refresh_from_db()
    revision, person = assessment.revision, assessment.candidate.person
    answers = at_once(
        lambda: verdicts.sign_verdicts(by=world.bima, on=world.today, assessment=assessment, revision=revision),
        lambda: edit_person(by=world.ratna, on=world.today, person=person, name=STRANGER),
    )
    assert [answer.code for answer in refusals(answers)] in ([], ["person_assessed"])
    assessment.refresh_from_db()
    assert assessment.assessed_name == Person.objects.get(pk=person.pk).name


def test_a_signature_waits_for_an_edit_that_is_not_committed(world, at_once):
    assessment = world.record(world.assessment, K, K, K)
    assessment.refresh_from_db()
    revision, person, edited = assessment.revision, assessment.candidate.person, threading.Event()

    def rename():
        with transaction.atomic():
            edit_person(by=world.ratna, on=world.today, person=person, name=STRANGER)
            edited.set()
            at_once.wait_for_others()

    def sign():
        assert edited.wait(10)
        verdicts.sign_verdicts(by=world.bima, on=world.today, assessment=assessment, revision=revision)

    assert world.ratna and refusals(at_once(rename, sign)) == []
    assessment.refresh_from_db()
    assert assessment.assessed_name == STRANGER
