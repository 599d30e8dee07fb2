"""The life of a certificate: acts by role, with reason and date, each an entry in the register, none undone."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from dateutil.relativedelta import relativedelta
from django.core.exceptions import PermissionDenied
from django.core.mail.backends.base import BaseEmailBackend
from django.db import IntegrityError, connection, transaction

from assessments.decisions import operations as decisions
from assessments.models import Training
from assessments.sessions.operations import sessions
from certificates.acts import operations as acts
from certificates.issuing.operations import issuing
from certificates.issuing.operations.issuing import issue
from certificates.models import Certificate, CertificateFile, RegisterEntry, Standing
from kit.errors import RuleError
from tests.clock import go_by
from tests.guarding import no_guards

pytestmark = [pytest.mark.together, pytest.mark.usefixtures("issued_once")]

ACTS = {"suspend": "suspended", "withdraw": "withdrawn", "reinstate": "active"}


@pytest.fixture
def certificate(world):
    return world.certificate()


def act(world, certificate, name, **changes):
    said = {"by": world.komang, "on": world.today, "reason": "Aduan pemberi kerja."} | changes
    getattr(acts, name)(certificate=certificate, **said)
    certificate.refresh_from_db()
    return certificate


def replace(world, certificate, **changes):
    said = {"occasion": "damage", "by": world.ratna, "on": world.today, "reason": "Cetakan rusak."} | changes
    return acts.replace(certificate=certificate, **said)


def reduce(world, certificate, keep, **changes):
    said = {"by": world.komang, "on": world.today, "reason": "Unit tidak dipakai lagi."} | changes
    return acts.reduce_scope(certificate=certificate, keep=keep, **said)


def code_of(call, *args, **kwargs):
    with pytest.raises(RuleError) as refused, transaction.atomic():
        call(*args, **kwargs)
    return refused.value.code


def test_a_certificate_is_born_active_with_an_entry(certificate):
    entry = RegisterEntry.objects.get()
    assert (certificate.status, entry.act, entry.number, entry.certificate) == ("active", "issued", 1, certificate)


@pytest.mark.parametrize("way", [["suspend"], ["suspend", "reinstate"], ["withdraw"], ["suspend", "withdraw"]])
def test_the_acts_move_it(world, certificate, way):
    for name in way:
        act(world, certificate, name)
    assert certificate.status == ACTS[way[-1]]
    assert [entry.act for entry in RegisterEntry.objects.about(certificate)][1:] == [
        {"suspend": "suspended", "reinstate": "reinstated", "withdraw": "withdrawn"}[name] for name in way
    ]


@pytest.mark.parametrize(
    ("before", "then"),
    [
        ("suspend", "suspend"),
        ("withdraw", "withdraw"),
        ("withdraw", "suspend"),
        ("withdraw", "reinstate"),
        (None, "reinstate"),
    ],
)
def test_acts_that_do_not_follow_are_refused(world, certificate, before, then):
    if before:
        act(world, certificate, before)
    entries = RegisterEntry.objects.count()
    assert code_of(act, world, certificate, then) == "transition"
    assert RegisterEntry.objects.count() == entries


@pytest.mark.parametrize("name", ["suspend", "withdraw"])
@pytest.mark.parametrize("who", ["ratna", "bima", "siti", "tamu"])
def test_only_a_decision_maker_acts_on_its_standing(world, certificate, name, who):
    with pytest.raises(PermissionDenied):
        act(world, certificate, name, by=getattr(world, who))


def test_a_decision_maker_who_had_a_part_does_not_act(world, certificate):
    Training.objects.create(trainer=world.komang.person, candidate=world.siti_candidate, subject="Kursus")
    assert code_of(act, world, certificate, "suspend") == "trained_candidate"


def test_an_act_needs_a_reason_and_a_day_that_can_be(world, certificate):
    assert code_of(act, world, certificate, "suspend", reason="  ") == "reason_missing"
    assert code_of(act, world, certificate, "suspend", on=world.today + timedelta(days=1)) == "in_future"
    assert code_of(act, world, certificate, "suspend", on=world.today - timedelta(days=1)) == "before_last_act"


def test_standing_tells_the_act_before_the_date(world, certificate):
    long_after = certificate.expires_on + timedelta(days=1)
    assert certificate.standing_on(long_after) == Standing.EXPIRED
    act(world, certificate, "withdraw")
    assert certificate.standing_on(long_after) == Standing.WITHDRAWN


def test_the_holder_is_told_of_an_act_without_its_reason(
    world, certificate, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        act(world, certificate, "suspend", reason="Rahasia perkara.")
    (mail,) = mailoutbox
    assert "dibekukan" in mail.subject
    assert "Rahasia" not in mail.body + str(mail.alternatives)


class RefusingServer(BaseEmailBackend):
    """A mail server that knows no such address, and says which."""

    def send_messages(self, messages):
        raise SMTPRecipientsRefused({message.to[0]: (550, b"unknown") for message in messages})


def test_a_refused_mail_undoes_nothing_and_its_address_is_not_logged(
    world, certificate, settings, caplog, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = f"{__name__}.RefusingServer"
    with django_capture_on_commit_callbacks(execute=True):
        act(world, certificate, "suspend")
    certificate.refresh_from_db()
    assert certificate.status == "suspended"
    told = f"mail certificate_told about certificate {certificate.pk} was not sent: SMTPRecipientsRefused"
    assert told in caplog.messages
    assert "siti@" not in caplog.text


def test_replacing_makes_a_new_certificate_that_ends_the_same_day(world, certificate):
    new = replace(world, certificate)
    certificate.refresh_from_db()
    assert (certificate.status, certificate.successor) == ("replaced", new)
    assert new.number != certificate.number and new.expires_on == certificate.expires_on
    assert new.snapshot["replaces"] == certificate.number
    assert Certificate.objects.latest_of(new.assessment) == new


def test_the_old_bytes_stay(world, certificate):
    before = CertificateFile.objects.get(certificate=certificate)
    replace(world, certificate)
    after = CertificateFile.objects.get(certificate=certificate)
    assert (after.sha256, bytes(after.content)) == (before.sha256, bytes(before.content))


def test_a_name_change_needs_a_changed_name(world, certificate):
    assert code_of(replace, world, certificate, occasion="name_change") == "same_name"
    person = world.siti_candidate.person
    person.name = "Siti Rahma Wulandari Hakim"
    person.save()
    new = replace(world, certificate, occasion="name_change", proof="Penetapan 12/Pdt.P/2026")
    assert "Penetapan 12/Pdt.P/2026" in RegisterEntry.objects.get(certificate=new).reason
    certificate.refresh_from_db()
    assert (new.holder_name, certificate.holder_name) == ("Siti Rahma Wulandari Hakim", "Siti Rahma Wulandari")


@pytest.mark.parametrize("before", ["suspend", "withdraw"])
def test_what_is_not_in_force_is_not_replaced(world, certificate, before):
    act(world, certificate, before)
    assert code_of(replace, world, certificate) == "transition"
    assert code_of(reduce, world, certificate, ["J.620100.001.02"]) == "transition"


def test_a_withdrawn_certificate_is_not_issued_again(world, certificate):
    act(world, certificate, "withdraw")
    assessment = certificate.assessment
    assert code_of(issuing.issue, assessment=assessment, by=world.ratna, on=world.today) == "already_issued"


def test_only_an_admin_replaces_and_only_on_a_ground_of_his(world, certificate):
    with pytest.raises(PermissionDenied):
        replace(world, certificate, by=world.komang)
    assert code_of(replace, world, certificate, occasion="scope_reduced") == "occasion"
    assert code_of(replace, world, certificate, reason="") == "reason_missing"


def test_a_smaller_scope_replaces_the_larger(world, certificate):
    new = reduce(world, certificate, ["J.620100.001.02", "J.620100.003.02"])
    assert [unit["code"] for unit in new.snapshot["units"]] == ["J.620100.001.02", "J.620100.003.02"]
    again = replace(world, new)
    assert [unit["code"] for unit in again.snapshot["units"]] == ["J.620100.001.02", "J.620100.003.02"]


@pytest.mark.parametrize(
    ("keep", "code"),
    [
        ([], "no_units"),
        (["J.620100.001.02", "X"], "unknown_unit"),
        (["J.620100.001.02", "J.620100.002.02", "J.620100.003.02"], "same_scope"),
    ],
)
def test_a_scope_that_is_none_is_refused(world, certificate, keep, code):
    assert code_of(reduce, world, certificate, keep) == code


def second_attempt(world):
    """The same candidate in the same scheme, tomorrow."""
    session = world.plan(starts_at=world.at(8, day=1), ends_at=world.at(16, day=1))
    sessions.assign(by=world.ratna, on=world.today, session=session, assessor=world.bima_assessor)
    return world.enrol(session=session)


@pytest.mark.parametrize(("days", "renews"), [(-1, False), (0, True), (1, True)])
def test_the_window_of_renewal_opens_as_the_scheme_says(world, certificate, days, renews):
    opens = certificate.expires_on - relativedelta(months=certificate.assessment.scheme_version.renewal_months)
    found = issuing.renewable(second_attempt(world), opens + timedelta(days=days))
    assert found == (certificate if renews else None)


@pytest.mark.parametrize(("days", "renews"), [(0, True), (1, False)])
def test_the_window_of_renewal_closes_with_the_last_day(world, certificate, days, renews):
    found = issuing.renewable(second_attempt(world), certificate.expires_on + timedelta(days=days))
    assert found == (certificate if renews else None)


def test_a_certificate_is_renewed_once(world, certificate):
    with no_guards():  # as if it ended in a month
        Certificate.objects.filter(pk=certificate.pk).update(expires_on=world.today + relativedelta(months=1))
    second = second_attempt(world)
    go_by(days=1)
    world.start(second.session)
    assessment = world.sign(world.record(second, "K", "K", "K"))
    decisions.grant(by=world.komang, on=world.today, assessment=assessment)
    assert issue(assessment=assessment, by=world.ratna, on=world.today).renews == certificate
    assert certificate.renewals.count() == 1 and issuing.renewable(second_attempt(world), world.today) is None


def test_a_suspended_certificate_is_not_renewed(world, certificate):
    act(world, certificate, "suspend")
    assert issuing.renewable(second_attempt(world), certificate.expires_on) is None


@pytest.mark.parametrize("status", ["suspended", "withdrawn", "replaced"])
def test_the_database_moves_no_status_without_an_act(certificate, status):
    with pytest.raises(IntegrityError, match="follows an act"), transaction.atomic():
        Certificate.objects.filter(pk=certificate.pk).update(status=status)


def test_the_database_brings_no_withdrawn_certificate_back(world, certificate):
    act(world, certificate, "withdraw")
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.filter(pk=certificate.pk).update(status="active")


@pytest.mark.parametrize(
    "change",
    [
        {"holder_name": "Orang Lain"},
        {"expires_on": "2099-01-01"},
        {"snapshot": {}},
        {"blank_number": "1"},
        {"number": "1"},
    ],
)
def test_the_database_changes_nothing_a_certificate_says(certificate, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.filter(pk=certificate.pk).update(**change)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE certificates_registerentry SET reason = 'x'",
        "DELETE FROM certificates_registerentry",
        "UPDATE certificates_registerentry SET number = 9",
    ],
)
def test_the_register_only_grows(world, certificate, sql):
    act(world, certificate, "suspend")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_an_entry_that_does_not_follow_is_refused(certificate):
    entry = RegisterEntry.objects.get()
    entry.pk, entry.number, entry.previous, entry.digest = None, 2, "a" * 64, "b" * 64
    with pytest.raises(IntegrityError, match="follows the entry before"), transaction.atomic():
        entry.save(force_insert=True)


def test_a_later_training_by_the_decider_does_not_keep_a_holder_from_a_new_copy(world, certificate):
    later = world.today + timedelta(days=5)
    Training.objects.create(
        trainer=world.komang.person, candidate=world.siti_candidate, subject="Kursus", ended_on=later
    )
    assert replace(world, certificate).status == "active"


def test_a_training_by_the_decider_that_was_before_is_still_in_the_way(world, certificate):
    Training.objects.create(
        trainer=world.komang.person, candidate=world.siti_candidate, subject="Kursus", ended_on=world.today
    )
    assert code_of(replace, world, certificate) == "not_impartial"
