"""What somebody with an office reads and is offered while he is suspended, and what the database refuses."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from assessments import access
from assessments.bars.operations import lift_bar
from assessments.decisions.operations import grant
from assessments.models import Assessor, Decision, Event, Person
from certificates.acts.operations import suspend as suspend_certificate
from ethics.cases.operations import cases
from ethics.models import CertificateMeasure, Conflict, Gift, Leave, Panel, PanelDecision, PanelSeat, ReadingReview
from kit.roles import held_by
from tests.architecture.access_matrix import ROWS, url_patterns
from tests.architecture.access_matrix.ethics import disclosure_consent, gift
from tests.suspending import suspend
from tests.world import K

from .cases import way
from .evaluations import evaluating
from .impartiality.declaring import conflict_of
from .test_suspended import FORM, OFFICES, OTHER_CODE, SAYS_WHY, proposing, refused, waiting

LATER = 365 * 1000  # days: the database asks a clock of its own, which no test holds


# --- every page of an office ------------------------------------------------------------------------------
def office_rows():
    roles = {pattern.name: set(getattr(pattern.callback, "allowed_roles", ())) for pattern in url_patterns()}
    return [row for row in ROWS if roles[row.name] and roles[row.name] <= OFFICES]


@pytest.mark.parametrize("row", office_rows(), ids=lambda row: row.id)
def test_pages_of_an_office_are_read_and_nothing_is_sent(client, world, row):
    address = row.address(world)
    account = getattr(world, (row.may or row.missing).split()[0])
    suspend(world, account)
    client.force_login(account)
    page = client.get(address)
    assert page.status_code in (200, 302, 404)
    if page.status_code == 200 and "<main" in page.text:
        assert SAYS_WHY in page.text
    before = Event.objects.count()
    answer = client.post(address, FORM)
    assert answer.status_code in (405, 422) and Event.objects.count() == before
    assert answer.status_code == 405 or "sedang dibekukan" in answer.text


def test_every_page_of_an_office_that_is_sent_something_is_among_them():
    sent = {row.name for row in office_rows() if row.post != 405}
    assert {
        "assessment_decide",
        "certificate_suspend",
        "conflict_decide",
        "ethics_case_appoint",
        "measure_answer",
    } <= sent


# --- placed while the page is open --------------------------------------------------------------------------
def test_a_suspension_placed_while_the_decision_is_open(client, world):
    assessment = world.judged()
    client.force_login(world.komang)
    address = reverse("assessment_decide", args=[assessment.pk])
    assert 'name="outcome"' in client.get(address).text
    suspend(world, world.komang, first=0)
    answer = client.post(address, {"outcome": "granted", "reason": ""})
    assert (answer.status_code, SAYS_WHY in answer.text) == (422, True)
    assert not Decision.objects.exists()
    page = client.get(address).text
    assert SAYS_WHY in page and 'name="outcome"' not in page


@pytest.mark.parametrize(("first", "last", "holds"), [(0, 0, True), (-5, 0, True), (-5, -1, False), (1, None, False)])
def test_its_first_and_last_day_count(world, first, last, holds):
    suspend(world, world.komang, first=first, last=last)
    assert access.is_suspended(world.komang) is holds


@pytest.mark.parametrize(("first", "last", "holds"), [(-5, 0, True), (-5, -1, False), (LATER, None, False)])
def test_a_suspension_that_is_over_or_to_come_leaves_deciding_alone(world, first, last, holds):
    assessment = world.judged()
    suspend(world, world.komang, first=first, last=last)
    decide = {"by": world.komang, "on": world.today, "assessment": assessment}
    assert refused(grant, **decide) == "suspended" if holds else grant(**decide)


def test_nothing_is_recorded_as_of_a_day_of_the_suspension(world):
    certificate = world.certificate()
    suspend(world, world.komang, first=-5, last=-1)
    said = {"certificate": certificate, "by": world.komang, "reason": "Alasan."}
    assert refused(suspend_certificate, on=world.today - timedelta(days=2), **said) == "suspended"
    assert suspend_certificate(on=world.today, **said).status == "suspended"


def test_an_admin_who_is_suspended_does_the_offices_work(world):
    """Asking for evaluations is an admin's as well; an officer's alone it is not any more."""
    world.ratna.is_ethics_officer = True
    world.ratna.save()
    evaluating.over(world)
    suspend(world, world.ratna)
    assert evaluating.asked(world, by=world.ratna).pk


# --- what is offered -----------------------------------------------------------------------------------------------
def test_nothing_is_offered_and_one_sentence_says_why(client, world):
    place = world.enrol(world.yohanes_candidate)
    certificate = world.certificate()
    assessment = world.sign(world.record(place, K, K, K))
    suspend(world, world.komang)
    assert reverse("assessment_decide", args=[assessment.pk]) not in waiting(world, world.komang)
    client.force_login(world.komang)
    assert client.get(reverse("work")).text.count(SAYS_WHY) == 1
    page = client.get(certificate.get_absolute_url()).text
    assert SAYS_WHY in page and reverse("certificate_suspend", args=[certificate.pk]) not in page


def test_an_officer_is_offered_nothing(client, world):
    conflict, case = conflict_of(world), way.report(world)
    cases.identify(by=world.wulan, on=world.today, case=case, respondent=world.bima_assessor)
    suspend(world, world.wulan)
    client.force_login(world.wulan)
    assert set(waiting(world, world.wulan)) <= {reverse("pledge_sign")}  # as the assessor she is
    for row, hidden in ((conflict, "conflict_decide"), (case, "ethics_case_dismiss")):
        page = client.get(row.get_absolute_url()).text
        assert SAYS_WHY in page and reverse(hidden, args=[row.pk]) not in page


def test_the_question_is_asked_only_of_those_it_may_concern(world, django_assert_num_queries):
    """One for whom there may be something to ask: an office and an assessor's record."""
    record = Person.objects.create(name="Galih", account=world.account("galih", is_decision_maker=True))
    days = {"licence_expires_on": world.today, "technical_expires_on": world.today}
    Assessor.objects.create(person=record, met_number="MET.000.000777 2024", **days)
    for account, queries in ((record.account, 1), (world.komang, 0), (world.bima, 0), (world.tamu, 0)):
        assert held_by(account) is not None  # every page asks that first
        with django_assert_num_queries(queries):
            assert not access.is_held_back(account)


