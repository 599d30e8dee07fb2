"""A certificate is given to the person whom the assessor signed for: the attack by rename, tried in every way.

An admin renames the candidate after the decision, issues, and renames him back: the check page named a stranger.
"""

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from assessments.decisions import operations as decisions
from assessments.models import Assessment, Event, Person
from assessments.people.operations import edit_person
from assessments.sessions.operations import sessions
from certificates.acts import operations as acts
from certificates.auditing import of_rows
from certificates.issuing.operations.issuing import issue
from certificates.models import Certificate
from certificates.runs.operations import start_run, work_on
from kit.errors import RuleError
from kit.guards import guards_of, install, remove
from tests.certificates.test_central_rule import raw_certificate
from tests.clock import go_by
from tests.pages import seen
from tests.world import K

NIK, OTHER_NIK = "3173055205000001", "3173051205000002"
SITI, STRANGER = "Siti Rahma Wulandari", "Orang Lain Sekali"
ALL_GUARDS = guards_of("assessments") + guards_of("certificates")


@pytest.fixture
def siti(world):
    assert world.body
    fields = {"identity_number": NIK, "birth_date": date(2000, 5, 12), "sex": "P"}
    return edit_person(by=world.ratna, on=world.today, person=world.siti_candidate.person, **fields)


def without_guards(act):
    """As somebody who may change the schema; the guards are put back."""
    remove(connection, ALL_GUARDS)
    act()
    install(connection, ALL_GUARDS)


def changed_behind(siti, **changes):
    without_guards(lambda: Person.objects.filter(pk=siti.pk).update(**changes))


def refused(act, *args, **kwargs):
    with pytest.raises(RuleError) as refusal, transaction.atomic():
        act(*args, **kwargs)
    return refusal.value


def problems():
    return [finding.problem for finding in of_rows()]


# --- the attack, with clicks and statements -----------------------------------------------------------
@pytest.mark.parametrize("state", ["judged", "granted"])
def test_the_rename_by_operation_is_refused(world, siti, state):
    getattr(world, state)()
    refusal = refused(edit_person, by=world.ratna, on=world.today, person=siti, name=STRANGER)
    assert refusal.code == "person_assessed"


def test_the_rename_by_page_is_refused_and_the_certificate_is_sitis(client, world, siti):
    assessment = world.granted()
    client.force_login(world.ratna)
    address = reverse("candidate_edit", args=[world.siti_candidate.pk])
    sent = {"name": STRANGER, "identity_kind": "nik", "identity_number": NIK, "birth_date": "2000-05-12", "sex": "P"}
    assert client.post(address, sent | {"nationality": "Indonesia"} | seen(client, address)).status_code == 422
    certificate = issue(assessment=assessment, by=world.ratna, on=world.today)
    client.logout()
    page = client.get(reverse("verify_show", args=[certificate.token])).text
    assert SITI in page and STRANGER not in page and problems() == []


@pytest.mark.parametrize("state", ["judged", "granted"])
def test_the_rename_by_sql_is_refused(world, siti, state):
    getattr(world, state)()
    with pytest.raises(IntegrityError, match="signed for"), transaction.atomic():
        Person.objects.filter(pk=siti.pk).update(name=STRANGER)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": STRANGER}, "nama lengkap"),
        ({"birth_date": date(1999, 1, 1)}, "tanggal lahir"),
        ({"birth_date": None}, "tanggal lahir"),
        ({"identity_number": OTHER_NIK}, "NIK atau nomor paspor"),  # the ciphertext alone, which no trigger can read
        ({"identity_kind": "passport"}, "jenis identitas"),
    ],
)
def test_who_was_changed_behind_the_guards_gets_no_certificate(world, siti, changes, field):
    assessment = world.granted()
    changed_behind(siti, **changes)
    refusal = refused(issue, assessment=assessment, by=world.ratna, on=world.today)
    assert refusal.code == "person_changed" and field in refusal.messages[0]
    assert not Certificate.objects.exists()


@pytest.mark.parametrize(
    "changes", [{"name": STRANGER}, {"birth_date": None}, {"identity_fingerprint": ""}, {"identity_kind": "passport"}]
)
def test_the_database_gives_him_none_either(world, siti, changes):
    assessment = world.granted()
    changed_behind(siti, **changes)
    assessment.candidate.person.refresh_from_db()
    with pytest.raises(IntegrityError, match="person who was assessed"), transaction.atomic():
        raw_certificate(world, assessment)


def test_what_was_changed_behind_the_guards_may_be_put_right_by_the_page(client, world, siti):
    assessment = world.granted()
    changed_behind(siti, name=STRANGER)
    refusal = refused(edit_person, by=world.ratna, on=world.today, person=siti, name="Orang Ketiga")
    assert refusal.code == "person_assessed"
    client.force_login(world.ratna)
    address = reverse("candidate_edit", args=[world.siti_candidate.pk])
    sent = {"name": SITI, "identity_kind": "nik", "identity_number": NIK, "birth_date": "2000-05-12", "sex": "P"}
    assert client.post(address, sent | {"nationality": "Indonesia"} | seen(client, address)).status_code == 302
    assert issue(assessment=assessment, by=world.ratna, on=world.today).holder_name == SITI


def test_a_run_refuses_that_one_and_goes_on(world, siti):
    assessments = [world.enrol(candidate) for candidate in (world.siti_candidate, world.yohanes_candidate)]
    world.start()
    for assessment in assessments:
        world.record(assessment, K, K, K)
        world.sign(assessment)
        decisions.grant(by=world.komang, on=world.today, assessment=assessment)
    changed_behind(siti, name=STRANGER)
    run = start_run(assessments=assessments, by=world.ratna, on=world.today)
    work_on(run)
    one, other = run.items.order_by("pk")
    assert (one.state, other.state) == ("refused", "issued") and "berbeda dengan saat" in one.refusal


