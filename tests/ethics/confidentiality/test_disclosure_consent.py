"""Nothing is told to a third party without the consent of both sides (code of ethics, clause 10)."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse

from assessments.models import Event, FileReading
from ethics.confidentiality import operations as consents
from ethics.models import Leave
from kit.errors import RuleError
from lsp_portal.work.queues import sections
from tests.suspending import suspend
from tests.told import told

Standing = Leave.Standing
SAID = {"recipient": "PT Contoh Abadi", "matter": "Hasil K atau BK tiap unit.", "purpose": "Lamaran kerja."}


def ask(world, **changes):
    said = {"by": world.ratna, "on": world.today, "candidate": world.siti_candidate, "until": world.today}
    return consents.ask_disclosure_consent(**said | SAID | changes)


@pytest.fixture
def consent(world):
    return ask(world)


def candidate_says(world, consent, answer="yes", by=None, **changes):
    said = {"by": by or world.siti, "on": world.today, "consent": consent, "answer": answer}
    return consents.answer_as_candidate(**said | changes)


def body_says(world, consent, answer="yes", by=None, **changes):
    said = {"by": by or world.wulan, "on": world.today, "consent": consent, "answer": answer}
    return consents.answer_for_body(**said | changes)


def refused(act, *args, **kwargs):
    with pytest.raises(RuleError) as caught:
        act(*args, **kwargs)
    return caught.value.code


def standing(consent):
    return Leave.objects.get(pk=consent.pk).standing


def test_it_takes_two_to_allow(world, consent):
    assert standing(consent) == Standing.PENDING
    candidate_says(world, consent)
    assert standing(consent) == Standing.PENDING
    body_says(world, consent)
    assert standing(consent) == Standing.VALID
    assert [event.verb for event in Event.objects.about(consent)] == ["asked", "agreed", "allowed"]


def test_one_no_is_enough(world, consent):
    candidate_says(world, consent, "no")
    assert standing(consent) == Standing.REFUSED
    assert refused(body_says, world, consent) == "not_standing"
    assert told(consent) == ["asked", "declined"]


def test_the_lsp_says_no_with_a_reason(world, consent):
    assert refused(body_says, world, consent, "no", reason=" ") == "reason_required"
    assert body_says(world, consent, "no", reason="Tidak perlu.").body_reason == "Tidak perlu."
    assert standing(consent) == Standing.REFUSED
    assert [(event.verb, event.reason) for event in Event.objects.about(consent)][1:] == [
        ("disallowed", "Tidak perlu.")
    ]


def test_it_ends_with_its_day(world, consent):
    candidate_says(world, consent)
    consent = body_says(world, consent)
    assert consent.standing_on(world.today) == Standing.VALID
    assert consent.standing_on(world.today + timedelta(days=1)) == Standing.EXPIRED


@pytest.mark.parametrize("who", ["siti", "wulan", "ratna"])
def test_it_is_taken_back_at_any_time(world, consent, who):
    candidate_says(world, consent)
    body_says(world, consent)
    consents.withdraw_disclosure_consent(by=getattr(world, who), on=world.today, consent=consent)
    assert standing(consent) == Standing.WITHDRAWN
    assert told(consent) == ["asked", "agreed", "allowed", "withdrawn"]
    assert (
        refused(consents.withdraw_disclosure_consent, by=world.siti, on=world.today, consent=consent) == "not_standing"
    )


@pytest.mark.parametrize(("who", "may"), [("siti", True), ("ratna", True), ("wulan", False)])
def test_whom_only_his_office_lets_does_not_take_it_back_while_suspended(world, consent, who, may):
    account = getattr(world, who)
    suspend(world, account)
    act = {"by": account, "on": world.today, "consent": consent}
    if may:  # the candidate's own, and what one asked for oneself
        assert consents.withdraw_disclosure_consent(**act).withdrawn_by == account
    else:
        assert refused(consents.withdraw_disclosure_consent, **act) == "suspended"
        assert standing(consent) == Standing.PENDING


def test_nobody_else_answers_or_takes_it_back(world, consent):
    for other in (world.yohanes, world.ratna, world.wulan, world.bima):
        with pytest.raises(PermissionDenied):
            candidate_says(world, consent, by=other)
    for other in (world.siti, world.ratna, world.komang):
        with pytest.raises(PermissionDenied):
            body_says(world, consent, by=other)
    for other in (world.yohanes, world.komang, world.bima):
        with pytest.raises(PermissionDenied):
            consents.withdraw_disclosure_consent(by=other, on=world.today, consent=consent)


def test_who_asked_does_not_answer_for_the_lsp(world, consent):
    world.ratna.is_ethics_officer = True
    with pytest.raises(PermissionDenied):
        body_says(world, consent, by=world.ratna)
    with pytest.raises(DatabaseError), transaction.atomic():
        Leave.objects.update(body_answer="yes", body_answered_by=world.ratna, body_answered_at=world.at(9))


def test_only_an_admin_asks(world):
    for other in (world.wulan, world.bima, world.siti):
        with pytest.raises(PermissionDenied):
            ask(world, by=other)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"recipient": " "}, "text_required"),
        ({"matter": "x" * 501}, "too_long"),
        ({"recipient": "x" * 201}, "too_long"),
    ],
)
def test_what_is_asked_is_whole(world, changes, code):
    assert refused(ask, world, **changes) == code


@pytest.mark.parametrize(("days", "code"), [(-1, "until_past"), (367, "until_far")])
def test_it_ends_within_a_year(world, days, code):
    assert refused(ask, world, until=world.today + timedelta(days=days)) == code


def test_it_is_as_long_as_is_said(world):
    """Texts and days alike."""
    last = world.today + timedelta(days=366)
    consent = ask(world, recipient="x" * 200, matter="x" * 500, purpose="y" * 500, until=last)
    assert (consent.until, len(consent.recipient), len(consent.matter)) == (last, 200, 500)
    assert body_says(world, consent, "no", reason="x" * 500).body_reason == "x" * 500


def test_bad_answers(world, consent):
    assert refused(candidate_says, world, consent, "maybe") == "answer_unknown"
    assert refused(body_says, world, consent, "no", reason=" ") == "reason_required"
    assert refused(body_says, world, consent, "no", reason="x" * 501) == "too_long"
    candidate_says(world, consent)
    assert refused(candidate_says, world, consent, "no") == "answered_already"


@pytest.mark.parametrize(
    "change", [{"recipient": "Lain"}, {"candidate_answer": "no"}, {"withdrawn_at": None, "withdrawn_by": None}]
)
def test_what_was_asked_and_answered_stays(world, consent, change):
    candidate_says(world, consent)
    consents.withdraw_disclosure_consent(by=world.siti, on=world.today, consent=consent)
    with pytest.raises(DatabaseError), transaction.atomic():
        Leave.objects.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Leave.objects.all().delete()


# --- the pages ------------------------------------------------------------------------------------
def test_it_is_asked_from_the_candidates_page(world, client):
    client.force_login(world.ratna)
    page = reverse("disclosure_consent_create", args=[world.siti_candidate.pk])
    assert page in client.get(world.siti_candidate.get_absolute_url()).text
    assert client.post(page, SAID | {"until": "2020-01-01"}).status_code == 422
    assert client.post(page, SAID | {"until": "0206-13-99"}).status_code == 422 and not Leave.objects.exists()
    assert client.post(page, SAID | {"until": world.today.isoformat()}).status_code == 302
    assert SAID["recipient"] in client.get(world.siti_candidate.get_absolute_url()).text


def test_both_sides_answer_on_the_page(world, consent, client):
    for who, button in ((world.siti, "Ya, saya setuju"), (world.wulan, "Izinkan")):
        client.force_login(who)
        assert button in client.get(reverse("disclosure_consent_show", args=[consent.pk])).text
        assert (
            client.post(reverse("disclosure_consent_answer", args=[consent.pk]), {"answer": "yes"}).status_code == 302
        )
    assert standing(consent) == Standing.VALID
    assert (
        client.post(
            reverse("disclosure_consent_answer", args=[consent.pk]), {"answer": "no", "reason": "x"}
        ).status_code
        == 422
    )


def test_no_without_a_reason_is_told(world, consent, client):
    client.force_login(world.wulan)
    answer = client.post(reverse("disclosure_consent_answer", args=[consent.pk]), {"answer": "no"})
    assert answer.status_code == 422 and "Alasan wajib diisi" in answer.text


def test_who_is_not_concerned_sees_nothing(world, consent, client):
    for other in (world.yohanes, world.sekar):
        client.force_login(other)
        assert client.get(reverse("disclosure_consent_show", args=[consent.pk])).status_code == 404


def test_it_waits_on_both_homes(world, consent):
    def waiting(who):
        return [str(q.title) for s in sections(who, world.today) for q in s.waiting]

    assert "Izin menunggu jawaban Anda" in waiting(world.siti)
    assert "Izin untuk dijawab" in waiting(world.wulan)


def test_staff_who_open_it_are_written_down(world, consent, client):
    for who in (world.siti, world.wulan):
        client.force_login(who)
        client.get(reverse("disclosure_consent_show", args=[consent.pk]))
    assert list(FileReading.objects.values_list("reader__username", "kind")) == [("wulan", "letter")]