# --- the database -------------------------------------------------------------------------------------------------
def raw(act):
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        act()
    return "suspended" in str(caught.value)


@pytest.mark.parametrize("day", [0, -2])
def test_the_database_refuses_a_decision(world, day):
    assessment = world.judged()
    bar = suspend(world, world.komang, first=-3, last=None if day == 0 else -1)
    on = world.today + timedelta(days=day)
    said = {"assessment": assessment, "outcome": "granted", "decided_by": world.komang, "decided_on": on}
    assert raw(lambda: Decision.objects.create(**said))
    if day:
        assert Decision.objects.create(**said | {"decided_on": world.today}).pk  # it is over
    else:
        lift_bar(by=None, on=world.today, bar=bar, reason="Selesai.")
        assert Decision.objects.create(**said).pk


def test_the_database_refuses_what_an_officer_answers(world):
    conflict_of(world)
    gift(world)
    now = world.at(9)
    suspend(world, world.wulan)
    decided = {"outcome": "dismiss", "reason": "x", "decided_by": world.wulan, "decided_at": now}
    assert raw(lambda: Conflict.objects.update(**decided))
    assert raw(lambda: Gift.objects.update(remark="x", reviewed_by=world.wulan, reviewed_at=now))
    reading = {"reader": world.ratna, "day": world.today, "files": 50, "reason": "x", "reviewed_by": world.wulan}
    assert raw(lambda: ReadingReview.objects.create(**reading))


def test_the_database_refuses_a_leave(world):
    disclosure_consent(world)
    now = world.at(9)
    suspend(world, world.wulan)
    answered = {"body_answer": "yes", "body_answered_at": now, "body_answered_by": world.wulan}
    assert raw(lambda: Leave.objects.update(**answered))


def test_the_database_refuses_a_seat_and_a_panels_word(world):
    panel = way.judged(world)
    other = world.account("lain")
    suspend(world, other)
    assert raw(lambda: PanelSeat.objects.create(panel=panel, member=other))
    suspend(world, panel.seats.filter(is_chair=False).first().member)
    said = {"panel": panel, "outcome": "decided", "decided_on": world.today, "reasons": "x"}
    assert raw(lambda: PanelDecision.objects.create(**said, written_by=way.chair_of(panel)))


def test_the_database_refuses_a_panel_and_an_answer_to_its_proposal(world):
    decision = proposing(world, world.certificate())
    case = way.answered(world, code=OTHER_CODE)
    for account in (world.wulan, world.komang):
        suspend(world, account)
    assert raw(
        lambda: Panel.objects.create(case=case, turn="first", appointed_on=world.today, appointed_by=world.wulan)
    )
    taken = {"outcome": "declined", "reason": "x", "taken_by": world.komang, "taken_on": world.today}
    assert raw(lambda: CertificateMeasure.objects.filter(decision=decision).update(**taken))
