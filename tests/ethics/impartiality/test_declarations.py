"""Relations are declared before the names open, then candidate by candidate; what is known already holds on its own."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from assessments.assessments.operations import enrolment
from assessments.models import Candidate, Person, Relation, Training
from assessments.sessions.operations import sessions
from ethics.impartiality.found_ties import ties
from ethics.impartiality.operations import declarations
from ethics.impartiality.operations.conflicts import decide_conflict
from ethics.impartiality.operations.declarations import Answer
from ethics.models import Conflict, Tie
from kit.errors import RuleError
from tests.told import told

from ..cases import way

NOTHING = Answer(Tie.NONE)
SCHOOL = "SMK Contoh Bangsa"


@pytest.fixture
def place(world):
    """Siti's place with Bima, nothing declared yet."""
    Candidate.objects.filter(pk=world.siti_candidate.pk).update(institution=SCHOOL)
    candidate = Candidate.objects.get(pk=world.siti_candidate.pk)
    act = {"by": world.ratna, "on": world.today, "session": world.session, "assessor": world.bima_assessor}
    return enrolment.enrol(**act, candidate=candidate)


def to_institutions(world, answer=NOTHING, **changes):
    said = {
        "by": world.bima, "on": world.today, "session": world.session, "assessor": world.bima_assessor,
        "answers": {SCHOOL: answer},
    }  # fmt: skip
    return declarations.declare_institutions(**said | changes)


def to_candidates(world, place, answer=NOTHING, **changes):
    said = {
        "by": world.bima, "on": world.today, "session": world.session, "assessor": world.bima_assessor,
        "answers": {place.pk: answer},
    }  # fmt: skip
    return declarations.declare_candidates(**said | changes)


def refused(act, *args, **kwargs):
    with pytest.raises(RuleError) as caught:
        act(*args, **kwargs)
    return caught.value.code


def held(place):
    return place.holds.in_force().exists()


def test_what_was_declared_for_another_session_is_asked_again(world, place):
    later = world.plan(starts_at=world.at(9, day=3), ends_at=world.at(12, day=3))
    sessions.assign(by=world.ratna, on=world.today, session=later, assessor=world.bima_assessor)
    Candidate.objects.filter(pk=world.yohanes_candidate.pk).update(institution=SCHOOL)
    candidate = Candidate.objects.get(pk=world.yohanes_candidate.pk)
    act = {"by": world.ratna, "on": world.today, "session": later, "assessor": world.bima_assessor}
    enrolment.enrol(**act, candidate=candidate)
    to_institutions(world)
    assert declarations.institutions_of(world.session, world.bima_assessor) == []
    assert declarations.institutions_of(later, world.bima_assessor) == [SCHOOL]


def test_institutions_are_told_without_names(world, place):
    assert declarations.institutions_of(world.session, world.bima_assessor) == [SCHOOL]
    assert declarations.undeclared(world.session, world.bima_assessor) == []


def test_the_names_open_then_each_is_declared(world, place):
    assert to_institutions(world) == 1
    place.refresh_from_db()
    assert place.opened_at and not place.cleared_at
    assert to_candidates(world, place) == 1
    place.refresh_from_db()
    assert place.cleared_at and not held(place)
    said = [*world.bima_assessor.institutiondeclarations.all(), *world.bima_assessor.candidatedeclarations.all()]
    assert [told(row) for row in said] == [["declared"]] * 2


def test_nobody_declares_for_another(world, place):
    for account in (world.ratna, world.wulan, world.sekar):
        with pytest.raises(PermissionDenied):
            to_institutions(world, by=account)


def test_every_institution_is_answered(world, place):
    assert refused(to_institutions, world, answers={}) == "institutions_unanswered"


def test_every_candidate_is_answered(world, place):
    to_institutions(world)
    assert refused(to_candidates, world, place, answers={}) == "candidates_unanswered"
    place.refresh_from_db()
    assert place.cleared_at is None


@pytest.mark.parametrize(
    ("answer", "code"), [(Answer(Tie.FAMILY, " "), "tie_unexplained"), (Answer("friend", "x"), "tie_unknown")]
)
def test_a_tie_is_one_of_the_list_and_explained(world, place, answer, code):
    assert refused(to_institutions, world, answer) == code
    place.refresh_from_db()
    assert place.opened_at is None


def test_a_tie_to_the_institution_holds_its_people(world, place):
    to_institutions(world, Answer(Tie.EMPLOYER, "Guru di sana."))
    assert held(place)
    assert Conflict.objects.get().source == "declared"


