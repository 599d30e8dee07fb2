"""Panels, decisions, sanctions, and what they mean for a certificate."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from assessments.models import Assessment, Bar, Person, Relation, Supervision, Training
from assessments.sessions.operations import sessions
from assessments.verdicts import operations as verdicts
from certificates.models import Certificate
from ethics.cases.involvement import involved
from ethics.cases.operations import appeals, cases, panels
from ethics.cases.operations.measures import confirm, decline
from ethics.cases.operations.sanctions import Penalty, to_hand_over
from ethics.models import Appeal, CertificateMeasure, EthicsCase, Finding, Panel, PanelDecision, PanelSeat, Sanction
from kit.errors import RuleError
from kit.guards import registered, remove
from tests.guarding import no_guards
from tests.told import told

from .test_case import refused
from .way import answered, appealed, bench, chair_of, decided, heard, judged, suspension


def appoint(world, case, members):
    return panels.appoint(by=world.wulan, on=world.today, case=case, members=members)


def test_two_are_no_panel(world):
    case, members = answered(world), bench(world)
    assert refused(appoint, world, case, members[:2]) == "panel_small"
    assert refused(appoint, world, case, [members[0], members[1], members[1]]) == "panel_small"
    assert not Panel.objects.exists()


@pytest.mark.parametrize("who", ["bima", "wulan"])
def test_nobody_with_a_part_sits(world, who):
    case, members = answered(world), bench(world)
    assert refused(appoint, world, case, [*members, getattr(world, who)]) == "member_involved"


def test_a_candidate_is_no_judge(world):
    assert refused(appoint, world, answered(world), [*bench(world), world.yohanes]) == "member_unfit"


def test_the_panel_waits_for_the_answer_or_the_end_of_the_clock(world):
    case, members = heard(world), bench(world)
    assert refused(appoint, world, case, members) == "reply_running"
    late = case.reply_until + timedelta(days=1)
    assert panels.appoint(by=world.wulan, on=late, case=case, members=members).seats.count() == 3


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"reasons": " "}, "reason_required"), ({"sustained": [1]}, "clause_foreign"),
        ({"sustained": []}, "penalty_unfounded"), ({"penalty": Penalty("x")}, "kind_unknown"),
        ({"penalty": Penalty("suspension")}, "days_missing"),
    ],
)  # fmt: skip
def test_an_unfit_decision_changes_nothing(world, changes, code):
    panel = judged(world)
    assert refused(decided, world, panel=panel, **changes) == code
    assert not PanelDecision.objects.exists() and not Bar.objects.exists()


def test_no_decision_of_tomorrow_and_none_before_its_panel(world):
    panel = judged(world)
    assert refused(decided, world, panel=panel, on=world.today + timedelta(days=1)) == "in_future"
    assert refused(decided, world, panel=panel, on=world.today - timedelta(days=1)) == "before_panel"


def test_a_suspension_begins_no_earlier_than_its_decision(world):
    panel = judged(world)
    assert refused(decided, world, panel=panel, penalty=suspension(world, -1, 5)) == "before_decision"
    sanction = decided(world, panel=panel, penalty=suspension(world, 3, 9)).sanction
    assert sanction.bar.starts_on == world.today + timedelta(days=3)


def test_only_the_chair_decides_and_once(world):
    panel = judged(world)
    for account in (panel.seats.last().member, world.wulan, world.bima):
        with pytest.raises(PermissionDenied):
            decided(world, panel=panel, by=account)
    decided(world, panel=panel)
    assert refused(decided, world, panel=panel) == "transition"


def test_something_sustained_has_a_penalty(world):
    panel = judged(world)
    act = {"by": chair_of(panel), "on": world.today, "panel": panel, "reasons": "Terbukti dua saksi."}
    assert refused(panels.decide, **act, sustained=[8]) == "penalty_missing"
    assert EthicsCase.objects.get().status == "panel" and not PanelDecision.objects.exists()


def test_a_panel_that_has_lost_a_member_does_not_decide(world):
    panel = judged(world)
    with no_guards():
        panel.seats.filter(is_chair=False).last().delete()
    assert refused(decided, world, panel=panel) == "panel_small"


def test_nothing_sustained_ends_the_case(world):
    panel = judged(world)
    panels.decide(by=chair_of(panel), on=world.today, panel=panel, sustained=[], reasons="Tidak ada bukti.")
    assert EthicsCase.objects.get().status == "closed" and not Sanction.objects.exists()


def test_a_suspension_stops_everything_at_once(world):
    sheet = world.assessment
    decided(world)
    entries = [verdicts.Entry(sheet.verdicts.first().unit_id, "K", ["observation"], "")]
    act = {"by": world.bima, "on": world.today, "assessment": sheet, "revision": 0, "entries": entries}
    assert refused(verdicts.record_verdicts, **act) == "assessor_barred"
    task = {"by": world.ratna, "on": world.today, "session": world.plan(note="Lain."), "assessor": world.bima_assessor}
    assert refused(sessions.assign, **task) == "assessor_barred"
    assert to_hand_over(world.bima_assessor, world.today) == [world.session]
    assert to_hand_over(world.bima_assessor, world.today + timedelta(days=1)) == []


def test_two_sanctions_never_overlap(world):
    members = [seat.member for seat in decided(world).panel.seats.all()]
    panel = appoint(world, answered(world, code="C" * 20), members)
    assert refused(decided, world, panel=panel, penalty=suspension(world, 30, 40)) == "sanction_overlaps"
    assert decided(world, panel=panel, penalty=suspension(world, 31, 40)).sanction


def test_a_withdrawal_has_no_end(world):
    sanction = decided(world, penalty=Penalty("withdrawal", world.today)).sanction
    assert sanction.ends_on is None and sanction.bar.covers(world.today + timedelta(days=5000))


@pytest.fixture
def proposed(world):
    """A finding about the assessment of Siti's certificate."""
    certificate = world.certificate()
    panel = judged(world, assessment=certificate.assessment)
    decided(world, panel=panel, touches_certificate=True)
    return CertificateMeasure.objects.get()


