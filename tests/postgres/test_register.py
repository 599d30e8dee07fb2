"""The chain of the register while many act at once, and when one is killed in the middle."""

import signal
import subprocess
import sys
from functools import partial

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from certificates.acts import operations as acts
from certificates.acts.operations import locked
from certificates.issuing.operations import issuing
from certificates.models import Certificate, CertificateFile, NumberCounter, RegisterEntry
from certificates.register import chain
from kit.errors import RuleError
from tests.world import K, World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db):
    return World()


def granted(world, number):
    """So many granted assessments of one session."""
    from assessments.decisions import operations as decisions

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
        partial(issuing.issue, assessment=assessment, by=world.ratna, on=world.today)
        for assessment in granted(world, 8)
    ]
    answers = at_once(*calls)
    assert all(isinstance(answer, Certificate) for answer in answers), answers
    assert unbroken() and RegisterEntry.objects.count() == 8


def test_of_two_who_suspend_one_is_told_that_it_is_done(world, at_once):
    certificate = world.certificate()
    suspend = partial(acts.suspend, certificate=certificate, by=world.komang, on=world.today, reason="Aduan.")
    answers = at_once(suspend, suspend)
    assert sorted(isinstance(answer, RuleError) for answer in answers) == [False, True]
    assert unbroken() and RegisterEntry.objects.count() == 2


def test_of_withdrawing_and_replacing_at_once_one_happens(world, at_once):
    certificate = world.certificate()
    said = {"certificate": certificate, "on": world.today, "reason": "Aduan."}
    answers = at_once(
        partial(acts.withdraw, by=world.komang, **said),
        partial(acts.replace, by=world.ratna, occasion="damage", **said),
    )
    assert sum(isinstance(answer, RuleError) for answer in answers) == 1
    assert Certificate.objects.exclude(status="replaced").count() == 1 and unbroken()


KILLED = """
import os, signal, sys
import django, time_machine
django.setup()
from django.conf import settings
from django.conf import settings
from django.db import connection, transaction
time_machine.travel(sys.argv[4], tick=False).start()  # when the test is
settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = sys.argv[1]
from django.contrib.auth import get_user_model
from django.utils import timezone
from assessments.models import Assessment
from certificates.acts import operations as acts
from certificates.issuing.operations import issuing
from certificates.models import Certificate
from certificates.issuing.operations import evidence

def killed(*_said, **_more):
    if Certificate.objects.exists():  # it is there already, in this transaction only
        os.kill(os.getpid(), signal.SIGKILL)

evidence.store = killed
by = get_user_model().objects.get(pk=sys.argv[3])
issuing.issue(assessment=Assessment.objects.get(pk=sys.argv[2]), by=by, on=timezone.localdate())
"""


def test_killed_in_the_middle_of_issuing_loses_and_doubles_nothing(world):
    """A process is killed with the row written and the file not; afterwards the same number is drawn again."""
    assert world.body
    (assessment,) = granted(world, 1)
    said = [connection.settings_dict["NAME"], str(assessment.pk), str(world.ratna.pk), timezone.now().isoformat()]
    ended = subprocess.run([sys.executable, "-c", KILLED, *said], cwd=settings.BASE_DIR, check=False, timeout=120)
    assert ended.returncode == -signal.SIGKILL
    assert not Certificate.objects.exists() and not RegisterEntry.objects.exists()
    assert not CertificateFile.objects.exists() and not NumberCounter.objects.exclude(last=0).exists()
    certificate = issuing.issue(assessment=assessment, by=world.ratna, on=world.today)
    assert certificate.number.split()[3] == "0000001" and unbroken()


def test_replacing_while_others_are_issued_waits_and_is_done(world, at_once):
    """Whoever makes a certificate takes the counters in one order: none waits for one who waits for it."""
    assert world.body
    issue = partial(issuing.issue, by=world.ratna, on=world.today)
    first, *others = granted(world, 4)
    said = {"on": world.today, "reason": "Cetakan rusak.", "by": world.ratna, "occasion": "damage"}
    replace = partial(acts.replace, certificate=issue(assessment=first), **said)
    answers = at_once(replace, *(partial(issue, assessment=assessment) for assessment in others))
    assert all(isinstance(answer, Certificate) for answer in answers), answers
    assert unbroken() and RegisterEntry.objects.count() == 6


def test_an_act_keeps_nobody_from_renewing_the_certificate(world, at_once):
    """Who renews holds the counters and points to the old one (a foreign key); an act holds it, and may want those."""
    certificate = world.certificate()

    def point_to_it():
        with connection.cursor() as cursor:
            asked = "SELECT id FROM certificates_certificate WHERE id = %s FOR KEY SHARE NOWAIT"
            cursor.execute(asked, [certificate.pk])
            return cursor.fetchone()

    with transaction.atomic():
        locked(certificate)
        assert at_once(point_to_it) == [(certificate.pk,)]
