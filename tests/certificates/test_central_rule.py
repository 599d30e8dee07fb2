"""A certificate exists only if every unit is competent, verdicts are final, and an impartial decision granted it."""

from itertools import product

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.db.models import Q

from assessments.decisions import operations as decisions
from assessments.models import Assessment, Decision, ElectiveGroup, Training, Verdict
from certificates.auditing import audit
from certificates.issuing.operations.issuing import issue
from certificates.models import Certificate, CertificateFile, DesignVersion
from kit.errors import RuleError
from tests.world import AS_ASSESSED, BK, PENDING, K

pytestmark = pytest.mark.both

COMBINATIONS = list(product([K, BK, PENDING], repeat=3))


def try_all_the_way(world, outcomes):
    """Record, sign, grant, issue; each step is tried whatever became of the one before."""
    assessment = world.assessment
    world.record(assessment, *outcomes)
    for step in (
        lambda: world.sign(assessment),
        lambda: decisions.grant(by=world.komang, on=world.today, assessment=assessment),
        lambda: issue(assessment=assessment, by=world.ratna, on=world.today),
    ):
        try:
            step()
        except RuleError:
            continue
    return assessment


@pytest.mark.parametrize("outcomes", COMBINATIONS, ids="-".join)
def test_only_all_competent_leads_to_a_certificate(world, outcomes):
    assert world.body
    assessment = try_all_the_way(world, outcomes)
    assert Certificate.objects.filter(assessment=assessment).exists() is (outcomes == (K, K, K))


@pytest.mark.parametrize("outcomes", COMBINATIONS, ids="-".join)
def test_the_database_alone_says_the_same(world, outcomes):
    """Whatever was recorded, a raw INSERT right away is refused: nothing is signed or granted yet."""
    world.record(world.assessment, *outcomes)
    with pytest.raises(IntegrityError), transaction.atomic():
        raw_certificate(world, world.assessment)


def raw_certificate(world, assessment, number="RAW 1", holder="", title=""):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO certificates_certificate (status, occasion, blank_number, status_index, design_id,"
            " assessment_id, number, registration_number, token, holder_name,"
            " scheme_title, issued_on, expires_on, snapshot, issued_by_id, issued_at)"
            " VALUES ('active', 'first', '', %s, %s, %s, %s, %s, %s, %s, %s, '2026-01-01', '2029-01-01', '{}', %s,"
            " '2026-01-01')",
            [
                *(Certificate.objects.count() + 1000, DesignVersion.objects.get().pk),
                *(assessment.pk, number, number, number),
                *(holder or assessment.candidate.person.name, title or assessment.scheme_version.title),
                world.ratna.pk,
            ],
        )


