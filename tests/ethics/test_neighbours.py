"""What one did keeps nobody else from doing it, nor himself elsewhere: each rule asks about its own row only."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.bars import operations as bars
from assessments.duty import operations as duty
from assessments.models import Assessor, Hold
from assessments.sessions.operations import sessions
from ethics.badges.operations import badge_for
from ethics.checklists.models import CHECKED
from ethics.checklists.operations import send_checklist
from ethics.checklists.statements import STATEMENTS
from ethics.evaluations.operations.reviews import ask_review
from ethics.feedback.operations import Said, give_feedback
from ethics.gifts.operations import declare_gifts, record_gift
from ethics.impartiality.operations.conflicts import decide_conflict, raise_conflict
from ethics.models import Code
from ethics.peers.models import SAID
from ethics.peers.operations import give_peer_remark
from ethics.pledges.operations import sign_pledge
from ethics.questions.operations import ask, reply
from tests.guarding import lifted_by_whomever
from tests.world import K

from .policies.policies import NAMED, note, published

GIFT = {"kind": "gift", "giver": "candidate", "what": "Parsel buah", "value": 150_000, "handling": "returned"}


@pytest.fixture
def places(world):
    """Siti with Bima and Yohanes with Sekar, side by side in a session that runs."""
    sessions.assign(by=world.ratna, on=world.today, session=world.session, assessor=world.sekar_assessor)
    own = [world.enrol(), world.enrol(world.yohanes_candidate, assessor=world.sekar_assessor)]
    world.start()
    return own


@pytest.fixture
def over(world, places):
    """The same session, judged and finished."""
    for place in places:
        world.record(place, K, K, "BK")
        world.sign(place)
    sessions.finish_session(by=world.bima, on=world.today, session=world.session)
    return places


def both(world):
    return [(world.bima, world.bima_assessor), (world.sekar, world.sekar_assessor)]


def test_two_assessors_of_one_session_do_the_same(world, places):
    code = Code.objects.current()
    Assessor.objects.update(pledged_until=None)
    for account, assessor in both(world):
        act = {"by": account, "on": world.today, "assessor": assessor}
        assert sign_pledge(**act, code=code, seen=code.trace, confirmed=range(1, 17)).assessor == assessor
        assert badge_for(**act, session=world.session).assessor == assessor
        confirmed = dict.fromkeys(CHECKED, True)
        assert send_checklist(**act, session=world.session, confirmed=confirmed, note="").assessor == assessor


def test_two_assessors_take_note_of_two_policies(world):
    editions = [published(world, named=NAMED | {"number": number}) for number in ("LSP-04", "LSP-05")]
    for edition in editions:
        for account, assessor in both(world):
            assert note(world, edition, by=account, assessor=assessor).edition == edition


def test_two_assessors_give_their_word_after_a_session(world, over):
    (bima, bima_), (sekar, sekar_) = both(world)
    record_gift(by=bima, on=world.today, assessor=bima_, session=world.session, happened_on=world.today, **GIFT)
    record_gift(by=sekar, on=world.today, assessor=sekar_, happened_on=world.today, **GIFT)  # of no session
    counts = {bima_: 1, sekar_: 0}
    for account, assessor in both(world):
        said = {"by": account, "on": world.today, "session": world.session}
        assert declare_gifts(**said, assessor=assessor, seen=counts[assessor]).recorded == counts[assessor]
        other = sekar_ if assessor == bima_ else bima_
        answers = dict.fromkeys(SAID, True)
        assert give_peer_remark(**said, rater=assessor, about=other, said=answers, note="").about == other


def test_two_candidates_ask_are_answered_and_answer(world, over):
    for place, who, assessor in zip(over, (world.siti, world.yohanes), (world.bima, world.sekar), strict=True):
        for text in ("Mengapa BK?", "Kapan saya dapat mengulang?"):
            question = ask(by=who, on=world.today, assessment=place, text=text)
            assert reply(by=assessor, on=world.today, question=question, text="Lihat catatan.").question == question
        answers = {each.number: Said(agrees=True) for each in STATEMENTS}
        assert give_feedback(by=who, on=world.today, assessment=place, answers=answers).assessment == place


def test_two_are_barred_and_held_and_one_is_let_again(world, places):
    act = {"by": world.wulan, "on": world.today}
    ends_on = world.today + timedelta(days=9)
    first, second = (
        bars.bar_assessor(**act, assessor=assessor, starts_on=world.today, ends_on=ends_on, reason="Putusan.")
        for _account, assessor in both(world)
    )
    for place in places:
        duty.hold(**act, assessment=place, assessor=world.bima_assessor, reason="Satu lembaga.")
    duty.hold(**act, assessment=places[0], assessor=world.sekar_assessor, reason="Satu lembaga.")
    assert Hold.objects.in_force().count() == 3
    bars.lift_bar(**act, bar=first, reason="Banding diterima.")
    let = {"assessment": places[0], "assessor": world.bima_assessor, "reason": "Bukan benturan."}
    with lifted_by_whomever():
        duty.lift_hold(**act, at=timezone.now(), **let)
    second.refresh_from_db()
    assert second.lifted_on is None
    held = set(Hold.objects.in_force().values_list("assessment", "assessor"))
    assert held == {(places[1].pk, world.bima_assessor.pk), (places[0].pk, world.sekar_assessor.pk)}


def test_the_same_person_looks_at_the_work_of_two(world, over):
    for assessor in (world.bima_assessor, world.sekar_assessor):
        said = {"by": world.wulan, "on": world.today, "session": world.session, "assessor": assessor}
        assert ask_review(**said, reviewer=world.ratna).assessor == assessor


def test_two_conflicts_are_raised_and_one_is_decided(world, places):
    said = {"by": None, "on": world.today, "source": "found", "tie": "trainer", "detail": "Pelatih."}
    assessors = (world.bima_assessor, world.sekar_assessor)
    first, second = (
        raise_conflict(**said, assessment=place, assessor=assessor)
        for place, assessor in zip(places, assessors, strict=True)
    )
    third = raise_conflict(**said, assessment=places[1], assessor=world.bima_assessor)
    assert len({first.pk, second.pk, third.pk}) == 3
    act = {"by": world.wulan, "on": world.today, "outcome": "dismiss", "reason": "Sudah lama."}
    decide_conflict(**act, conflict=first)
    held = set(Hold.objects.in_force().values_list("assessment", "assessor"))
    assert held == {(places[1].pk, world.sekar_assessor.pk), (places[1].pk, world.bima_assessor.pk)}
    assert raise_conflict(**said, assessment=places[1], assessor=world.bima_assessor) == third  # it is known