# --- certified: free again ----------------------------------------------------------------------------
def test_after_the_certificate_a_name_may_change_and_the_old_one_is_in_the_history(client, world, siti):
    certificate = issue(assessment=world.granted(), by=world.ratna, on=world.today)
    certificate.assessment.refresh_from_db()
    assert certificate.assessment.certified_at is not None
    edit_person(by=world.ratna, on=world.today, person=siti, name="Siti Rahma Hakim")
    said = {"certificate": certificate, "by": world.ratna, "on": world.today, "reason": "Menikah.", "proof": "Akta 1"}
    assert acts.replace(occasion="name_change", **said).holder_name == "Siti Rahma Hakim"
    client.force_login(world.ratna)
    assert f"{SITI} → Siti Rahma Hakim" in client.get(world.siti_candidate.get_absolute_url()).text
    assert problems() == []


def test_another_assessment_that_is_signed_holds_the_same_person(world, siti):
    issue(assessment=world.granted(), by=world.ratna, on=world.today)
    later = world.plan(starts_at=world.at(17), ends_at=world.at(20))
    sessions.assign(by=world.ratna, on=world.today, session=later, assessor=world.bima_assessor)
    again = world.enrol(session=later)
    world.start(later)
    edit_person(by=world.ratna, on=world.today, person=siti, name="Siti Rahma Hakim")
    world.record(again, K, K, K)
    world.sign(again)
    assert refused(edit_person, by=world.ratna, on=world.today, person=siti, name=SITI).code == "person_assessed"
    with pytest.raises(IntegrityError, match="signed for"), transaction.atomic():
        Person.objects.filter(pk=siti.pk).update(name=SITI)
    decisions.grant(by=world.komang, on=world.today, assessment=again)
    assert issue(assessment=again, by=world.ratna, on=world.today).holder_name == "Siti Rahma Hakim"
    assert problems() == []


@pytest.mark.parametrize("value", ["NULL", "'2026-01-01'"])
def test_certified_stays_certified(world, value):
    world.certificate()
    with pytest.raises(IntegrityError, match="stays so"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE assessments_assessment SET certified_at = {value}")


# --- the audit ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"assessed_name": STRANGER}, "its holder is not the person who was assessed"),
        ({"certified_at": None}, "its assessment is not marked as certified"),
    ],
)
def test_the_audit_names_what_does_not_fit(world, changes, problem):
    certificate = world.certificate()
    without_guards(lambda: Assessment.objects.filter(pk=certificate.assessment_id).update(**changes))
    assert [(finding.about, finding.problem) for finding in of_rows()] == [(certificate.number, problem)]


def test_the_whole_attack_behind_the_guards_is_found(world, siti):
    """Renamed, said to be assessed so, issued, and all of it put back."""
    assessment = world.granted()
    changed_behind(siti, name=STRANGER)
    without_guards(lambda: Assessment.objects.update(assessed_name=STRANGER))
    issue(assessment=assessment, by=world.ratna, on=world.today)
    changed_behind(siti, name=SITI)
    without_guards(lambda: Assessment.objects.update(assessed_name=SITI))
    assert problems() == ["its holder is not the person who was assessed"]


# --- what was there before ----------------------------------------------------------------------------
def migrated():
    """What the two migrations do, on rows that know nothing of it yet."""
    assessments, certificates = (
        import_module("assessments.migrations.0013_person_as_assessed"),
        import_module("certificates.migrations.0010_certified_at"),
    )

    def run():
        Assessment.objects.update(certified_at=None)
        assessments.keep_who_they_are_today(apps, None)
        certificates.say_since_when(apps, None)
        certificates.name_those_renamed_since(apps, None)

    without_guards(run)


def renamed(world, siti, at, name):
    """An edit of the time before: the event names the field only."""
    event = Event.record(siti, "edited", by=world.ratna, on=world.today, fields=["name"])
    without_guards(lambda: Event.objects.filter(pk=event.pk).update(at=at))
    changed_behind(siti, name=name)


def test_an_older_register_is_sound_after_the_migration(world, siti):
    certificate = issue(assessment=world.granted(), by=world.ratna, on=world.today)
    migrated()
    certificate.assessment.refresh_from_db()
    assert certificate.assessment.certified_at == certificate.issued_at
    assert certificate.assessment.assessed_name == SITI and problems() == []


def test_who_married_after_the_certificate_is_no_finding(world, siti):
    certificate = issue(assessment=world.granted(), by=world.ratna, on=world.today)
    renamed(world, siti, certificate.issued_at + timedelta(hours=1), "Siti Rahma Hakim")
    migrated()
    assert problems() == []


@pytest.mark.parametrize("told", [True, False])
def test_a_stranger_certified_before_the_migration_is_found(world, siti, told):
    """By the edit page, whose history names the field; or by SQL, of which no history tells."""
    assessment = world.granted()
    changed_behind(siti, name=STRANGER)
    without_guards(lambda: Assessment.objects.update(assessed_name=STRANGER))
    go_by(minutes=1)
    certificate = issue(assessment=assessment, by=world.ratna, on=world.today)
    if told:
        renamed(world, siti, certificate.issued_at - timedelta(microseconds=1), STRANGER)
        renamed(world, siti, certificate.issued_at + timedelta(hours=1), SITI)
    changed_behind(siti, name=SITI)
    migrated()
    assert problems() == ["its holder is not the person who was assessed"]