def test_a_panel_proposes_and_a_decision_maker_suspends(world, proposed):
    assert proposed.certificate.status == Certificate.Status.ACTIVE
    confirm(by=world.komang, on=world.today, measure=proposed)
    proposed.certificate.refresh_from_db()
    assert proposed.certificate.status == Certificate.Status.SUSPENDED
    assert proposed.certificate.entries.last().act == "suspended"
    assert refused(confirm, by=world.komang, on=world.today, measure=proposed) == "measure_taken"


def test_the_certificate_of_another_assessment_is_left_alone(world):
    world.enrol(world.yohanes_candidate)
    certificate = world.certificate()
    other = Assessment.objects.exclude(pk=certificate.assessment_id).get()
    decided(world, panel=judged(world, assessment=other), touches_certificate=True)
    assert not CertificateMeasure.objects.exists()


def test_only_a_decision_maker_without_part(world, proposed):
    for account in (world.wulan, world.ratna, world.bima):
        with pytest.raises(PermissionDenied):
            confirm(by=account, on=world.today, measure=proposed)
    type(world.bima).objects.filter(pk=world.sekar.pk).update(is_decision_maker=True)
    world.session.assignments.create(assessor=world.sekar_assessor)
    world.sekar.refresh_from_db()
    with pytest.raises(RuleError, match="mengases"):
        confirm(by=world.sekar, on=world.today, measure=proposed)
    assert CertificateMeasure.objects.get().is_waiting