def test_a_tie_to_the_candidate_holds_him(world, place):
    to_institutions(world)
    to_candidates(world, place, Answer(Tie.FAMILY, "Keponakan."))
    assert held(place)


def test_what_was_said_is_not_taken_back(world, place):
    to_institutions(world)
    to_candidates(world, place, Answer(Tie.FAMILY, "Keponakan."))
    assert refused(to_candidates, world, place, NOTHING) == "declared_already"
    with pytest.raises(IntegrityError), transaction.atomic():
        world.bima_assessor.candidatedeclarations.update(tie="none")
    assert held(place)


def test_who_comes_later_is_declared_anew(world, place):
    to_institutions(world)
    to_candidates(world, place)
    Candidate.objects.filter(pk=world.yohanes_candidate.pk).update(institution="PT Lain")
    late = enrolment.enrol(
        by=world.ratna, on=world.today, session=world.session, candidate=world.yohanes_candidate,
        assessor=world.bima_assessor,
    )  # fmt: skip
    assert declarations.institutions_of(world.session, world.bima_assessor) == ["PT Lain"]
    to_institutions(world, answers={"PT Lain": NOTHING})
    assert [one.pk for one in declarations.undeclared(world.session, world.bima_assessor)] == [late.pk]


# --- what the portal finds by itself ------------------------------------------------------------------
def set_up_trainer(world):
    Training.objects.create(trainer=world.bima_assessor.person, candidate=world.siti_candidate, subject="Dasar")


def set_up_employer(world):
    type(world.bima_assessor).objects.filter(pk=world.bima_assessor.pk).update(employer="smk  CONTOH bangsa")
    world.bima_assessor.refresh_from_db()


def set_up_home(world):
    people = [world.bima_assessor.person_id, world.siti_candidate.person_id]
    Person.objects.filter(pk__in=people).update(address="Jl. Melati No. 5, Bandung")


def set_up_family(world):
    Relation.objects.create(person=world.siti_candidate.person, relative=world.bima_assessor.person, kind="family")


def set_up_name(world):
    Person.objects.filter(pk=world.bima_assessor.person_id).update(name="Bima Wulandari", address="Jalan A 1, Bandung")
    Person.objects.filter(pk=world.siti_candidate.person_id).update(address="Jalan B 2, Bandung")


FOUND = {
    Tie.TRAINER: set_up_trainer,
    Tie.EMPLOYER: set_up_employer,
    Tie.HOUSEHOLD: set_up_home,
    Tie.FAMILY: set_up_family,
}


@pytest.mark.parametrize("tie", FOUND)
def test_the_portal_finds_a_tie_nobody_declared(world, place, tie):
    FOUND[tie](world)
    world.bima_assessor.person.refresh_from_db()
    to_institutions(world)
    conflict = Conflict.objects.get()
    assert (conflict.tie, conflict.source) == (tie, "found")
    assert held(place)


def test_a_family_name_and_a_town_together_are_a_sign(world, place):
    set_up_name(world)
    world.bima_assessor.person.refresh_from_db()
    place.candidate.person.refresh_from_db()
    assert [found.tie for found in ties(world.bima_assessor, place.candidate)] == [Tie.FAMILY]


def test_an_earlier_conflict_is_remembered(world, place):
    to_institutions(world)
    to_candidates(world, place, Answer(Tie.DISPUTE, "Pernah bersengketa."))
    decide_conflict(
        by=world.wulan, on=world.today, conflict=Conflict.objects.get(), outcome="replace", reason="Tidak netral."
    )
    assert [found.tie for found in ties(world.bima_assessor, place.candidate)] == [Tie.DISPUTE]


def test_a_case_about_an_assessment_is_a_dispute_with_its_candidate(world):
    assessment = world.certificate().assessment
    way.report(world)
    assert ties(world.bima_assessor, assessment.candidate) == []
    way.heard(world, assessment=assessment, code="ABCDE-FGHJK-23456-MNPQS")
    assert [found.tie for found in ties(world.bima_assessor, assessment.candidate)] == [Tie.DISPUTE]


def test_who_reported_with_his_account_is_not_found_by_it(world, place):
    way.heard(world, by=world.siti, kind="account")
    assert ties(world.bima_assessor, place.candidate) == []


def test_strangers_are_strangers(world, place):
    assert ties(world.bima_assessor, place.candidate) == []