def raw(sql, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_raw_insert_needs_a_granted_assessment(world):
    assessment = world.judged(K, K, K)
    with pytest.raises(IntegrityError, match="every unit is competent"), transaction.atomic():
        raw_certificate(world, assessment)
    decisions.grant(by=world.komang, on=world.today, assessment=assessment)
    raw_certificate(world, assessment)
    assert Certificate.objects.count() == 1


def test_raw_insert_refuses_a_bk(world):
    world.judged(K, BK, K)
    with pytest.raises(IntegrityError), transaction.atomic():
        raw_certificate(world, world.assessment)


def test_raw_sql_cannot_walk_a_bk_to_a_grant(world):
    """Every single statement of the way is refused: status, verdict, decision."""
    pk = world.judged(K, BK, K).pk
    for status in ("enrolled", "signed", "granted"):
        with pytest.raises(IntegrityError):
            raw("UPDATE assessments_assessment SET status = %s WHERE id = %s", status, pk)
    with pytest.raises(IntegrityError):
        raw("UPDATE assessments_verdict SET outcome = 'K' WHERE assessment_id = %s", pk)
    with pytest.raises(IntegrityError):
        raw("DELETE FROM assessments_verdict WHERE assessment_id = %s AND outcome = 'BK'", pk)
    decision = Decision(assessment_id=pk, outcome="granted", decided_by=world.komang, decided_on=world.today)
    with pytest.raises(IntegrityError), transaction.atomic():
        decision.save()


def test_raw_sql_cannot_grant_an_unfinished_assessment(world):
    world.record(world.assessment, K)
    with pytest.raises(IntegrityError):
        raw(
            "UPDATE assessments_assessment SET status = 'signed', signed_at = '2026-01-01', signed_by_id = %s,"
            f" {AS_ASSESSED} WHERE id = %s",
            world.bima.pk,
            world.assessment.pk,
        )


def test_raw_insert_of_a_ready_made_grant_is_refused(world):
    made = Assessment(
        session=world.session, candidate=world.siti_candidate, assessor=world.bima_assessor, status="granted"
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save()


def test_a_compulsory_unit_left_out_is_not_competence(world):
    """Verdict rows that miss a compulsory unit: the question, the operation and the database all say no."""
    session = world.session
    world.enrol()
    world.start()
    hollow = Assessment.objects.create(session=session, candidate=world.yohanes_candidate, assessor=world.bima_assessor)
    Verdict.objects.create(assessment=hollow, unit=world.unit(1), position=1)
    world.declare(hollow)
    world.record(hollow, K)
    assert [unit.pk for unit in hollow.outstanding_units()] == [world.unit(2).pk, world.unit(3).pk]
    with pytest.raises(RuleError) as refused:
        world.sign(hollow)
    assert refused.value.code == "units_missing"
    with pytest.raises(IntegrityError):
        raw(
            "UPDATE assessments_assessment SET status = 'signed', signed_at = '2026-01-01', signed_by_id = %s,"
            f" {AS_ASSESSED} WHERE id = %s",
            world.bima.pk,
            hollow.pk,
        )


def test_no_verdicts_at_all_is_not_competence(world):
    """Where every unit is elective and none has to be taken, nothing is missing; it is no competence for that."""
    draft = world.draft()
    free = ElectiveGroup.objects.create(version=draft, name="Pilihan bebas", min_units=0, max_units=3)
    draft.scheme_units.update(elective_group=free)
    world.version = world.in_force(draft)
    empty = Assessment.objects.create(
        session=world.session, candidate=world.siti_candidate, assessor=world.bima_assessor
    )
    assert not empty.outstanding_units() and not empty.short_elective_groups()
    assert not empty.is_competent


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE assessments_verdict SET outcome = 'BK', follow_up = 'x'",
        "UPDATE assessments_verdict SET unit_id = unit_id + 1",
        "DELETE FROM assessments_verdict",
        "UPDATE assessments_assessment SET status = 'refused'",
        "UPDATE assessments_assessment SET status = 'enrolled', signed_at = NULL, signed_by_id = NULL",
        "UPDATE assessments_assessment SET candidate_id = candidate_id + 1",
        "UPDATE assessments_assessment SET session_id = session_id + 1",
        "DELETE FROM assessments_assessment",
        "UPDATE assessments_decision SET outcome = 'refused', reason = 'x'",
        "DELETE FROM assessments_decision",
        "UPDATE assessments_schemeunit SET unit_id = unit_id + 1",
        "DELETE FROM assessments_schemeunit",
        "UPDATE certificates_certificate SET holder_name = 'Orang Lain'",
        "UPDATE certificates_certificate SET expires_on = '2099-01-01'",
        "DELETE FROM certificates_certificate",
        "UPDATE certificates_certificatefile SET sha256 = 'x'",
        "DELETE FROM certificates_certificatefile",
        "UPDATE certificates_numbercounter SET last = 0",
        "DELETE FROM certificates_numbercounter",
        "UPDATE assessments_event SET reason = 'x'",
        "DELETE FROM assessments_event",
    ],
)
def test_nothing_under_a_certificate_can_be_made_untrue(world, sql):
    world.certificate()
    with pytest.raises(IntegrityError):
        raw(sql)
    assert list(audit()) == []