def test_who_the_case_is_about_answers_no_proposal(world, proposed):
    """Also where the account became his by SQL only, and nothing bars him any more."""
    respondent = proposed.decision.panel.case.respondent.person
    with no_guards():
        Bar.objects.update(starts_on=world.today + timedelta(days=90), ends_on=None)
        type(respondent).objects.filter(account=world.komang).update(account=None)
        type(respondent).objects.filter(pk=respondent.pk).update(account=world.komang)
    with pytest.raises(PermissionDenied):
        decline(by=world.komang, on=world.today, measure=proposed, reason="Cukup.")


def test_all_clauses_of_a_case_may_be_sustained(world):
    panel = judged(world)
    every = [clause.number for clause in panel.case.clauses.all()]
    decision = decided(world, panel=panel, sustained=every)
    assert [finding.is_sustained for finding in decision.findings.all()] == [True] * len(every)


def test_who_sat_on_the_panel_leaves_its_proposal_to_others(world, proposed, client):
    """Refused in words, not offered, and refused by the database."""
    chair = chair_of(proposed.decision.panel)
    act = {"by": chair, "on": world.today, "measure": proposed}
    assert refused(confirm, **act) == refused(decline, **act, reason="Cukup.") == "sat_on_panel"
    assert list(CertificateMeasure.objects.answerable_by(world.komang)) == [proposed]
    assert not CertificateMeasure.objects.answerable_by(chair).exists()
    page = reverse("measure_answer", args=[proposed.pk])
    for account, offered in ((chair, False), (world.komang, True)):
        client.force_login(account)
        assert (page in client.get(reverse("work")).text) is ('name="answer"' in client.get(page).text) is offered
    client.force_login(chair)
    assert "Pengambil keputusan lain" in client.post(page, {"answer": "confirm"}).text
    taken = {"outcome": "declined", "reason": "x", "taken_by": chair, "taken_on": world.today}
    assert "who proposed it" in raw(lambda: CertificateMeasure.objects.update(**taken))
    assert CertificateMeasure.objects.get().is_waiting


def test_a_proposal_is_declined_with_a_reason(world, proposed):
    assert refused(decline, by=world.komang, on=world.today, measure=proposed, reason=" ") == "reason_required"
    decline(by=world.komang, on=world.today, measure=proposed, reason="Buktinya tetap cukup.")
    assert told(proposed) == ["proposed", "declined"]
    assert Certificate.objects.get().status == Certificate.Status.ACTIVE


def test_the_clock_of_appeal_keeps_a_case_open(world):
    case = decided(world).panel.case
    act = {"by": world.wulan, "case": EthicsCase.objects.get()}
    assert refused(cases.close, on=world.today, **act) == "appeal_running"
    late = EthicsCase.objects.get().appeal_until + timedelta(days=1)
    said = {"by": world.bima, "on": late, "case": case, "grounds": "Keliru."}
    assert refused(appeals.file_appeal, **said | {"on": world.today, "grounds": " "}) == "grounds_required"
    assert refused(appeals.file_appeal, **said) == "appeal_over"
    cases.close(on=late, **act)
    assert EthicsCase.objects.get().status == "closed"


def test_the_second_panel_is_another(world):
    case = decided(world).panel.case
    appeals.file_appeal(by=world.bima, on=world.today, case=case, grounds="Keliru.")
    assert Appeal.objects.get(case=case).filed_by == world.bima
    assert refused(appeals.file_appeal, by=world.bima, on=world.today, case=case, grounds="Lagi.") == "transition"
    case = EthicsCase.objects.get()
    first = [seat.member for seat in PanelSeat.objects.all()]
    assert refused(appoint, world, case, [*bench(world, "appeal"), first[0]]) == "member_involved"


def answer(world, panel, outcome, **more):
    said = {"by": chair_of(panel), "on": world.today, "panel": panel, "reasons": "Dipertimbangkan lagi."}
    return appeals.decide_appeal(**said | {"outcome": outcome} | more)


@pytest.mark.parametrize("outcome", ["", "decided", "perhaps"])
def test_an_appeal_ends_in_one_of_three_ways(world, outcome):
    panel = appealed(world)
    assert refused(answer, world, panel, outcome) == "outcome_unknown"
    assert PanelDecision.objects.count() == 1


