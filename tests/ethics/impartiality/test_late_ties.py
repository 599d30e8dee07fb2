"""A tie recorded after the names opened: nobody saves, signs, grants or issues over it, and an officer decides."""

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from assessments.decisions.operations import grant, refuse
from assessments.duty import operations as duty
from assessments.models import Assessment, Hold, Relation, Supervision
from assessments.people.operations import remove_relation
from assessments.sessions.operations import sessions
from assessments.verdicts.operations import sign_verdicts
from certificates.issuing.operations.issuing import issue
from certificates.models import Certificate
from ethics.impartiality.operations.declarations import undeclared
from ethics.models import Conflict
from kit.errors import RuleError
from tests.world import K

from .declaring import decide, declare, undeclared_place, with_colleague
from .tied import KINDS, brother, taught


def refused(act, *args, **kwargs):
    with pytest.raises(RuleError) as caught:
        act(*args, **kwargs)
    return caught.value.code


def tie_bima(world, kind=brother):
    return kind(world, world.bima_assessor.person, world.siti_candidate)


def sign(world, place):
    place.refresh_from_db()
    return sign_verdicts(by=world.bima, on=world.today, assessment=place, revision=place.revision)


def way(world, place, until):
    """Walk as far as `until`, each step by its operation."""
    steps = {
        "recorded": lambda: world.record(place, K, K, K),
        "signed": lambda: sign(world, place),
        "granted": lambda: grant(by=world.komang, on=world.today, assessment=place),
        "issued": lambda: issue(assessment=place, by=world.ratna, on=world.today),
    }
    for name, step in steps.items():
        step()
        if name == until:
            break
    place.refresh_from_db()
    return place


@pytest.fixture
def place(world):
    """Siti with Bima, who has declared that nothing ties them; the session runs."""
    assert world.body
    place = undeclared_place(world)
    declare(world, place)
    world.start()
    return place


# --- every kind, at every step ----------------------------------------------------------------------------
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_saved_over_a_tie_of_any_kind(world, place, kind):
    tie_bima(world, kind)
    assert refused(world.record, place, K, K, K) == "conflict_undecided"
    conflict = Conflict.objects.get()
    assert (conflict.source, conflict.is_open, conflict.assessor) == ("found", True, world.bima_assessor)


def test_nor_signed_when_it_comes_after_the_saving(world, place):
    way(world, place, "recorded")
    tie_bima(world)
    assert refused(sign, world, place) == "conflict_undecided"
    assert Assessment.objects.get().is_open


def test_nor_granted_when_it_comes_after_the_signature(world, place):
    way(world, place, "signed")
    tie_bima(world)
    assert refused(grant, by=world.komang, on=world.today, assessment=place) == "conflict_undecided"
    refuse(by=world.komang, on=world.today, assessment=place, reason="Ada hubungan keluarga.")
    assert Assessment.objects.get().status == "refused"


def test_nor_issued_when_it_comes_after_the_decision(world, place):
    way(world, place, "granted")
    tie_bima(world)
    assert refused(issue, assessment=place, by=world.ratna, on=world.today) == "conflict_undecided"
    assert not Certificate.objects.exists()


def test_after_the_certificate_it_is_only_on_record(world, place):
    way(world, place, "issued")
    tie_bima(world)
    assert not Conflict.objects.exists() and Relation.objects.exists()


def test_before_the_names_open_the_declaration_finds_it(world):
    place = undeclared_place(world)
    tie_bima(world)
    assert not Conflict.objects.exists()
    declare(world, place)
    assert Conflict.objects.get().tie == "family"


def test_a_tie_of_others_holds_nothing(world, place):
    brother(world, world.sekar_assessor.person, world.siti_candidate)
    brother(world, world.bima_assessor.person, world.yohanes_candidate)
    assert not Conflict.objects.exists()
    assert way(world, place, "issued").certificates.exists()


# --- what an officer decides ------------------------------------------------------------------------------
def test_who_may_judge_all_the_same_goes_on(world, place):
    tie_bima(world)
    decide(world, Conflict.objects.get())
    assert way(world, place, "issued").certificates.exists()


def test_the_same_kind_again_is_asked_again(world, place):
    relation = tie_bima(world)
    decide(world, Conflict.objects.get())
    remove_relation(by=world.ratna, on=world.today, relation=relation, reason="Keliru.")
    tie_bima(world)
    assert refused(world.record, place, K, K, K) == "conflict_undecided"
    assert Conflict.objects.count() == 2
    decide(world, Conflict.objects.get(outcome=""))
    assert way(world, place, "signed").status == "signed"


def test_a_second_tie_while_the_first_waits_is_decided_too(world, place):
    tie_bima(world)
    tie_bima(world, taught)
    first, second = Conflict.objects.order_by("pk")
    decide(world, first)
    assert refused(world.record, place, K, K, K) == "conflict_undecided"
    decide(world, second)
    world.record(place, K, K, K)


