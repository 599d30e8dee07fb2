"""The certification decision: once, on a signed assessment, by somebody who had no part in it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from assessments.assessments.operations import enrolment
from assessments.decisions import operations as decisions
from assessments.guards import GUARDS
from assessments.models import Assessment, Assessor, Assignment, Decision, Event, Supervision, Training
from kit.guards import remove
from tests.assessments.sessions.test_planning import refused
from tests.world import BK, K


def decide(world, act=decisions.grant, **fields):
    defaults = {"by": world.komang, "on": world.today, "assessment": world.assessment}
    return act(**defaults | fields)


@pytest.fixture
def signed(world):
    return world.judged()


def komang_assessed_in_the_session(world):
    later = world.at(8, day=365).date()
    assessor = Assessor.objects.create(
        person=world.komang.person, met_number="MET.000.009999 2024", licence_expires_on=later,
        technical_certificate="Teknis 01/2025", technical_expires_on=later,
    )  # fmt: skip
    Assignment.objects.create(session=world.session, assessor=assessor)


def komang_trained(world):
    Training.objects.create(candidate=world.siti_candidate, trainer=world.komang.person, subject="Dasar pemrograman")


def komang_is_the_candidate(world):
    """Komang stands for whoever decides: here it is the candidate himself, with the role."""
    world.siti.is_decision_maker = True
    world.siti.save()
    world.komang = world.siti


def komang_supervised(world):
    """He was put beside Bima while he did not have the role yet: who has it cannot be."""
    accounts = type(world.komang).objects.filter(pk=world.komang.pk)
    accounts.update(is_decision_maker=False)
    order = {"assessment": world.assessment, "assessor": world.bima_assessor, "supervisor": world.komang.person}
    Supervision.objects.create(**order, reason="Bima pernah sekantor dengan asesi.")
    accounts.update(is_decision_maker=True)


PARTS = [
    (komang_supervised, "supervised_it"),
    (komang_assessed_in_the_session, "assessed_it"),
    (komang_trained, "trained_candidate"),
    (komang_is_the_candidate, "is_candidate"),
]


# --- The decision -----------------------------------------------------------------------------------
def test_granted(world, signed):
    decision = decide(world, reason="Lengkap.")
    signed.refresh_from_db()
    assert (signed.status, decision.outcome, decision.decided_by) == ("granted", "granted", world.komang)
    assert Event.objects.about(signed).last().reason == "Lengkap."


def test_refused_with_a_reason(world, signed):
    decide(world, decisions.refuse, reason=" Bukti tidak cukup. ")
    signed.refresh_from_db()
    assert (signed.status, signed.decision.reason) == ("refused", "Bukti tidak cukup.")


def test_a_refusal_says_why(world, signed):
    assert refused(decide, world, decisions.refuse, reason="  ") == "reason_required"
    assert not Decision.objects.exists()


@pytest.mark.parametrize("act", [decisions.grant, decisions.refuse])
@pytest.mark.parametrize(("part", "code"), PARTS)
def test_who_had_a_part_does_not_decide(world, signed, part, code, act):
    part(world)
    assert refused(decide, world, act, reason="Alasan") == code
    assert Assessment.objects.get().status == "signed"


@pytest.mark.parametrize(("part", "_code"), PARTS)
def test_the_database_says_so_too(world, signed, part, _code):
    part(world)
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.create(assessment=signed, outcome="granted", decided_by=world.komang, decided_on=world.today)


def test_who_signed_or_recorded_does_not_decide(world, signed):
    type(world.bima).objects.filter(pk=world.bima.pk).update(is_decision_maker=True)
    bima = type(world.bima).objects.get(pk=world.bima.pk)
    assert refused(decide, world, by=bima) == "assessed_it"


def test_who_recorded_once_does_not_decide_even_after_a_handover(world):
    world.record(world.assessment, K)
    Assignment.objects.create(session=world.session, assessor=world.sekar_assessor)
    handed = enrolment.reassign(
        by=world.ratna, on=world.today, assessment=world.assessment, assessor=world.sekar_assessor
    )
    remove(connection, [guard for guard in GUARDS if guard.name == "assignment_kept"])
    Assignment.objects.filter(assessor=world.bima_assessor).delete()
    assert decisions.impartiality_objection(world.bima, handed).code == "assessed_it"
    assert decisions.impartiality_objection(world.komang, handed) is None


@pytest.mark.parametrize("act", [decisions.grant, decisions.refuse])
def test_only_once(world, signed, act):
    decide(world)
    assert refused(decide, world, act, reason="Alasan") == "not_awaiting"
    assert Decision.objects.count() == 1


def test_nothing_to_decide_before_the_signature_or_after_a_bk(world):
    assert refused(decide, world) == "not_awaiting"
    world.judged(K, BK, K)
    assert refused(decide, world) == "not_awaiting"


def test_only_a_decision_maker(world, signed):
    for other in (world.ratna, world.bima, world.siti, world.tamu):
        with pytest.raises(PermissionDenied):
            decide(world, by=other)


# --- The pages --------------------------------------------------------------------------------------
@pytest.fixture
def desk(world, client):
    """Komang at his desk: `desk()` reads the page, `desk(outcome=…)` decides."""

    def visit(**data):
        client.force_login(world.komang)
        address = reverse("assessment_decide", args=[world.assessment.pk])
        return client.post(address, data) if data else client.get(address)

    return visit


def test_the_page_holds_everything_the_decision_rests_on(world, signed, desk):
    shown = desk().content.decode()
    for part in ("Siti Rahma Wulandari", "Pemrogram Junior", "Unit 2", "Bima Prasetya", "TUK Kampus Timur", "versi"):
        assert part in shown
    assert "Berikan sertifikasi kepada Siti Rahma Wulandari?" in shown


def test_the_page_shows_no_identity_number(world, client, desk):
    person = world.siti_candidate.person
    person.identity_number = "3273014501010001"
    person.save()
    world.judged()
    assert "50100" not in desk().content.decode()


def test_granting_from_the_page(world, signed, desk):
    assert desk(outcome="granted").status_code == 302
    shown = desk().content.decode()
    assert "Sertifikasi diberikan" in shown
    assert "<textarea" not in shown


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"outcome": "", "reason": "x"}, "Pilih salah satu."),
        ({"outcome": "maybe"}, "Pilih salah satu."),
        ({"outcome": "refused", "reason": " "}, "Tulis alasan penolakan."),
        ({"outcome": "granted", "reason": "a" * 2001}, "Paling panjang 2000 huruf"),
        ({"outcome": "refused", "reason": "a\x00"}, "id_reason_error"),
    ],
)
def test_bad_input_is_told_at_its_field(world, signed, desk, data, says):
    answer = desk(**data)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Decision.objects.exists()


def test_the_second_of_two_deciders_is_told(world, signed, desk):
    decide(world, by=world.account("rai", is_decision_maker=True))
    answer = desk(outcome="refused", reason="Terlambat")
    assert answer.status_code == 422
    assert "tidak sedang menunggu keputusan" in answer.content.decode()
    assert "rai" in answer.content.decode()
    assert Decision.objects.get().outcome == "granted"


@pytest.mark.parametrize(("part", "code"), PARTS)
def test_who_had_a_part_reads_why_and_has_no_button(world, signed, desk, part, code):
    part(world)
    shown = desk().content.decode()
    assert str(decisions.OBJECTIONS[code]) in shown
    assert "Simpan keputusan" not in shown
    assert desk(outcome="granted").status_code == 422
    assert not Decision.objects.exists()


def test_the_list_puts_the_waiting_first_and_says_why_not_mine(world, client):
    decided = world.granted()
    waiting = world.enrol(world.yohanes_candidate)
    world.record(waiting, K, K, K)
    world.sign(waiting)
    Training.objects.create(candidate=world.yohanes_candidate, trainer=world.komang.person, subject="Dasar")
    client.force_login(world.komang)
    answer = client.get(reverse("decision_list"))
    assert list(answer.context["table"].page) == [waiting, decided]
    assert str(decisions.OBJECTIONS["trained_candidate"]) in answer.content.decode()


@pytest.mark.parametrize(
    ("query", "names"),
    [("status=signed", 0), ("status=granted", 1), ("q=siti+pemrogram", 1), ("q=x", 0), ("status=nonsense", 1)],
)
def test_the_list_is_narrowed(world, client, query, names):
    world.granted()
    client.force_login(world.komang)
    assert client.get(f"{reverse('decision_list')}?{query}").context["total"] == names


def test_unsigned_and_bk_are_not_in_the_list(world, client):
    world.judged(K, K, BK)
    world.enrol(world.yohanes_candidate)
    client.force_login(world.komang)
    answer = client.get(reverse("decision_list"))
    assert answer.context["total"] == 0
    assert "Tidak ada yang menunggu keputusan" in answer.content.decode()
    assert client.get(reverse("assessment_decide", args=[world.assessment.pk])).status_code == 404


def test_who_may_see_it(world, signed, client):
    for address in (reverse("decision_list"), reverse("assessment_decide", args=[signed.pk])):
        expected = {"anonymous": 302, "komang": 200}
        for who, account in world.everybody():
            client.force_login(account) if account else client.logout()
            assert client.get(address).status_code == expected.get(who, 403), who
    client.force_login(world.ratna)
    assert client.post(reverse("assessment_decide", args=[signed.pk]), {"outcome": "granted"}).status_code == 403
    assert not Decision.objects.exists()


def test_wrong_methods_and_ids(world, signed, client):
    client.force_login(world.komang)
    assert client.post(reverse("decision_list")).status_code == 405
    assert client.put(reverse("assessment_decide", args=[signed.pk])).status_code == 405
    assert client.get(reverse("assessment_decide", args=[signed.pk + 1])).status_code == 404


@pytest.mark.parametrize("many", [1, 30])
def test_the_list_costs_the_same_for_one_and_for_thirty(world, client, django_assert_num_queries, many):
    world.session = world.plan(quota=40)
    Assignment.objects.create(session=world.session, assessor=world.bima_assessor)
    rows = [world.enrol(world.candidate(f"Asesi {n}")) for n in range(many)]
    world.start()
    for row in rows:
        world.record(row, K, K, K)
        world.sign(row)
    client.force_login(world.komang)
    with django_assert_num_queries(6):
        client.get(reverse("decision_list"))


@pytest.mark.parametrize("units", [1, 30])
def test_the_page_costs_the_same_for_one_unit_and_for_thirty(world, client, django_assert_num_queries, units):
    world.version = world.in_force(world.draft(units=units))
    world.judged(*[K] * units)
    client.force_login(world.komang)
    with django_assert_num_queries(15):
        client.get(reverse("assessment_decide", args=[world.assessment.pk]))