def test_a_second_panel_decides_as_carefully_as_the_first(world):
    panel = appealed(world)
    tomorrow = world.today + timedelta(days=1)
    assert refused(answer, world, panel, "upheld", on=tomorrow) == "in_future"
    assert refused(answer, world, panel, "upheld", reasons=" ") == "reason_required"
    with no_guards():
        panel.seats.filter(is_chair=False).last().delete()
    assert refused(answer, world, panel, "upheld") == "panel_small"
    assert PanelDecision.objects.count() == 1


def test_an_appeal_is_decided_once(world):
    panel = appealed(world)
    answer(world, panel, "upheld")
    assert refused(answer, world, panel, "lifted") == "transition"
    assert Sanction.objects.in_force().count() == 1


def test_upheld_nothing_moves(world):
    decision = answer(world, appealed(world), "upheld")
    assert Finding.objects.filter(decision=decision, is_sustained=True).count() == 1
    assert Sanction.objects.in_force().count() == 1 and EthicsCase.objects.get().status == "closed"


def test_lifted_he_serves_again_and_the_certificate_comes_back(world, proposed):
    confirm(by=world.komang, on=world.today, measure=proposed)
    answer(world, appealed(world, proposed.decision), "lifted")
    assert not Sanction.objects.in_force().exists() and not Bar.objects.touching(world.today, world.today).exists()
    assert told(Sanction.objects.get()) == ["imposed", "lifted"]
    back = CertificateMeasure.objects.waiting().get()
    confirm(by=world.komang, on=world.today, measure=back)
    assert Certificate.objects.get().status == Certificate.Status.ACTIVE
    assert (told(proposed), told(back)) == (["proposed", "confirmed"],) * 2
    assert told(back.certificate)[-2:] == ["suspended", "reinstated"]


def test_lifted_on_its_last_day_he_serves_on_that_day(world):
    decision = decided(world, penalty=suspension(world, 0, 0))
    answer(world, appealed(world, decision), "lifted")
    assert Bar.objects.get().lifted_on == world.today


def test_lifted_before_anybody_answered_nothing_is_left_to_answer(world, proposed):
    answer(world, appealed(world, proposed.decision), "lifted")
    assert not CertificateMeasure.objects.waiting().exists()


def test_changed_another_sanction_takes_its_place(world):
    panel = appealed(world)
    for half in ({}, {"sustained": [8]}, {"penalty": Penalty("written")}):
        assert refused(answer, world, panel, "changed", **half) == "penalty_missing"
    assert Sanction.objects.in_force().get().kind == "suspension"
    answer(world, panel, "changed", sustained=[8], penalty=Penalty("written"))
    assert Sanction.objects.in_force().get().kind == "written"
    assert not Bar.objects.touching(world.today, world.today).exists()


# --- the database by itself -------------------------------------------------------------------------
def raw(act):
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        act()
    return str(caught.value)


def bare_panel(world, members, **changes):
    case = answered(world, **changes)
    panel = Panel.objects.create(case=case, turn="first", appointed_on=world.today, appointed_by=world.wulan)
    for place, member in enumerate(members):
        PanelSeat.objects.create(panel=panel, member=member, is_chair=place == 0)
    return panel


def write(world, panel):
    PanelDecision.objects.create(
        panel=panel, outcome="decided", decided_on=world.today, reasons="Ya.", written_by=chair_of(panel)
    )


def test_the_database_refuses_a_decision_of_two(world):
    panel = bare_panel(world, bench(world)[:2])
    assert "three members" in raw(lambda: write(world, panel))


def test_the_database_refuses_a_seat_with_a_part(world):
    panel = bare_panel(world, bench(world))
    for account in (world.bima, world.wulan):
        assert "with a part" in raw(lambda account=account: PanelSeat.objects.create(panel=panel, member=account))