def test_a_tie_that_nobody_raised_is_raised_before_the_hold_ends(world, place):
    tie_bima(world, taught)
    person, relative = world.bima_assessor.person, world.siti_candidate.person
    Relation.objects.create(person=person, relative=relative, kind="household")
    decide(world, Conflict.objects.get())
    assert Conflict.objects.get(outcome="").tie == "household"
    assert Hold.objects.in_force().exists()


@pytest.mark.parametrize(("step", "code"), [("signed", "conflict_undecided"), ("granted", "conflict_undecided")])
def test_after_the_signature_an_officer_lets_it_count_or_not(world, place, step, code):
    way(world, place, step)
    tie_bima(world)
    conflict = Conflict.objects.get()
    assert refused(decide, world, conflict, "replace") == "outcome_too_late"
    assert refused(decide, world, conflict, "supervise") == "outcome_too_late"
    decide(world, conflict, "uphold")
    act = {"by": world.komang, "on": world.today, "assessment": place}
    assert (refused(grant, **act) if step == "signed" else refused(issue, **act | {"by": world.ratna})) == code


@pytest.mark.parametrize("step", ["signed", "granted"])
def test_what_counts_goes_on_after_the_signature(world, place, step):
    way(world, place, step)
    tie_bima(world)
    decide(world, Conflict.objects.get())
    if step == "signed":
        grant(by=world.komang, on=world.today, assessment=place)
    place.refresh_from_db()
    assert issue(assessment=place, by=world.ratna, on=world.today)


def test_before_the_signature_verdicts_are_not_done_away_with(world, place):
    tie_bima(world)
    assert refused(decide, world, Conflict.objects.get(), "uphold") == "outcome_too_late"


def test_what_is_done_away_with_is_assessed_anew(world, place):
    """No dead end: the candidate is enrolled in another session, with another assessor."""
    way(world, place, "granted")
    tie_bima(world)
    decide(world, Conflict.objects.get(), "uphold")
    later = world.plan(starts_at=world.at(8, day=2), ends_at=world.at(16, day=2))
    sessions.assign(by=world.ratna, on=world.today, session=later, assessor=world.sekar_assessor)
    world.enrol(session=later, assessor=world.sekar_assessor)


def test_a_tie_taken_back_leaves_its_conflict(world, place):
    relation = tie_bima(world)
    remove_relation(by=world.ratna, on=world.today, relation=relation, reason="Keliru.")
    assert Conflict.objects.get().is_open and refused(world.record, place, K) == "conflict_undecided"
    decide(world, Conflict.objects.get())
    world.record(place, K)


def test_officers_hear_of_it_once(world, place, django_capture_on_commit_callbacks):
    assert world.wulan
    with django_capture_on_commit_callbacks(execute=True):
        tie_bima(world)
    assert [letter.to for letter in mail.outbox] == [[world.wulan.email]]


# --- who supervises ---------------------------------------------------------------------------------------
@pytest.fixture
def supervised(world, place):
    """Sekar stands beside Bima."""
    tie_bima(world)
    decide(world, Conflict.objects.get(), "supervise")
    return place


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_supervises_where_he_is_tied(world, place, kind):
    kind(world, world.sekar_assessor.person, world.siti_candidate)
    tie_bima(world)
    assert refused(decide, world, Conflict.objects.get(), "supervise") == "supervisor_unfit"
    order = {"assessment": place, "assessor": world.bima_assessor, "supervisor": world.sekar_assessor.person}
    with pytest.raises(IntegrityError, match="nobody supervises"), transaction.atomic():
        Supervision.objects.create(**order, reason="Tetap.")


@pytest.mark.parametrize("kind", KINDS)
def test_a_tie_of_the_supervisor_recorded_later_holds_it(world, supervised, kind):
    kind(world, world.sekar_assessor.person, world.siti_candidate)
    conflict = Conflict.objects.get(outcome="")
    assert conflict.assessor == world.bima_assessor and conflict.detail.startswith("Pengawas: ")
    assert refused(world.record, supervised, K) == "conflict_undecided"
    decide(world, conflict)
    assert way(world, supervised, "issued").certificates.exists()


def test_another_supervisor_takes_his_place(world, supervised):
    other = world.assessor("Tono Wibowo", "MET.000.009999 2024")
    brother(world, world.sekar_assessor.person, world.siti_candidate)
    conflict = Conflict.objects.get(outcome="")
    assert refused(decide, world, conflict, "supervise") == "supervisor_unfit"
    decide(world, conflict, "supervise", supervisor=other.person)
    assert way(world, supervised, "signed").status == "signed"


# --- by raw SQL -------------------------------------------------------------------------------------------
def raw(sql, *values):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_a_hold_is_not_lifted_behind_the_officers_back(world, place):
    tie_bima(world)
    raw("UPDATE assessments_hold SET lifted_at = '2099-01-01'")
    raw(
        "INSERT INTO assessments_hold (assessment_id, assessor_id, placed_at, lifted_at)"
        " VALUES (%s, %s, '2026-01-01', '2099-01-01')",
        place.pk, world.bima_assessor.pk,
    )  # fmt: skip


