"""What colleagues say of each other after a session: once, each for himself, read and seen to by officers only."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from assessments.models import Assignment, Event
from assessments.sessions.operations import sessions
from ethics.models import PeerRemark
from ethics.peers.models import SAID
from ethics.peers.operations import give_peer_remark, record_outcome
from kit.errors import RuleError
from kit.states import advance
from lsp_portal.work.queues import sections

from ..impartiality.declaring import with_colleague

ALL_YES = dict.fromkeys(SAID, True)
ONE_NO = ALL_YES | {"respects": False}


def refused(act, *args, **kwargs):
    with pytest.raises(RuleError) as caught:
        act(*args, **kwargs)
    return caught.value.code


@pytest.fixture
def finished(world):
    """Bima and Sekar served; Bima judged Siti, and the session is over."""
    with_colleague(world)
    world.judged()
    sessions.finish_session(by=world.bima, on=world.today, session=world.session)
    world.session.refresh_from_db()
    return world.session


def give(world, **changes):
    said = {"by": world.bima, "on": world.today, "session": world.session, "rater": world.bima_assessor}
    return give_peer_remark(**said | {"about": world.sekar_assessor, "said": ALL_YES, "note": ""} | changes)


def give_no(world, **changes):
    return give(world, said=ONE_NO, note="Ia memotong penjelasan saya di depan asesi.", **changes)


def record(world, peer_remark, **changes):
    said = {"by": world.wulan, "on": world.today, "outcome": "talked", "reason": "Ia meminta maaf."}
    return record_outcome(peer_remark=peer_remark, **said | changes)


def waiting(world, who):
    return [task.url for s in sections(who, world.today) for q in s.waiting for task in q.tasks]


def officer(account):
    type(account).objects.filter(pk=account.pk).update(is_ethics_officer=True)
    account.refresh_from_db()
    return account


# --- giving ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"said": {"respects": True}}, "statements_unanswered"),
        ({"said": ONE_NO, "note": "  "}, "note_required"),
        ({"note": "x" * 1001}, "note_too_long"),
    ],
)
def test_what_is_no_remark(world, finished, changes, code):
    assert refused(give, world, **changes) == code
    assert not PeerRemark.objects.exists()


def test_a_note_is_as_long_as_is_said(world, finished):
    assert len(give(world, note="x" * 1000).note) == 1000


def test_it_is_given_once_on_its_day_after_the_session_about_a_colleague(world):
    with_colleague(world)
    assert refused(give, world) == "session_not_finished"
    world.judged()
    sessions.finish_session(by=world.bima, on=world.today, session=world.session)
    assert refused(give, world, on=world.today - timedelta(days=1)) == "remark_dated"
    assert refused(give, world, about=world.bima_assessor) == "not_a_colleague"
    assert refused(give, world, about=world.assessor("Rudi", "MET.000.007777 2024")) == "not_a_colleague"
    give(world)
    assert refused(give_no, world) == "given_already"


def test_colleagues_of_two_sessions_speak_of_both(world, finished):
    give(world)
    again = world.plan(starts_at=world.at(17), ends_at=world.at(18))
    for assessor in (world.bima_assessor, world.sekar_assessor):
        sessions.assign(by=world.ratna, on=world.today, session=again, assessor=assessor)
    for status in ("running", "finished"):
        advance(again, status, by=world.ratna, on=world.today)
    assert give(world, session=again).session == again
    assert refused(give, world, session=again) == "given_already"


def test_nobody_speaks_for_another(world, finished):
    for account in (world.sekar, world.wulan, world.ratna):
        with pytest.raises(PermissionDenied):
            give(world, by=account)
    stranger = world.assessor("Rudi", "MET.000.007777 2024", "rudi")
    with pytest.raises(PermissionDenied):
        give(world, by=stranger.person.account, rater=stranger)


def test_the_database_lets_nobody_speak_of_himself(world, finished):
    row = {"session": finished, "rater": world.bima_assessor, "about": world.bima_assessor, "given_by": world.bima}
    with pytest.raises(IntegrityError, match="peerremark_of_another"), transaction.atomic():
        PeerRemark.objects.create(**row, **ALL_YES)


# --- reading and seeing to it ----------------------------------------------------------------------------
def test_only_an_officer_who_did_not_serve_there_reads_it(world, finished):
    peer_remark = give_no(world)
    assert list(PeerRemark.objects.visible_to(world.wulan)) == [peer_remark]
    for account in (world.bima, world.sekar, world.ratna, world.komang, world.siti):
        assert not PeerRemark.objects.visible_to(account).exists()
    for account in (officer(world.bima), officer(world.sekar)):
        assert not PeerRemark.objects.visible_to(account).exists()
        with pytest.raises(PermissionDenied):
            record(world, peer_remark, by=account)


def test_an_officer_notes_once_what_he_did(world, finished):
    peer_remark = give_no(world)
    assert refused(record, world, peer_remark, reason=" ") == "reason_required"
    assert refused(record, world, peer_remark, outcome="ignored") == "outcome_unknown"
    for account in (world.ratna, world.komang):
        with pytest.raises(PermissionDenied):
            record(world, peer_remark, by=account)
    record(world, peer_remark)
    assert refused(record, world, peer_remark) == "reviewed_already"


def test_where_all_is_well_there_is_nothing_to_see_to(world, finished):
    assert refused(record, world, give(world)) == "nothing_to_review"
    assert not PeerRemark.objects.open().exists()


def test_the_history_says_that_and_not_what(world, finished):
    record(world, give_no(world))
    events = Event.objects.filter(subject_type="ethics.peerremark")
    assert [(event.verb, event.data) for event in events.order_by("pk")] == [("given", {}), ("reviewed", {})]


# --- pages -----------------------------------------------------------------------------------------------
def answers(**changes):
    return {f"says_{name}": "yes" for name in SAID} | {"note": ""} | changes


def test_an_assessor_is_asked_and_answers(world, finished, client):
    page = reverse("peer_give", args=[finished.pk, world.sekar_assessor.pk])
    assert page in waiting(world, world.bima)
    client.force_login(world.bima)
    assert page in client.get(reverse("assignment_show", args=[finished.pk])).text
    for sent in ({}, answers(says_respects="no"), answers(says_respects="maybe"), answers(note="x" * 1001)):
        assert client.post(page, sent).status_code == 422
    assert client.post(page, answers(says_respects="no", note="Ia memotong saya.")).status_code == 302
    assert client.post(page, answers()).status_code == 422
    assert "tidak dapat diubah" in client.get(page).text and page not in waiting(world, world.bima)
    assert PeerRemark.objects.get().denied == 1


def test_he_is_asked_for_two_weeks_and_never_made_to_answer(world, finished):
    page = reverse("peer_give", args=[finished.pk, world.sekar_assessor.pk])
    later = [task.url for s in sections(world.bima, world.today + timedelta(15)) for q in s.waiting for task in q.tasks]
    assert page not in later


def test_nobody_else_opens_the_page(world, finished, client):
    own = reverse("peer_give", args=[finished.pk, world.bima_assessor.pk])
    stranger = world.assessor("Rudi", "MET.000.007777 2024", "rudi")
    for account, status in ((world.bima, 404), (stranger.person.account, 404), (world.wulan, 403), (world.ratna, 403)):
        client.force_login(account)
        assert client.get(own).status_code == status
    client.force_login(world.bima)
    assert client.get(reverse("peer_give", args=[finished.pk, stranger.pk])).status_code == 404


def test_the_officer_sees_to_it_from_his_queue(world, finished, client):
    peer_remark = give_no(world)
    page = reverse("peer_outcome", args=[peer_remark.pk])
    assert page in waiting(world, world.wulan)
    client.force_login(world.wulan)
    assert reverse("report_create") in client.get(page).text
    assert client.post(page, {"outcome": "talked", "reason": ""}).status_code == 422
    assert client.post(page, {"outcome": "talked", "reason": "Ia meminta maaf."}).status_code == 302
    assert client.post(page, {"outcome": "noted", "reason": "Lagi."}).status_code == 422
    assert page not in waiting(world, world.wulan)
    assert "Ia meminta maaf." in client.get(reverse("peer_show", args=[peer_remark.pk])).text


def test_the_colleague_finds_no_trace_of_it(world, finished, client):
    peer_remark = give_no(world)
    client.force_login(officer(world.sekar))
    for address in (peer_remark.get_absolute_url(), reverse("peer_outcome", args=[peer_remark.pk])):
        assert client.get(address).status_code == 404
    for name in ("peer_list", "work"):
        assert "memotong" not in (page := client.get(reverse(name)).text) and f"/peer/{peer_remark.pk}/" not in page


@pytest.mark.parametrize(("state", "shown"), [("open", 1), ("done", 0), ("good", 1), ("x", 2)])
def test_the_list_is_narrowed(world, finished, client, state, shown):
    give_no(world)
    give(world, by=world.sekar, rater=world.sekar_assessor, about=world.bima_assessor)
    client.force_login(world.wulan)
    assert client.get(reverse("peer_list"), {"state": state}).context["total"] == shown


@pytest.mark.parametrize("rows", [1, 9])
def test_the_list_costs_the_same_whatever_the_number(world, finished, client, django_assert_num_queries, rows):
    for n in range(rows):
        other = world.assessor(f"Asesor {n}", f"MET.000.00{n}999 2024")
        Assignment.objects.create(session=finished, assessor=other, assigned_by=world.ratna)
        give(world, about=other)
    client.force_login(world.wulan)
    with django_assert_num_queries(6):
        client.get(reverse("peer_list"))
