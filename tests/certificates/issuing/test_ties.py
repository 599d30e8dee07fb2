"""No certificate where a recorded tie stands: the database refuses the raw row, and the audit finds what got in."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from assessments.models import Hold, Relation, Supervision, Training
from assessments.people.operations import record_training
from certificates.acts.operations import replace, suspend
from certificates.auditing import of_rows
from certificates.models import Certificate, IssuingItem
from certificates.runs import operations as runs
from ethics.models import Conflict
from kit.guards import install, registered, remove
from tests.assessments.ties.test_ties import KINDS, refused, related, taught, was_taught
from tests.certificates.test_central_rule import raw_certificate
from tests.clock import go_by

ALL_GUARDS = registered()
BY_ASSESSOR = "the assessor is tied to the candidate on record, and no officer decided about it"
BY_SUPERVISOR = "the supervisor is tied to the candidate on record, and no officer decided about it"
BY_DECIDER = "it was decided by somebody who is tied to the candidate on record"


def problems():
    return [finding.problem for finding in of_rows()]


def raw_refused(world, place, **changes):
    with pytest.raises(IntegrityError, match="recorded tie"), transaction.atomic():
        raw_certificate(world, place, **changes)


# --- the raw row ------------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", KINDS)
def test_of_the_assessor(world, kind):
    place = world.granted()
    kind(world.bima_assessor.person, world.siti_candidate.person)
    raw_refused(world, place)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind is not taught])
def test_of_who_decided(world, kind):
    place = world.granted()
    kind(world.komang.person, world.siti_candidate.person)
    raw_refused(world, place)


@pytest.mark.parametrize("kind", KINDS)
def test_of_who_supervised(world, kind):
    order = {"assessment": world.assessment, "assessor": world.bima_assessor, "reason": "Sekantor."}
    Supervision.objects.create(**order, supervisor=world.sekar_assessor.person)
    place = world.granted()
    kind(world.sekar_assessor.person, world.siti_candidate.person)
    raw_refused(world, place)


def test_of_what_is_held(world):
    place = world.granted()
    Hold.objects.create(assessment=place, assessor=world.bima_assessor)
    raw_refused(world, place)


# --- what is issued stays ---------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind is not taught])
def test_a_tie_recorded_afterwards_takes_nothing_from_it(world, kind):
    certificate = world.certificate()
    go_by(seconds=1)
    for person in (world.bima_assessor.person, world.komang.person):
        kind(person, world.siti_candidate.person)
    assert problems() == []
    new = replace(certificate=certificate, occasion="damage", by=world.ratna, on=world.today, reason="Rusak.")
    assert new.replaces == certificate and problems() == []


def test_but_who_is_tied_does_not_act_on_it(world):
    certificate = world.certificate()
    related(world.siti_candidate.person, world.komang.person)
    act = {"certificate": certificate, "by": world.komang, "on": world.today, "reason": "Aduan."}
    assert refused(suspend, **act) == "tied_to_candidate"


def test_a_run_refuses_that_one_and_issues_the_others(world):
    assert world.body
    place = world.granted()
    related(world.bima_assessor.person, world.siti_candidate.person)
    run = runs.start_run(assessments=[place], by=world.ratna, on=world.today)
    runs.work_on(run)
    item = IssuingItem.objects.get()
    assert item.state == "refused" and "petugas etik" in item.refusal and not Certificate.objects.exists()


# --- the audit --------------------------------------------------------------------------------------------
def back_then(row, days=30):
    """The row is older than the certificate: written with every guard out of the way."""
    remove(connection, ALL_GUARDS)
    type(row).objects.filter(pk=row.pk).update(recorded_at=timezone.now() - timedelta(days=days))
    install(connection, ALL_GUARDS)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("who", "problem"), [("bima", BY_ASSESSOR), ("sekar", BY_SUPERVISOR), ("komang", BY_DECIDER)])
def test_what_got_in_all_the_same_is_found(world, kind, who, problem):
    order = {"assessment": world.assessment, "assessor": world.bima_assessor, "reason": "Sekantor."}
    Supervision.objects.create(**order, supervisor=world.sekar_assessor.person)
    certificate = world.certificate()
    kind(getattr(world, who).person, world.siti_candidate.person)
    back_then(Relation.objects.first() or Training.objects.first())
    expected = "it was decided by somebody who trained the candidate" if (who, kind) == ("komang", taught) else problem
    assert [(found.about, found.problem) for found in of_rows()] == [(certificate.number, expected)]


def test_what_an_officer_decided_is_no_finding(world):
    certificate = world.certificate()
    related(world.bima_assessor.person, world.siti_candidate.person)
    back_then(Relation.objects.get())
    assert problems() == [BY_ASSESSOR]
    remove(connection, ALL_GUARDS)
    Hold.objects.create(
        assessment=certificate.assessment, assessor=world.bima_assessor, lifted_at=timezone.now() - timedelta(days=3)
    )
    install(connection, ALL_GUARDS)
    assert problems() == []


# --- an older database ------------------------------------------------------------------------------------
def test_an_older_database_gets_the_moment_from_its_history(world):
    migration = import_module("assessments.migrations.0014_ties")
    told = record_training(
        by=world.ratna, on=world.today, candidate=world.siti_candidate, trainer=world.komang.person, subject="Kursus"
    )
    silent = Training.objects.create(candidate=world.siti_candidate, trainer=world.komang.person, subject="Lama")
    moments = {told.pk: told.recorded_at, silent.pk: world.siti_candidate.person.created_at}
    for row in (told, silent):
        back_then(row, days=900)
    remove(connection, ALL_GUARDS)
    migration.tell_since_when(apps, None)
    found = dict(Training.objects.values_list("pk", "recorded_at"))
    assert abs(found[told.pk] - moments[told.pk]) < timedelta(seconds=5)
    assert found[silent.pk] == moments[silent.pk]


@pytest.mark.parametrize("kind", KINDS)
def test_an_older_database_brings_late_ties_before_an_officer(world, kind):
    migration = import_module("ethics.migrations.0011_late_ties")
    place = world.judged()
    kind(world.bima_assessor.person, world.siti_candidate.person)
    kind(world.bima_assessor.person, world.yohanes_candidate.person) if kind is not was_taught else None
    migration.raise_what_was_recorded(apps, None)
    migration.raise_what_was_recorded(apps, None)
    conflict = Conflict.objects.get()
    assert (conflict.assessment, conflict.assessor, conflict.is_open) == (place, world.bima_assessor, True)
    assert Hold.objects.in_force().get().assessment == place