def test_nor_where_no_conflict_was_ever_raised(world, place):
    person, relative = world.bima_assessor.person, world.siti_candidate.person
    duty.hold(by=None, on=world.today, assessment=place, assessor=world.bima_assessor, reason="x")
    Relation.objects.create(person=person, relative=relative, kind="family")
    raw("UPDATE assessments_hold SET lifted_at = '2099-01-01'")


def test_nor_ahead_of_every_tie_to_come(world, place):
    """Two statements under standing guards, and nobody would ever have heard of the brother."""
    duty.hold(by=None, on=world.today, assessment=place, assessor=world.bima_assessor, reason="x")
    raw("UPDATE assessments_hold SET lifted_at = '2099-01-01'")
    tie_bima(world)
    decide(world, Conflict.objects.get(), "dismiss")
    duty.hold(by=None, on=world.today, assessment=place, assessor=world.bima_assessor, reason="x")
    raw("UPDATE assessments_hold SET lifted_at = '2099-01-01' WHERE lifted_at IS NULL")


# --- pages ------------------------------------------------------------------------------------------------
def test_the_brother_by_clicks(world, place, client):
    """The attack as it was made: recorded by the admin after the names opened, signed and issued all the same."""
    client.force_login(world.ratna)
    page = reverse("relation_create", args=[world.bima_assessor.person_id])
    sent = {"relative": world.siti_candidate.person_id, "kind": "family", "note": "Kakak kandung"}
    assert client.post(f"{page}?q=siti", sent).status_code == 302
    client.force_login(world.bima)
    page = client.get(reverse("assessment_record", args=[place.pk]))
    assert "Anda belum boleh menilai asesi ini" in page.text and reverse("conflict_list") in page.text
    answer = client.post(reverse("assessment_sign", args=[place.pk]), {"revision": 0})
    assert answer.status_code == 422 and Assessment.objects.get().is_open


def test_the_officer_is_offered_what_still_makes_sense(world, place, client):
    tie_bima(world)
    client.force_login(world.wulan)
    page = reverse("conflict_decide", args=[Conflict.objects.get().pk])
    before = client.get(page).text
    assert (
        'value="replace"' in before and 'value="uphold"' not in before and "Hubungan yang tercatat pada LSP" in before
    )
    decide(world, Conflict.objects.get())
    way(world, place, "signed")
    tie_bima(world, taught)
    page = reverse("conflict_decide", args=[Conflict.objects.get(outcome="").pk])
    after = client.get(page).text
    assert 'value="replace"' not in after and 'value="uphold"' in after and "supervisor" not in after
    assert client.post(page, {"outcome": "replace", "reason": "x"}).status_code == 422
    assert client.post(page, {"outcome": "uphold", "reason": "Guru langsung."}).status_code == 302
    assert "Tidak dapat dipakai" in client.get(reverse("conflict_list")).text


def test_the_one_who_decides_reads_every_tie_and_hold(world, place, client):
    with_colleague(world)
    brother(world, world.sekar_assessor.person, world.siti_candidate)
    tie_bima(world)
    decide(world, Conflict.objects.get(), reason="Sepupu jauh, tidak serumah.")
    way(world, place, "signed")
    client.force_login(world.komang)
    page = client.get(reverse("assessment_decide", args=[place.pk]))
    for said in ("Keluarga", "Diputuskan petugas etik: boleh menilai", "Sepupu jauh", "Penahanan dicabut", "Sekar Ayu",
                 "Tidak menilai asesi ini"):  # fmt: skip
        assert said in page.text, said
    assert 'value="granted"' in page.text


def test_the_one_who_decides_is_told_what_is_open(world, place, client):
    way(world, place, "signed")
    tie_bima(world)
    client.force_login(world.komang)
    address = reverse("assessment_decide", args=[place.pk])
    page = client.get(address)
    assert "Belum diputuskan petugas etik" in page.text and "Masih ditahan" in page.text
    assert 'value="granted"' not in page.text and 'value="refused"' in page.text
    assert client.post(address, {"outcome": "granted", "reason": ""}).status_code == 422
    assert "Ditahan" in client.get(reverse("decision_list")).text and "Ditahan" in client.get(reverse("work")).text
    assert Assessment.objects.get().status == "signed"


def test_where_nothing_is_on_record_one_line_says_so(world, place, client):
    way(world, place, "signed")
    client.force_login(world.komang)
    page = client.get(reverse("assessment_decide", args=[place.pk]))
    assert "Tidak ada hubungan yang tercatat" in page.text and "Masih ditahan" not in page.text


def test_nothing_is_left_to_declare(world, place):
    assert undeclared(world.session, world.bima_assessor) == []
