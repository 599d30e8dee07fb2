"""Policies: drafted by an admin, published once, never changed, taken note of by each assessor for himself."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from assessments.models import Assessor, Event
from assessments.sessions.operations import sessions
from ethics.models import Acknowledgement, Code, Policy, PolicyEdition
from ethics.pledges.operations import sign_pledge
from ethics.policies.operations import discard_policy, draft_policy, edit_policy, renew_policy
from kit.errors import RuleError
from tests.files import paper, taken
from tests.told import told

from .policies import NAMED, draft_of, drafted, followed, note, publish, published


def refused(act, *args, **kwargs):
    with pytest.raises(RuleError) as caught:
        act(*args, **kwargs)
    return caught.value.code


def edit(world, edition, draft=None, **changes):
    said = {"by": world.ratna, "on": world.today, "edition": edition, "draft": draft or draft_of(world)}
    return edit_policy(**said | NAMED | changes)


def renew(world, policy):
    return renew_policy(by=world.ratna, on=world.today, policy=policy)


def due_of(assessor):
    return Assessor.objects.get(pk=assessor.pk).policies_due_on


# --- writing ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize("who", ["wulan", "komang", "bima", "siti"])
def test_only_an_admin_writes_them(world, who):
    account, edition = getattr(world, who), drafted(world)
    act = {"by": account, "on": world.today}
    with pytest.raises(PermissionDenied):
        edit(world, edition, by=account)
    with pytest.raises(PermissionDenied):
        publish(world, edition, by=account)
    with pytest.raises(PermissionDenied):
        discard_policy(**act, edition=edition)
    with pytest.raises(PermissionDenied):
        renew_policy(**act, policy=edition.policy)


@pytest.mark.parametrize(
    ("days", "words", "code"),
    [
        ((-1, 14), {}, "policy_backdated"),
        ((5, 4), {}, "policy_too_soon"),
        ((0, 0), {}, "policy_too_soon"),
        ((0, 14), {"text": "  \n "}, "policy_empty"),
        ((0, 14), {"text": "x" * 60_001}, "policy_too_long"),
    ],
)
def test_what_can_be_no_edition(world, days, words, code):
    assert refused(drafted, world, *days, **words) == code
    assert not Policy.objects.exists()


def test_an_edition_is_as_long_and_as_soon_as_is_said(world):
    """It holds from today, and who must read it has until tomorrow, or until it holds."""
    edition = drafted(world, 0, 1, text="x" * 60_000)
    assert len(edition.text) == 60_000
    assert edit(world, edition, draft_of(world, 5, 5)).acknowledge_by == world.today + timedelta(days=5)


def test_a_number_is_given_once_by_each_issuer(world):
    drafted(world)
    assert refused(drafted, world) == "invalid"
    assert drafted(world, named={"issuer": "bnsp"}).policy.issuer == "bnsp"


def test_a_file_may_speak_alone_and_is_part_of_what_was_shown(world):
    edition = drafted(world, text="", file=taken())
    before = edition.fingerprint
    assert refused(edit, world, edition, draft_of(world, text="", drops_file=True)) == "policy_empty"
    changed = edit(world, edition, draft_of(world, text="", file=taken(paper("Lain"))))
    assert changed.fingerprint != before


def test_one_draft_of_a_policy_at_a_time_begun_with_the_last_words(world):
    edition = drafted(world)
    assert refused(renew, world, edition.policy) == "policy_draft_waits"
    publish(world, edition)
    coming = renew(world, edition.policy)
    assert (edition.number, coming.number, coming.text) == (1, 2, edition.text)
    assert coming.in_force_from == world.today + timedelta(days=1)
    assert coming.acknowledge_by == world.today + timedelta(days=14)
    assert refused(renew, world, edition.policy) == "policy_draft_waits"


def test_a_draft_is_thrown_away_with_a_policy_that_has_no_other(world):
    discard_policy(by=world.ratna, on=world.today, edition=drafted(world))
    assert not Policy.objects.exists()
    edition = published(world)
    discard_policy(by=world.ratna, on=world.today, edition=renew(world, edition.policy))
    assert list(PolicyEdition.objects.all()) == [edition]


def test_the_history_tells_how_an_edition_came_about(world):
    edition = drafted(world)
    publish(world, edit(world, edition))
    assert told(edition) == ["created", "edited", "published"]
    coming = renew(world, edition.policy)
    about = Event.objects.about(coming)
    discard_policy(by=world.ratna, on=world.today, edition=coming)
    assert [(event.verb, event.data) for event in about] == [("created", {}), ("discarded", {"number": "LSP-04"})]


# --- publishing ------------------------------------------------------------------------------------------
def test_it_is_published_once_and_never_changed(world):
    edition = published(world)
    assert refused(publish, world, edition) == "policy_published"
    assert refused(edit, world, edition) == "policy_published"
    assert refused(discard_policy, by=world.ratna, on=world.today, edition=edition) == "policy_published"
    assert refused(edit, world, renew(world, edition.policy), title="Nama lain") == "policy_named"


def test_what_changed_since_it_was_read_is_not_published(world):
    edition = drafted(world)
    seen = edition.fingerprint
    edit(world, edition, draft_of(world, text="Kata orang lain."))
    assert refused(publish, world, edition, seen=seen) == "policy_changed"


def test_an_old_draft_is_not_published_after_its_day(world):
    edition = drafted(world, 1)
    late = world.today + timedelta(days=2)
    assert refused(publish, world, edition, on=late) == "policy_backdated"


def test_editions_follow_each_other(world):
    edition = published(world, 3)
    coming = renew(world, edition.policy)
    assert refused(publish, world, coming) == "policy_out_of_order"
    edit(world, coming, draft_of(world, 4))
    publish(world, PolicyEdition.objects.get(pk=coming.pk))
    assert PolicyEdition.objects.get(pk=edition.pk).last_day == world.today + timedelta(days=3)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ethics_policyedition SET text = 'lain'",
        "UPDATE ethics_policyedition SET published_at = NULL, published_by_id = NULL",
        "DELETE FROM ethics_policyedition",
        "UPDATE ethics_policy SET title = 'lain'",
        "UPDATE ethics_acknowledgement SET statement = 'lain'",
        "DELETE FROM ethics_acknowledgement",
    ],
)
def test_the_database_keeps_what_was_published_and_said(world, statement):
    note(world, published(world))
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("changes", [{}, {"in_force_from": "2020-01-01"}])
def test_the_database_takes_no_edition_that_is_born_published_or_backdated(world, changes):
    edition = published(world, 3)
    copy = renew(world, edition.policy)
    fields = {"published_at": edition.published_at, "published_by": world.ratna} | changes
    with pytest.raises(IntegrityError), transaction.atomic():
        if changes:
            PolicyEdition.objects.filter(pk=copy.pk).update(**fields)
        else:
            copy.delete()
            row = {name: getattr(copy, name) for name in ("policy", "number", "text", "in_force_from")}
            PolicyEdition.objects.create(**row, **fields, acknowledge_by=copy.acknowledge_by)


# --- taking note -----------------------------------------------------------------------------------------
def test_the_words_the_moment_and_the_address_are_kept(world):
    word = note(world, published(world))
    assert "Bima Prasetya" in word.statement and "LSP-04, edisi 1" in word.statement
    assert word.address == "192.0.2.9" and word.is_intact
    word.statement += " Atau tidak."
    assert not word.is_intact
    assert Event.objects.filter(subject_type="ethics.acknowledgement", verb="acknowledged").count() == 1


def test_nobody_takes_note_for_another(world):
    edition = published(world)
    for account in (world.sekar, world.ratna, world.wulan):
        with pytest.raises(PermissionDenied):
            note(world, edition, by=account)
    with pytest.raises(IntegrityError, match="for another"), transaction.atomic():
        Acknowledgement.objects.create(
            assessor=world.bima_assessor, edition=edition, statement="x", acknowledged_by=world.ratna,
            acknowledged_at=edition.published_at,
        )  # fmt: skip


def test_what_is_refused(world):
    edition = published(world)
    assert refused(note, world, edition, on=world.today - timedelta(days=1)) == "acknowledgement_dated"
    assert refused(note, world, edition, seen="kata lain") == "policy_changed"
    note(world, edition)
    assert refused(note, world, edition) == "acknowledged_already"
    coming = renew(world, edition.policy)
    assert refused(note, world, coming) == "policy_not_asked"
    with pytest.raises(IntegrityError, match="draft"), transaction.atomic():
        Acknowledgement.objects.create(
            assessor=world.bima_assessor, edition=coming, statement="x", acknowledged_by=world.bima,
            acknowledged_at=edition.published_at,
        )  # fmt: skip


def test_an_edition_that_another_followed_is_asked_no_more(world):
    edition = published(world)
    coming = followed(world, edition)
    with time_machine.travel(world.at(9, 6)):
        assert refused(note, world, edition) == "policy_not_asked"
        assert list(PolicyEdition.objects.waiting_for(world.bima_assessor, world.today)) == [coming]


# --- what follows from it --------------------------------------------------------------------------------
def test_the_earliest_day_is_told_where_sessions_are_planned(world):
    edition = published(world)
    coming = followed(world, edition)
    assert due_of(world.bima_assessor) == edition.acknowledge_by
    note(world, edition)
    assert due_of(world.bima_assessor) == coming.acknowledge_by
    note(world, coming)
    assert due_of(world.bima_assessor) is None and due_of(world.sekar_assessor) == edition.acknowledge_by


def test_a_later_edition_settles_the_earlier_one(world):
    edition = published(world)
    note(world, followed(world, edition))
    assert due_of(world.bima_assessor) is None
    assert not PolicyEdition.objects.waiting_for(world.bima_assessor, world.today).exists()


def test_who_becomes_assessor_later_is_asked_with_his_first_pledge(world):
    edition = published(world)
    novice, code = world.assessor("Nala", "MET.000.009999 2024", "nala", pledged_until=None), Code.objects.current()
    numbers = [clause.number for clause in code.clauses.all()]
    act = {"by": novice.person.account, "on": world.today, "assessor": novice}
    sign_pledge(**act, code=code, seen=code.trace, confirmed=numbers)
    assert due_of(novice) == edition.acknowledge_by


def test_after_the_day_no_new_task_is_given_and_what_began_goes_on(world):
    assert world.enrol()
    edition = published(world, ends=1)
    with time_machine.travel(world.at(9, 1)):  # the day itself still counts
        sessions.assign(by=world.ratna, on=world.today, session=world.plan(), assessor=world.bima_assessor)
    with time_machine.travel(world.at(9, 2)):
        other = world.plan(note="Lain", starts_at=world.at(8, 3), ends_at=world.at(9, 3))
        act = {"by": world.ratna, "on": world.today, "session": other, "assessor": world.bima_assessor}
        assert refused(sessions.assign, **act) == "policies_unread"
        world.start()
        world.record(world.session.assessments.get(), "K", "K", "K")
        note(world, edition)
        sessions.assign(**act)


def test_overdue_editions_are_counted_for_those_on_duty(world):
    edition = published(world, ends=1)
    note(world, edition)
    Assessor.objects.filter(pk=world.assessor("Rudi", "MET.000.007777 2024").pk).update(is_active=False)
    tomorrow = world.today + timedelta(days=2)
    assert not PolicyEdition.objects.overdue(world.today).exists()
    assert [row.missing for row in PolicyEdition.objects.overdue(tomorrow)] == [1]


@pytest.mark.parametrize("who", ["wulan", "bima", "komang", "siti", "tamu"])
def test_only_admins_draft_one(world, who):
    with pytest.raises(PermissionDenied):
        draft_policy(by=getattr(world, who), on=world.today, draft=draft_of(world), **NAMED)
    assert not Policy.objects.exists()
