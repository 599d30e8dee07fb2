"""A place in a session: once, within the quota, with the units fixed; a batch wholly or not at all."""

import pytest

from assessments.assessments.operations import enrolment
from assessments.models import Assessment, Assessor, Candidate, ElectiveGroup, Event, SchemeUnit
from assessments.sessions.operations import sessions
from tests.assessments.sessions.test_planning import refused


def many(world, candidates, **fields):
    defaults = {"by": world.ratna, "on": world.today, "session": world.session, "candidates": candidates}
    return enrolment.enrol_many(**defaults | fields)


def with_second_assessor(world):
    sessions.assign(by=world.ratna, on=world.today, session=world.session, assessor=world.sekar_assessor)
    return world.sekar_assessor


@pytest.fixture
def electives(world):
    """Five units, of which the last four are elective: one or two of them."""
    version = world.draft(units=5)
    group = ElectiveGroup.objects.create(version=version, name="Bahasa", min_units=1, max_units=2)
    SchemeUnit.objects.filter(version=version, position__gt=1).update(elective_group=group)
    world.version = world.in_force(version)
    return list(version.scheme_units.filter(elective_group=group))


def test_enrolment_fixes_the_units(world):
    assessment = world.enrol()
    assert list(assessment.verdicts.values_list("outcome", flat=True)) == ["pending"] * 3
    assert Event.objects.about(assessment)[0].verb == "enrolled"


def test_only_once(world):
    world.enrol()
    assert refused(world.enrol) == "already_enrolled"
    assert Assessment.objects.count() == 1


def test_quota_full(world):
    world.session = world.plan(quota=1)
    sessions.assign(by=world.ratna, on=world.today, session=world.session, assessor=world.bima_assessor)
    world.enrol()
    assert refused(world.enrol, world.yohanes_candidate) == "quota_full"


def test_assessor_must_serve_there(world):
    assert refused(world.enrol, assessor=world.sekar_assessor) == "not_assigned"


def test_version_replaced_meanwhile(world):
    assert world.session
    from kit.states import advance

    advance(world.version, "withdrawn", by=world.ratna, on=world.today)
    assert refused(world.enrol) == "not_in_force"


def test_nobody_assesses_himself(world):
    bima = Candidate.objects.create(person=world.bima_assessor.person)
    assert refused(world.enrol, bima) == "candidate_is_assessor"


def test_closed_session(world):
    sessions.cancel_session(by=world.ratna, on=world.today, session=world.session, reason="Banjir.")
    assert refused(world.enrol) == "session_closed"
    assert refused(many, world, [world.siti_candidate]) == "session_closed"  # said once, not of each candidate


@pytest.mark.parametrize(("count", "units"), [(1, 2), (2, 3)])
def test_electives_within_their_bounds(world, electives, count, units):
    assert world.enrol(electives=electives[:count]).verdicts.count() == units


@pytest.mark.parametrize("count", [0, 3, 4])
def test_electives_out_of_bounds(world, electives, count):
    assert refused(world.enrol, electives=electives[:count]) == "electives_count"


def test_unknown_elective(world, electives):
    compulsory = world.version.compulsory_units().get()
    assert refused(world.enrol, electives=[*electives[:1], compulsory]) == "electives_unknown"


def test_a_batch_is_enrolled_wholly(world):
    places = many(world, [world.siti_candidate, world.yohanes_candidate], assessor=world.bima_assessor)
    assert len(places) == Assessment.objects.count() == 2
    assert Event.objects.about(world.session).last().data == {"count": 2}


def test_a_batch_with_one_refusal_enrols_nobody(world):
    world.enrol()
    with pytest.raises(enrolment.BatchRefused) as caught:
        many(world, [world.yohanes_candidate, world.siti_candidate])
    assert [(who.person.name, why.code) for who, why in caught.value.refusals] == [
        ("Siti Rahma Wulandari", "already_enrolled")
    ]
    assert Assessment.objects.count() == 1


def test_a_batch_beyond_the_quota_names_who_is_left_over(world):
    world.session = world.plan(quota=1)
    sessions.assign(by=world.ratna, on=world.today, session=world.session, assessor=world.bima_assessor)
    with pytest.raises(enrolment.BatchRefused) as caught:
        many(world, [world.siti_candidate, world.yohanes_candidate])
    assert [who for who, _why in caught.value.refusals] == [world.yohanes_candidate]
    assert not Assessment.objects.exists()


def test_a_batch_is_spread_evenly(world):
    world.enrol()
    with_second_assessor(world)
    people = [world.candidate(f"Asesi {n}") for n in range(3)]
    many(world, people)
    held = [Assessment.objects.filter(assessor=a).count() for a in (world.bima_assessor, world.sekar_assessor)]
    assert held == [2, 2]


def test_nobody_to_spread_over(world):
    assert refused(many, world, [world.siti_candidate], session=world.plan(note="Tanpa asesor")) == "nobody_assigned"


def test_an_empty_batch(world):
    assert refused(many, world, []) == "nobody_chosen"


def test_nobody_takes_over_his_own_assessment(world):
    """Whoever assigned him there."""
    place = world.enrol()
    days = {"licence_expires_on": world.today, "technical_expires_on": world.today}
    himself = Assessor.objects.create(person=world.siti_candidate.person, met_number="MET.000.000777 2024", **days)
    world.session.assignments.create(assessor=himself)
    act = {"by": world.ratna, "on": world.today, "assessment": place, "assessor": himself}
    assert refused(enrolment.reassign, **act) == "assesses_himself"


def test_another_assessor_takes_over(world):
    assessment, sekar = world.enrol(), with_second_assessor(world)
    enrolment.reassign(by=world.ratna, on=world.today, assessment=assessment, assessor=sekar, reason=" Sakit. ")
    assessment.refresh_from_db()
    event = Event.objects.about(assessment).last()
    assert (assessment.assessor, assessment.revision, event.reason) == (sekar, 1, "Sakit.")


def test_reassigning_is_refused(world):
    assessment = world.enrol()
    act = {"by": world.ratna, "on": world.today, "assessment": assessment}
    assert refused(enrolment.reassign, assessor=world.bima_assessor, **act) == "same_assessor"
    assert refused(enrolment.reassign, assessor=world.sekar_assessor, **act) == "not_assigned"


def test_a_signed_assessment_keeps_its_assessor_and_place(world):
    assessment, sekar = world.judged(), with_second_assessor(world)
    act = {"by": world.ratna, "on": world.today, "assessment": assessment}
    assert refused(enrolment.reassign, assessor=sekar, **act) == "not_open"
    assert refused(enrolment.cancel_enrolment, reason="Tidak hadir.", **act) == "transition"


def test_a_cancelled_place_is_free_for_somebody_else_only(world):
    assessment = world.enrol()
    act = {"by": world.ratna, "on": world.today, "assessment": assessment}
    assert refused(enrolment.cancel_enrolment, reason="  ", **act) == "reason_required"
    enrolment.cancel_enrolment(reason="Tidak hadir.", **act)
    assert world.session.enrolled() == 0
    assert refused(world.enrol) == "enrolment_cancelled"


def test_a_scheme_without_units_takes_nobody(world):
    assert refused(enrolment.units_for, world.draft(units=0), []) == "no_units"
