"""Ties on record, asked of the facts alone: by operation, and by the database of whoever writes around it."""

from datetime import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from assessments.decisions import operations as decisions
from assessments.duty import operations as duty
from assessments.models import Assessment, Event, Relation, Training
from assessments.people.operations import record_relation, record_training, remove_relation, remove_training
from assessments.ties import questions as ties
from certificates.issuing.operations.issuing import issue
from certificates.models import Certificate
from kit.errors import RuleError
from tests.clock import go_by
from tests.guarding import lifted_by_whomever
from tests.raw_rows import insert_candidate
from tests.world import AS_ASSESSED, K

# As somebody writes them who tells nobody: no operation, so no conflict and no hold.
RELATION = (
    "INSERT INTO assessments_relation (person_id, relative_id, kind, note, recorded_at) VALUES (%s, %s, %s, '', %s)"
)
TRAINING = (
    "INSERT INTO assessments_training (trainer_id, candidate_id, subject, recorded_at) VALUES (%s, %s, 'Dasar', %s)"
)


def write(sql, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        kept = connection.ops.adapt_datetimefield_value  # as the portal writes it
        cursor.execute(sql, [kept(each) if isinstance(each, datetime) else each for each in values])


def related(one, other):
    write(RELATION, one.pk, other.pk, "family", timezone.now())


def related_back(one, other):
    related(other, one)


def taught(one, other):
    write(TRAINING, one.pk, other.candidate.pk, timezone.now())


def was_taught(one, other):
    insert_candidate(one.pk)
    one.refresh_from_db()
    taught(other, one)


KINDS = (related, related_back, taught, was_taught)


def refused(act, *args, **kwargs):
    with pytest.raises(RuleError) as caught:
        act(*args, **kwargs)
    return caught.value.code


def raw_refused(sql, *values, match="recorded tie"):
    with pytest.raises(IntegrityError, match=match):
        write(sql, *values)


def bima_and_siti(world):
    return world.bima_assessor.person, world.siti_candidate.person


SIGN = (
    "UPDATE assessments_assessment SET status = 'signed', signed_at = %s, signed_by_id = %s,"
    f" {AS_ASSESSED} WHERE id = %s"
)
DECIDE = (
    "INSERT INTO assessments_decision (assessment_id, outcome, reason, decided_by_id, decided_on, decided_at)"
    " VALUES (%s, %s, 'Alasan', %s, %s, %s)"
)


# --- who judges -------------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", KINDS)
def test_saving_and_signing(world, kind):
    place = world.record(world.assessment, K, K, K)
    kind(*bima_and_siti(world))
    assert refused(world.record, place, K, K, K) == refused(world.sign, place) == "tie_recorded"
    raw_refused("UPDATE assessments_verdict SET outcome = 'pending' WHERE assessment_id = %s", place.pk)
    raw_refused(SIGN, timezone.now(), world.bima.pk, place.pk)


@pytest.mark.parametrize("kind", KINDS)
def test_granting(world, kind):
    place = world.judged()
    kind(*bima_and_siti(world))
    act = {"by": world.komang, "on": world.today, "assessment": place}
    assert refused(decisions.grant, **act) == "tie_recorded"
    raw_refused(DECIDE, place.pk, "granted", world.komang.pk, world.today, timezone.now())
    decisions.refuse(**act, reason="Kakak asesornya.")
    assert Assessment.objects.get().status == "refused"


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_decided_since_keeps_nobody(world, kind):
    place = world.assessment
    kind(*bima_and_siti(world))
    pair = {"assessment": place, "assessor": world.bima_assessor, "reason": "x"}
    duty.hold(by=None, on=world.today, **pair)
    go_by(seconds=1)
    with lifted_by_whomever():
        duty.lift_hold(by=None, on=world.today, at=timezone.now(), **pair)
    world.record(place, K, K, K)
    assert world.sign(place).status == "signed"
    assert not ties.undecided(place)


def test_what_was_decided_before_is_asked_again(world):
    place, pair = world.assessment, {"assessor": world.bima_assessor, "reason": "x"}
    duty.hold(by=None, on=world.today, assessment=place, **pair)
    with lifted_by_whomever():
        duty.lift_hold(by=None, on=world.today, at=timezone.now(), assessment=place, **pair)
    world.record(place, K)
    go_by(minutes=1)
    related(*bima_and_siti(world))
    assert refused(world.record, place, K, K) == "tie_recorded"


# --- who decides ------------------------------------------------------------------------------------------
CODES = {taught: "trained_candidate"}


@pytest.mark.parametrize("kind", KINDS)
def test_who_is_tied_does_not_decide(world, kind):
    place = world.judged()
    kind(world.komang.person, world.siti_candidate.person)
    act = {"by": world.komang, "on": world.today, "assessment": place}
    codes = {refused(decisions.grant, **act), refused(decisions.refuse, **act, reason="x")}
    assert codes == {CODES.get(kind, "tied_to_candidate")}
    for outcome in ("granted", "refused"):
        raw_refused(DECIDE, place.pk, outcome, world.komang.pk, world.today, timezone.now(), match="decides|decided")


def test_the_father_by_clicks(world, client):
    """The attack as it was made: the candidate's father granted."""
    place = world.judged()
    client.force_login(world.ratna)
    page = reverse("relation_create", args=[world.siti_candidate.person_id])
    sent = {"relative": world.komang.person.pk, "kind": "family", "note": "Ayah"}
    assert client.post(f"{page}?q=komang", sent).status_code == 302
    client.force_login(world.komang)
    address = reverse("assessment_decide", args=[place.pk])
    said = str(decisions.OBJECTIONS["tied_to_candidate"])
    assert said in client.get(address).text and said in client.get(reverse("decision_list")).text
    assert "Anda tidak dapat memutuskan" in client.get(address).text
    assert client.post(address, {"outcome": "granted", "reason": ""}).status_code == 422
    assert Assessment.objects.get().status == "signed"


def test_an_account_without_a_person_is_tied_to_nobody(world):
    related(world.komang.person, world.siti_candidate.person)
    nobody = world.account("tanpa_orang", is_decision_maker=True)
    decisions.grant(by=nobody, on=world.today, assessment=world.judged())


def test_of_a_person_without_an_account_nothing_is_asked(world):
    related(world.candidate("Paman Siti").person, world.siti_candidate.person)
    assert world.granted().status == "granted"


# --- issuing ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", KINDS)
def test_no_certificate_over_a_tie_of_the_assessor(world, kind):
    assert world.body
    place = world.granted()
    kind(*bima_and_siti(world))
    assert refused(issue, assessment=place, by=world.ratna, on=world.today) == "tie_recorded"


@pytest.mark.parametrize("kind", [related, related_back, was_taught])
def test_no_certificate_on_the_word_of_a_relative(world, kind):
    assert world.body
    place = world.granted()
    kind(world.komang.person, world.siti_candidate.person)
    assert refused(issue, assessment=place, by=world.ratna, on=world.today) == "tied_to_candidate"
    assert not Certificate.objects.exists()


# --- what is on record stays ------------------------------------------------------------------------------
def test_a_recorded_tie_is_never_changed(world):
    related(*bima_and_siti(world))
    for change in ("recorded_at = '2099-01-01'", "kind = 'other'", "note = 'x'", "id = id + 1"):
        raw_refused(f"UPDATE assessments_relation SET {change}", match=r"[a-z]+ [a-z]+")
    taught(world.sekar_assessor.person, world.siti_candidate.person)
    for change in ("recorded_at = '2099-01-01'", "ended_on = '2099-01-01'"):
        raw_refused(f"UPDATE assessments_training SET {change}", match="rest")


def test_a_relation_does_not_vanish_without_a_trace(world):
    one, other = bima_and_siti(world)
    act = {"by": world.ratna, "on": world.today}
    first = record_relation(**act, person=one, relative=other, kind="family")
    remove_relation(**act, relation=first, reason="Keliru.")
    record_relation(**act, person=one, relative=other, kind="family")
    record_relation(**act, person=one, relative=other, kind="other")
    raw_refused("DELETE FROM assessments_relation", match="taken back")  # what was told was told of an earlier one
    remove_relation(**act, relation=Relation.objects.get(kind="other"), reason="Keliru.")
    raw_refused("DELETE FROM assessments_relation", match="taken back")
    assert Relation.objects.get().kind == "family"


def test_a_training_told_of_before_is_not_told_of_again(world):
    act = {"by": world.ratna, "on": world.today}
    said = {"candidate": world.siti_candidate, "trainer": world.sekar_assessor.person, "subject": "Dasar"}
    remove_training(**act, training=record_training(**act, **said), reason="Keliru.")
    record_training(**act, **said)
    record_training(**act, **said | {"subject": "Lanjutan"})
    raw_refused("DELETE FROM assessments_training", match="taken back")
    assert Training.objects.exists() and Event.objects.filter(verb="training_removed").count() == 1


def test_nobody_takes_back_a_training_that_ties_himself(world):
    act = {"by": world.ratna, "on": world.today, "subject": "Dasar"}
    training = record_training(**act, candidate=world.siti_candidate, trainer=world.bima_assessor.person)
    for account in (world.siti, world.bima):
        assert refused(remove_training, by=account, on=world.today, training=training, reason="x") == "training_own"


def test_who_is_tied_to_somebody_is_not_deleted(world):
    alone = world.candidate("Tamu Lama").person
    related(alone, world.komang.person)
    raw_refused("DELETE FROM assessments_person WHERE id = %s", world.komang.person.pk, match="rest")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="REPLACE is SQLite's own statement")
def test_nor_replaced_by_another_of_the_same_key(world):
    related(*bima_and_siti(world))
    raw_refused("REPLACE INTO assessments_relation SELECT * FROM assessments_relation", match="replaced")
