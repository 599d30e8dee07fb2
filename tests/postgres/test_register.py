"""The chain of the register while many act at once, and when one is killed in the middle."""

import os
import signal
from functools import partial

import pytest
from django.db import connection

from assessments.errors import RuleError
from certificates import chain, operations
from certificates.models import Certificate, CertificateFile, NumberCounter, RegisterEntry
from certificates.operations import evidence
from tests.world import K, World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db):
    return World()


def granted(world, number):
    """So many granted assessments of one session."""
    from assessments.operations import decisions

    candidates = [world.candidate(f"Peserta {n:02d}") for n in range(number)]
    found = [world.enrol(candidate) for candidate in candidates]
    world.start()
    for assessment in found:
        world.record(assessment, K, K, K)
        world.sign(assessment)
        assessment.refresh_from_db()
        decisions.grant(by=world.komang, on=world.today, assessment=assessment)
    return found


def unbroken():
    """Whether every entry follows the one before it."""
    previous = chain.GENESIS
    for number, entry in enumerate(RegisterEntry.objects.order_by("number"), start=1):
        assert (entry.number, entry.previous) == (number, previous)
        assert entry.digest == chain.digest_of(previous, entry.content)
        previous = entry.digest
    return True


def test_the_chain_survives_many_issuers_at_once(world, at_once):
    assert world.body
    calls = [
        partial(operations.issue, assessment=assessment, by=world.ratna, on=world.today)
        for assessment in granted(world, 8)
    ]
    answers = at_once(*calls)
    assert all(isinstance(answer, Certificate) for answer in answers), answers
    assert unbroken() and RegisterEntry.objects.count() == 8


def test_of_two_who_suspend_one_is_told_that_it_is_done(world, at_once):
    certificate = world.certificate()
    suspend = partial(operations.suspend, certificate=certificate, by=world.komang, on=world.today, reason="Aduan.")
    answers = at_once(suspend, suspend)
    assert sorted(isinstance(answer, RuleError) for answer in answers) == [False, True]
    assert unbroken() and RegisterEntry.objects.count() == 2


def test_of_withdrawing_and_replacing_at_once_one_happens(world, at_once):
    certificate = world.certificate()
    said = {"certificate": certificate, "on": world.today, "reason": "Aduan."}
    answers = at_once(
        partial(operations.withdraw, by=world.komang, **said),
        partial(operations.replace, by=world.ratna, occasion="damage", **said),
    )
    assert sum(isinstance(answer, RuleError) for answer in answers) == 1
    assert Certificate.objects.exclude(status="replaced").count() == 1 and unbroken()


def test_killed_in_the_middle_of_issuing_loses_and_doubles_nothing(world):
    """A child process is killed with the row written and the file not; afterwards the same number is drawn again."""
    assert world.body
    (assessment,) = granted(world, 1)

    def killed(_certificate):
        assert Certificate.objects.exists()  # it is there already, in this transaction only
        os.kill(os.getpid(), signal.SIGKILL)

    child = os.fork()
    if child == 0:
        connection.connection = None  # the parent's; this process opens its own
        evidence.store = killed
        operations.issue(assessment=assessment, by=world.ratna, on=world.today)
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    assert not Certificate.objects.exists() and not RegisterEntry.objects.exists()
    assert not CertificateFile.objects.exists() and not NumberCounter.objects.exclude(last=0).exists()
    certificate = operations.issue(assessment=assessment, by=world.ratna, on=world.today)
    assert certificate.number.split()[3] == "0000001" and unbroken()
