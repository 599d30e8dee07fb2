"""What may be relied on, and the acts that follow from it: one rule for the page and for the operation."""

from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from django.urls import reverse

from certificates.acts import possible
from certificates.acts.operations import LONGEST_REASON
from certificates.acts.views import acts_for
from certificates.models import RegisterEntry, Standing
from kit.errors import RuleError
from tests.certificates.acts.test_acts import act, code_of, reduce, replace

pytestmark = [pytest.mark.together, pytest.mark.usefixtures("issued_once")]

KEEP = ["J.620100.001.02", "J.620100.002.02"]


@pytest.fixture
def certificate(world):
    return world.certificate()


def on_the_day_after(certificate):
    """Its last day was yesterday."""
    return time_machine.travel(datetime.combine(certificate.expires_on, time(12), tzinfo=UTC) + timedelta(days=1))


def test_valid_and_expiring_may_be_relied_on_and_nothing_else():
    assert [standing.value for standing in Standing if standing.in_force] == ["valid", "expiring"]


# --- what time has ended ----------------------------------------------------------------------------
@pytest.mark.parametrize(("days", "offered"), [(-1, True), (0, False), (1, False)])
def test_a_replacement_is_offered_and_taken_until_the_day_before_the_last(world, certificate, days, offered):
    day = certificate.expires_on + timedelta(days=days)
    assert possible.may(certificate, "replaced", day) == offered
    assert takes(lambda: possible.check_act(certificate, "replaced", day)) == offered


@pytest.mark.parametrize(("days", "offered"), [(0, True), (1, False)])
def test_a_suspension_is_offered_and_taken_until_the_last_day(world, certificate, days, offered):
    day = certificate.expires_on + timedelta(days=days)
    assert possible.may(certificate, "suspended", day) == offered
    assert takes(lambda: possible.check_act(certificate, "suspended", day)) == offered


def takes(check):
    try:
        check()
    except RuleError as refusal:
        assert refusal.code == "expired"
        return False
    return True


def test_nothing_is_asked_of_an_expired_one_that_would_be_refused(world, certificate, client):
    with on_the_day_after(certificate):
        assert [offer.url_name for offer in acts_for(world.komang, certificate)] == ["certificate_withdraw"]
        assert acts_for(world.ratna, certificate) == []
        client.force_login(world.ratna)
        page = client.get(reverse("certificate_replace", args=[certificate.pk])).text
    assert "<textarea" not in page and "Sertifikat ini berstatus “Kedaluwarsa”" in page


def test_who_ends_a_suspension_after_the_last_day_does_not_say_that_it_is_valid(
    world, certificate, client, mailoutbox, django_capture_on_commit_callbacks
):
    act(world, certificate, "suspend")
    address = reverse("certificate_reinstate", args=[certificate.pk])
    said = {"on": certificate.expires_on.isoformat(), "reason": "Sudah jelas."}
    with on_the_day_after(certificate), django_capture_on_commit_callbacks(execute=True):
        client.force_login(world.komang)
        asked, done = client.get(address).text, client.post(address, said, follow=True).text
    (mail,) = mailoutbox
    until = f"berlaku sampai {certificate.expires_on.day} "
    for text in (asked, done, mail.body):
        assert until in text and "berlaku lagi" not in text and "kembali berlaku" not in text


# --- reason and letter ------------------------------------------------------------------------------
def test_a_reason_is_kept_whole_or_refused(world, certificate):
    longest, too_long = "x" * LONGEST_REASON, "x" * (LONGEST_REASON + 1)
    for refused in (
        lambda: act(world, certificate, "suspend", reason=too_long),
        lambda: replace(world, certificate, reason=too_long),
        lambda: reduce(world, certificate, KEEP, reason=too_long),
    ):
        assert code_of(refused) == "reason_too_long"
    act(world, certificate, "suspend", reason=longest)
    assert RegisterEntry.objects.latest("number").reason == longest


def test_the_holder_reads_the_letter_of_a_smaller_scope_and_that_units_went(
    world, certificate, client, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        new = reduce(world, certificate, KEEP, letter_number="12/LSP/2026")
    (mail,) = mailoutbox
    assert "Ruang lingkup" in mail.subject and "tanpa unit yang dikurangi" in mail.body
    client.force_login(world.siti)
    for each in (certificate, new):
        assert "12/LSP/2026" in client.get(each.get_absolute_url()).text
