"""A conflict of interest is decided once, with a reason, by an officer who has no part in it."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from assessments.assessments.operations import enrolment
from assessments.bars import operations as bars
from assessments.decisions.operations import grant
from assessments.duty import operations as duty
from assessments.models import Assessment, Hold, Person, Relation, Supervision, Training
from assessments.people.operations import record_relation, remove_relation
from ethics.impartiality.operations.conflicts import decide_conflict, raise_conflict
from ethics.models import Conflict
from kit.errors import RuleError
from tests.told import told
from tests.world import K

from .declaring import NEPHEW, conflict_of, decide, declare, undeclared_place, with_colleague


def refused(act, *args, **kwargs):
    with pytest.raises(RuleError) as caught:
        act(*args, **kwargs)
    return caught.value.code


def held(conflict):
    return Hold.objects.in_force().filter(assessment=conflict.assessment).exists()


@pytest.fixture
def conflict(world):
    return conflict_of(world)


@pytest.mark.parametrize(("outcome", "holds"), [("dismiss", False), ("supervise", False), ("replace", True)])
def test_what_a_decision_does(world, conflict, outcome, holds):
    assert decide(world, conflict, outcome).decided_by == world.wulan
    assert held(conflict) is holds


def test_who_supervises_is_named(world, conflict):
    act = {"by": world.wulan, "on": world.today, "conflict": conflict, "outcome": "supervise", "reason": "x"}
    assert refused(decide_conflict, **act) == "supervisor_required"
    assert held(conflict) and Conflict.objects.get().is_open


@pytest.mark.parametrize(
    ("outcome", "reason", "code"), [("perhaps", "x", "outcome_unknown"), ("dismiss", " ", "reason_required")]
)
def test_what_is_no_decision(world, conflict, outcome, reason, code):
    assert refused(decide, world, conflict, outcome, reason) == code
    assert held(conflict)


def test_a_decision_is_taken_once(world, conflict):
    decide(world, conflict)
    assert refused(decide, world, conflict, "replace") == "decided_already"
    assert told(conflict) == ["raised", "decided"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Conflict.objects.update(outcome="replace")


def test_only_an_officer_without_a_part_decides(world, conflict):
    for account in (world.ratna, world.komang, world.bima):
        with pytest.raises(PermissionDenied):
            decide(world, conflict, by=account)


def make_officer(account):
    type(account).objects.filter(pk=account.pk).update(is_ethics_officer=True)
    account.refresh_from_db()
    return account


def tie(world):
    Relation.objects.create(person=world.tamu_person, relative=world.siti_candidate.person, kind="family")


def teach(world):
    Training.objects.create(trainer=world.tamu_person, candidate=world.siti_candidate, subject="Dasar")


@pytest.mark.parametrize("who", ["bima", "siti", "sekar"])
def test_an_officer_never_decides_on_his_own_matter(world, conflict, who):
    if who == "sekar":
        with_colleague(world)
    with pytest.raises(PermissionDenied):
        decide(world, conflict, by=make_officer(getattr(world, who)))


@pytest.mark.parametrize("part", [tie, teach])
def test_nor_on_that_of_his_family_or_of_whom_he_taught(world, conflict, part):
    world.tamu_person = Person.objects.create(name="Tamu", account=make_officer(world.tamu))
    part(world)
    with pytest.raises(PermissionDenied):
        decide(world, conflict, by=world.tamu)
    assert Conflict.objects.with_involvement_of(world.wulan).get().is_involved is False


def test_all_conflicts_of_the_two_are_decided_before_the_hold_ends(world, conflict):
    other = raise_conflict(
        by=None, on=world.today, assessment=conflict.assessment, assessor=world.bima_assessor, source="found",
        tie="trainer", detail="Pelatih.",
    )  # fmt: skip
    decide(world, conflict)
    assert held(conflict)
    decide(world, other, "supervise", "Diawasi penyelia.")
    assert not held(conflict) and Supervision.objects.get().assessor == world.bima_assessor


# --- supervised ---------------------------------------------------------------------------------------
def test_somebody_is_named_who_supervises(world, conflict):
    decide(world, conflict, "supervise", "Tidak ada asesor lain.")
    (order,) = conflict.assessment.supervision
    assert (order.supervisor, order.reason) == (world.sekar_assessor.person, "Tidak ada asesor lain.")
    steps = ["enrolled", "names_opened", "held", "relation_declared", "supervised", "hold_lifted"]
    assert sorted(told(conflict.assessment)) == sorted(steps)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE assessments_supervision SET reason = 'x'")


def unfit(world, who):
    person = {
        "himself": world.bima_assessor.person, "candidate": world.siti_candidate.person,
        "nobody": world.komang.person,
    }.get(who, world.sekar_assessor.person)  # fmt: skip
    if who == "decider":
        type(world.sekar).objects.filter(pk=world.sekar.pk).update(is_decision_maker=True)
    if who == "trainer":
        Training.objects.create(trainer=person, candidate=world.siti_candidate, subject="Dasar")
    if who == "unpledged":
        type(world.sekar_assessor).objects.filter(person=person).update(pledged_until=None)
    if who == "suspended":
        days = {"starts_on": world.session.last_day, "ends_on": None}
        bars.bar_assessor(by=world.wulan, on=world.today, assessor=world.sekar_assessor, reason="Diperiksa.", **days)
    return person


@pytest.mark.parametrize("who", ["himself", "candidate", "decider", "trainer", "nobody", "unpledged", "suspended"])
def test_who_cannot_supervise(world, conflict, who):
    assert refused(decide, world, conflict, "supervise", supervisor=unfit(world, who)) == "supervisor_unfit"
    assert Conflict.objects.get().is_open and held(conflict)


def test_who_decided_does_not_supervise_afterwards(world, conflict):
    """Sekar was a decision maker when she decided, and gave the role up; neither operation nor database takes her."""
    place, sekar = conflict.assessment, world.sekar_assessor.person
    decide(world, conflict)
    world.start()
    world.record(place, K, K, K)
    world.sign(place)
    type(world.sekar).objects.filter(pk=world.sekar.pk).update(is_decision_maker=True)
    world.sekar.refresh_from_db()
    grant(by=world.sekar, on=world.today, assessment=place)
    type(world.sekar).objects.filter(pk=world.sekar.pk).update(is_decision_maker=False)
    order = {"assessment": place, "assessor": world.bima_assessor, "supervisor": sekar, "reason": "Saudara."}
    assert refused(duty.supervise, by=world.wulan, on=world.today, **order) == "supervisor_unfit"
    with pytest.raises(IntegrityError, match="nobody supervises"), transaction.atomic():
        Supervision.objects.create(**order)


def test_a_decision_maker_supervises_nothing_in_the_database_either(world, conflict):
    order = {"assessment": conflict.assessment, "assessor": world.bima_assessor, "reason": "Saudara."}
    with pytest.raises(IntegrityError, match="nobody supervises"), transaction.atomic():
        Supervision.objects.create(**order, supervisor=world.komang.person)


def test_supervision_without_a_name_is_none(world, conflict):
    act = {"by": world.wulan, "on": world.today, "assessment": conflict.assessment, "assessor": world.bima_assessor}
    assert refused(duty.supervise, **act, supervisor=world.sekar_assessor.person, reason=" ") == "reason_required"


# --- replaced -----------------------------------------------------------------------------------------
def test_who_was_replaced_does_not_come_back(world, conflict):
    with_colleague(world)
    decide(world, conflict, "replace")
    place, act = conflict.assessment, {"by": world.ratna, "on": world.today}
    enrolment.reassign(**act, assessment=place, assessor=world.sekar_assessor)
    assert refused(enrolment.reassign, **act, assessment=place, assessor=world.bima_assessor) == "held"
    assert Assessment.objects.get().assessor == world.sekar_assessor


def test_a_replacement_waits_until_it_is_made(world, conflict):
    with_colleague(world)
    assert not Conflict.objects.awaiting_replacement()
    decide(world, conflict, "replace")
    assert list(Conflict.objects.awaiting_replacement()) == [conflict]
    enrolment.reassign(
        by=world.ratna, on=world.today, assessment=conflict.assessment, assessor=world.sekar_assessor
    )  # fmt: skip
    assert not Conflict.objects.awaiting_replacement()


def test_a_tie_taken_back_afterwards_takes_no_conflict_back(world):
    relation = record_relation(
        by=world.ratna, on=world.today, person=world.bima_assessor.person, relative=world.siti_candidate.person,
        kind="family",
    )  # fmt: skip
    place = undeclared_place(world)
    declare(world, place)
    remove_relation(by=world.ratna, on=world.today, relation=relation, reason="Salah orang.")
    conflict = Conflict.objects.get()
    assert (conflict.tie, conflict.source, conflict.is_open) == ("family", "found", True) and held(conflict)


# --- letters ------------------------------------------------------------------------------------------
def test_officers_hear_once_and_without_a_name(world, django_capture_on_commit_callbacks):
    assert world.wulan
    place = undeclared_place(world)
    Training.objects.create(trainer=world.bima_assessor.person, candidate=world.siti_candidate, subject="Dasar")
    with django_capture_on_commit_callbacks(execute=True):
        declare(world, place, NEPHEW)
    assert Conflict.objects.count() == 2
    assert {letter.to[0] for letter in mail.outbox} == {world.wulan.email}
    said = "".join(f"{letter.subject} {letter.body} {letter.alternatives[0].content}" for letter in mail.outbox)
    assert not {"Siti", "Bima", "Pemrogram"} & set(said.split()) and "/conflict/" in said


def test_an_officer_with_a_part_hears_nothing(world, django_capture_on_commit_callbacks):
    make_officer(world.bima)
    with django_capture_on_commit_callbacks(execute=True):
        conflict_of(world)
    assert mail.outbox == []


def test_the_office_hears_what_was_decided(world, conflict, django_capture_on_commit_callbacks):
    assert world.ratna
    with django_capture_on_commit_callbacks(execute=True):
        decide(world, conflict, "replace")
    (letter,) = mail.outbox
    assert letter.to == [world.ratna.email]
    assert f"/assessment/{conflict.assessment_id}/reassign/" in letter.body
    assert "Siti" not in letter.subject + letter.body
