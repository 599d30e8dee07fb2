"""Sequences of raw statements that each looked harmless: every one of them once led to a certificate nobody earned.

Foreign keys are deferred to the end of the transaction on both databases, so inside one a row may be gone for a while.
"""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from assessments.models import Assessment, Person, SchemeUnit, Training, Verdict
from assessments.people.operations import remove_training
from tests.certificates.test_central_rule import raw, raw_certificate
from tests.raw_rows import insert_candidate
from tests.world import AS_ASSESSED, BK, K

pytestmark = pytest.mark.both

ON_SQLITE = connection.vendor == "sqlite"
SIGN = (
    "UPDATE assessments_assessment SET status = 'signed', signed_at = '2026-01-01', signed_by_id = %s,"
    f" {AS_ASSESSED} WHERE id = %s"
)
DECIDE = (
    "INSERT INTO assessments_decision (assessment_id, outcome, reason, decided_by_id, decided_on, decided_at)"
    " VALUES (%s, 'granted', '', %s, '2026-01-01', '2026-01-01')"
)


def refused(sql, *values):
    with pytest.raises(IntegrityError):
        raw(sql, *values)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE assessments_assessment SET id = id + 1000",
        "UPDATE assessments_verdict SET id = id + 1000",
        "UPDATE assessments_assessmentsession SET id = id + 1000",
        "UPDATE assessments_schemeversion SET id = id + 1000",
        "UPDATE assessments_unit SET id = id + 1000",
        "UPDATE assessments_candidate SET id = id + 1000",
        "UPDATE assessments_assessor SET id = id + 1000",
        "UPDATE assessments_person SET id = id + 1000",
        "UPDATE assessments_training SET id = id + 1000",
        "UPDATE assessments_assignment SET assessor_id = assessor_id + 1",
        "UPDATE assessments_training SET trainer_id = trainer_id + 1",
        "UPDATE assessments_candidate SET person_id = person_id + 1000",
        "UPDATE assessments_assessor SET person_id = person_id + 1000",
        "UPDATE assessments_person SET account_id = NULL WHERE account_id IS NOT NULL",
        "UPDATE certificates_numbercounter SET series = 'lain'",
        "DELETE FROM assessments_assessmentsession",
        "DELETE FROM assessments_assignment",
        "DELETE FROM assessments_schemeversion",
        "DELETE FROM assessments_unit",
        "DELETE FROM assessments_candidate",
        "DELETE FROM assessments_assessor",
        "DELETE FROM assessments_person",
        "DELETE FROM assessments_training",
    ],
)
def test_what_a_certificate_rests_on_stays_what_it_is(world, sql):
    """Refused by the statement itself, not only by a foreign key when the transaction ends."""
    Training.objects.create(trainer=world.sekar_assessor.person, candidate=world.siti_candidate, subject="Kursus")
    world.certificate()
    with pytest.raises(IntegrityError, match=r"[a-z]+ [a-z]+ [a-z]+"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(sql)
        pytest.fail("the statement went through")


def test_no_decision_is_written_before_there_is_something_to_decide(world):
    assert world.komang
    refused(DECIDE, 4711, world.komang.pk)


def test_a_decision_needs_the_role(world):
    assessment = world.judged(K, K, K)
    refused(DECIDE, assessment.pk, world.tamu.pk)
    refused(DECIDE, assessment.pk, world.ratna.pk)
    raw(DECIDE, assessment.pk, world.komang.pk)


def test_only_the_assessor_signs(world):
    assessment = world.record(world.assessment, K, K, K)
    for account in (world.ratna, world.komang, world.siti, world.sekar):
        refused(SIGN, account.pk, assessment.pk)
    raw(SIGN, world.bima.pk, assessment.pk)


def test_nobody_signs_for_himself(world):
    """An assessor who is enrolled by raw SQL as his own candidate."""
    candidate = world.bima_assessor.person
    insert_candidate(candidate.pk)
    own = Assessment.objects.create(
        session=world.session, candidate=Person.objects.get(pk=candidate.pk).candidate, assessor=world.bima_assessor
    )
    for position in (1, 2, 3):
        Verdict.objects.create(
            assessment=own, unit=world.unit(position), position=position, outcome="K", methods=["observation"]
        )
    refused(SIGN, world.bima.pk, own.pk)


def test_a_draft_cannot_be_assessed(world):
    """A draft without units asks for nothing, so everybody would be competent."""
    assert world.assessment
    empty = world.draft(units=0)
    refused("UPDATE assessments_assessmentsession SET scheme_version_id = %s", empty.pk)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO assessments_assessmentsession (scheme_version_id, venue_id, starts_at, ends_at, quota, status,"
            " note) VALUES (%s, %s, '2026-01-01 08:00', '2026-01-01 09:00', 5, 'running', '')",
            [empty.pk, world.tuk.pk],
        )
        cursor.execute("SELECT max(id) FROM assessments_assessmentsession")
        session = cursor.fetchone()[0]
    refused(
        "INSERT INTO assessments_assessment (session_id, candidate_id, assessor_id, status, revision, comment,"
        " assessed_name, assessed_identity_kind, assessed_identity, enrolled_at)"
        " VALUES (%s, %s, %s, 'enrolled', 0, '', '', '', '', '2026-01-01')",
        session, world.siti_candidate.pk, world.bima_assessor.pk,
    )  # fmt: skip


def test_a_version_is_born_as_a_draft_and_never_goes_back(world):
    copy = "scheme_id, number + 1, %s, title, title_en, field, field_en, packaging, kkni_level, validity_months, kbli,"
    refused(
        "INSERT INTO assessments_schemeversion (scheme_id, number, status, title, title_en, field, field_en, packaging,"
        " kkni_level, validity_months, kbli, kbji, registration_prefix, description, created_at)"
        f" SELECT {copy} kbji, registration_prefix, description, created_at FROM assessments_schemeversion"
        " WHERE id = %s",
        "replaced", world.version.pk,
    )  # fmt: skip
    raw("UPDATE assessments_schemeversion SET status = 'replaced' WHERE id = %s", world.version.pk)
    refused("UPDATE assessments_schemeversion SET status = 'in_force' WHERE id = %s", world.version.pk)


def test_only_units_of_the_scheme_are_judged(world):
    refused(
        "INSERT INTO assessments_verdict (assessment_id, unit_id, position, outcome, methods, follow_up)"
        " VALUES (%s, %s, 9, 'K', '[]', '')",
        world.assessment.pk, world.unit(99).pk,
    )  # fmt: skip


def test_a_certificate_bears_the_name_of_the_candidate(world):
    assessment = world.granted()
    for name, title in (("Orang Lain", assessment.scheme_version.title), (assessment.candidate.person.name, "Lain")):
        with pytest.raises(IntegrityError, match="name"), transaction.atomic():
            raw_certificate(world, assessment, holder=name, title=title)


def test_a_training_does_not_vanish_without_a_trace(world):
    training = Training.objects.create(trainer=world.komang.person, candidate=world.siti_candidate, subject="Kursus")
    other = Training.objects.create(trainer=world.sekar_assessor.person, candidate=world.siti_candidate, subject="X")
    remove_training(by=world.ratna, on=world.today, training=other, reason="salah catat")
    refused("DELETE FROM assessments_training WHERE id = %s", training.pk)
    assert Training.objects.get() == training


def test_an_account_is_not_linked_to_a_person_it_decided_on(world):
    nobody = world.account("tanpa_nama", is_decision_maker=True)
    candidate = world.candidate("Tanpa Akun")
    world.enrol(candidate)
    world.start()
    assessment = candidate.assessments.get()
    world.record(assessment, K, K, K)
    world.sign(assessment)
    raw(DECIDE, assessment.pk, nobody.pk)
    refused("UPDATE assessments_person SET account_id = %s WHERE id = %s", nobody.pk, candidate.person_id)


@pytest.mark.skipif(not ON_SQLITE, reason="REPLACE is SQLite's own statement")
@pytest.mark.parametrize(
    "table",
    [
        "assessments_assessment", "assessments_verdict", "assessments_decision", "assessments_event",
        "assessments_assessmentsession", "assessments_assignment", "assessments_schemeversion",
        "assessments_schemeunit", "assessments_unit", "assessments_candidate", "assessments_assessor",
        "assessments_person", "certificates_certificate", "certificates_certificatefile", "certificates_numbercounter",
    ],
)  # fmt: skip
def test_no_row_is_replaced_by_one_of_the_same_key(world, table):
    world.certificate()
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA table_info({table})")  # names no column that the database makes itself
        columns = ", ".join(f'"{row[1]}"' for row in cursor.fetchall())
    refused(f"REPLACE INTO {table} ({columns}) SELECT {columns} FROM {table}")


@pytest.mark.skipif(not ON_SQLITE, reason="REPLACE is SQLite's own statement")
def test_a_draft_does_not_swallow_a_unit_of_a_version_in_force(world):
    """A draft's row that takes the key of a settled one would delete it: a compulsory unit fewer."""
    settled = world.version.scheme_units.first()
    draft = world.draft(units=1, scheme=world.scheme, number=7)
    mine = draft.scheme_units.get()
    refused("UPDATE OR REPLACE assessments_schemeunit SET id = %s WHERE id = %s", settled.pk, mine.pk)
    refused(
        "REPLACE INTO assessments_schemeunit (id, version_id, unit_id, position) VALUES (%s, %s, %s, 2)",
        settled.pk, draft.pk, world.unit(2).pk,
    )  # fmt: skip
    refused("UPDATE OR REPLACE assessments_schemeversion SET status = 'in_force' WHERE id = %s", draft.pk)
    assert SchemeUnit.objects.filter(pk=settled.pk, version=world.version).exists()


@pytest.mark.skipif(ON_SQLITE, reason="TRUNCATE is PostgreSQL's")
@pytest.mark.parametrize(
    "table", ["certificates_certificate", "assessments_event", "assessments_verdict", "assessments_training"]
)
def test_nothing_is_truncated(world, table):
    world.certificate()
    raw("SET CONSTRAINTS ALL IMMEDIATE")
    refused(f"TRUNCATE {table} CASCADE")


@pytest.mark.skipif(ON_SQLITE, reason="SQLite's triggers never see temporary tables")
def test_a_temporary_table_does_not_mislead_a_guard(world):
    """Everybody may make one, and PostgreSQL would look there first."""
    assessment = world.judged(K, BK, K)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE assessments_verdict AS SELECT * FROM public.assessments_verdict")
        cursor.execute("UPDATE assessments_verdict SET outcome = 'K'")
        cursor.execute("CREATE TEMP TABLE assessments_assessment AS SELECT * FROM public.assessments_assessment")
        cursor.execute("UPDATE assessments_assessment SET status = 'granted'")
    with pytest.raises(DatabaseError), transaction.atomic():
        raw_certificate(world, assessment)