def test_replacing_rows_does_not_get_past_the_guards(world):
    """SQLite's REPLACE deletes without the delete triggers; the insert guards must refuse it all the same."""
    if connection.vendor != "sqlite":
        pytest.skip("REPLACE is SQLite's own statement")
    certificate = world.certificate()
    columns, quoted = (
        ", ".join(field.column for field in Certificate._meta.concrete_fields if not field.generated),
        "'Orang Lain'",
    )
    with pytest.raises(IntegrityError):
        raw(
            f"REPLACE INTO certificates_certificate ({columns}) SELECT {columns.replace('holder_name', quoted)}"
            " FROM certificates_certificate"
        )
    with pytest.raises(IntegrityError):
        raw(
            "REPLACE INTO assessments_verdict (id, position, outcome, methods, follow_up, assessment_id, unit_id)"
            " SELECT id, position, 'BK', methods, 'x', assessment_id, unit_id FROM assessments_verdict"
        )
    certificate.refresh_from_db()
    assert certificate.holder_name == "Siti Rahma Wulandari"


def test_the_decision_must_be_impartial_by_raw_sql_too(world):
    world.judged(K, K, K)
    Training.objects.create(trainer=world.komang.person, candidate=world.siti_candidate, subject="Kursus")
    deciders = [world.bima, world.komang, world.siti]
    for decider in deciders:
        with pytest.raises(IntegrityError), transaction.atomic():
            Decision.objects.create(
                assessment=world.assessment, outcome="granted", decided_by=decider, decided_on=world.today
            )


def test_issue_refuses_everybody_but_an_admin(world):
    assert world.body
    assessment = world.granted()
    for account in (world.komang, world.bima, world.siti, world.tamu):
        with pytest.raises(PermissionDenied):
            issue(assessment=assessment, by=account, on=world.today)


def test_issue_twice_is_one_certificate(world):
    first = world.certificate()
    with pytest.raises(RuleError) as refused:
        issue(assessment=world.assessment, by=world.ratna, on=world.today)
    assert refused.value.code == "already_issued"
    assert list(Certificate.objects.all()) == [first]


def test_a_failure_while_printing_leaves_nothing_behind(world, monkeypatch):
    """The serials go back too: the next certificate takes the number that failed."""
    assert world.body
    assessment = world.granted()
    with monkeypatch.context() as patch:
        patch.setattr("certificates.issuing.operations.evidence.produce", lambda *_said, **_more: 1 / 0)
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            issue(assessment=assessment, by=world.ratna, on=world.today)
    assert not Certificate.objects.filter(~Q(pk=0)).exists() and not CertificateFile.objects.exists()
    assert issue(assessment=assessment, by=world.ratna, on=world.today).number.split()[3] == "0000001"


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE assessments_schemeversion SET status = 'draft'",
        "UPDATE assessments_schemeversion SET title = 'Judul Lain'",
        "UPDATE assessments_schemeversion SET packaging = 'kkni', kkni_level = 9",
        "UPDATE assessments_schemeversion SET validity_months = 120",
        "UPDATE assessments_unit SET title = 'Unit Lain'",
        "UPDATE assessments_unit SET title_en = 'Another'",
        "INSERT INTO assessments_electivegroup (version_id, position, name, min_units, max_units)"
        " SELECT id, 1, 'Pilihan', 1, 1 FROM assessments_schemeversion",
    ],
)
def test_a_version_in_force_says_the_same_for_ever(world, sql):
    assert world.version.is_in_force
    with pytest.raises(IntegrityError):
        raw(sql)


def test_a_draft_may_still_change(world):
    world.draft()
    raw("UPDATE assessments_schemeversion SET title = 'Judul Lain'")
    raw("UPDATE assessments_unit SET title = 'Unit Lain'")