def test_the_database_knows_the_parts_in_an_assessment(world):
    Training.objects.create(candidate=world.siti_candidate, trainer=world.sekar_assessor.person, subject="Dasar")
    beside = Person.objects.create(name="Tamu", account=world.tamu)
    order = {"assessment": world.assessment, "assessor": world.bima_assessor, "reason": "Sekantor."}
    Supervision.objects.create(**order, supervisor=beside)
    panel = bare_panel(world, bench(world), assessment=world.granted(), kind="account", by=world.yohanes)
    assert world.tamu.pk in involved(panel.case)
    for account in (world.siti, world.komang, world.sekar, world.yohanes, world.tamu):
        assert "with a part" in raw(lambda account=account: PanelSeat.objects.create(panel=panel, member=account))
    PanelSeat.objects.create(panel=panel, member=world.ratna)


@pytest.mark.parametrize("mine", ["PT. Sama", "sama", "Koperasi SAMA", "Sáma, PT"])
def test_the_database_and_the_portal_know_the_same_colleagues(world, mine):
    """Whatever the legal form is written like: once the database compared letters, and let one sit."""
    colleague, learner = world.assessor("Rekan", "MET.000.009999 2024", "rekan", employer=mine), world.siti_candidate
    world.bima_assessor.employer, learner.institution = "PT Sama", mine
    world.bima_assessor.save()
    learner.save()
    panel = bare_panel(world, bench(world))
    for account in (colleague.person.account, learner.person.account):
        assert account.pk in involved(panel.case)
        assert "with a part" in raw(lambda account=account: PanelSeat.objects.create(panel=panel, member=account))


@pytest.mark.parametrize("both", ["", "-", "PT"])
def test_who_names_no_employer_is_nobodys_colleague(world, both):
    other = world.assessor("Rekan", "MET.000.009999 2024", "rekan", employer=both)
    world.bima_assessor.employer = both
    world.bima_assessor.save()
    panel = bare_panel(world, bench(world))
    assert other.person.account_id not in involved(panel.case)
    PanelSeat.objects.create(panel=panel, member=other.person.account)


def test_the_database_asks_again_when_the_panel_decides(world):
    """Somebody became involved after he was appointed."""
    members = bench(world)
    panel = bare_panel(world, members)
    person = Person.objects.create(name="Laras Puspita", account=members[1])
    Relation.objects.create(person=person, relative=world.bima_assessor.person, kind="business")
    assert "with a part" in raw(lambda: write(world, panel))


def test_the_database_lets_no_sanctions_overlap_and_none_be_changed(world):
    sanction = decided(world).sanction
    days = {"decided_on": world.today, "starts_on": world.today, "ends_on": None, "kind": "withdrawal"}
    again = Sanction(decision=sanction.decision, assessor=sanction.assessor, bar=sanction.bar, **days)
    remove(connection, [guard for guard in registered() if guard.name == "ethics_sanction_same_insert"])  # asked first
    assert "overlap" in raw(lambda: again.save(force_insert=True))
    assert "only lifted" in raw(lambda: Sanction.objects.update(ends_on=world.today + timedelta(days=31)))


@pytest.mark.parametrize("table", ["panel", "panelseat", "paneldecision", "finding", "sanction"])
def test_the_database_keeps_what_was_decided(world, table):
    decided(world)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM ethics_{table}")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="REPLACE is SQLite's")
@pytest.mark.parametrize("table", ["paneldecision", "finding", "panel"])
def test_the_database_lets_nothing_take_the_place_of_what_was_decided(world, table):
    """REPLACE deletes the row with the same unique key, and asks no delete trigger."""
    decided(world)
    model = apps.get_model("ethics", table)
    columns = ", ".join(field.column for field in model._meta.local_fields if not field.primary_key)
    with pytest.raises(IntegrityError, match="not replaced"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT OR REPLACE INTO ethics_{table} ({columns}) SELECT {columns} FROM ethics_{table} LIMIT 1"
        )
