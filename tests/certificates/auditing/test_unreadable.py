"""What cannot be read is a finding, and the next certificate is asked all the same."""

import pytest
from django.db import connection, transaction

from certificates.auditing import of_rows
from certificates.models import SigningKey
from tests.dividing import square
from tests.guarding import unchecked

from .insider import rewrite, second, sql

pytestmark = [pytest.mark.together, pytest.mark.usefixtures("signed_once")]


@pytest.fixture
def two(world, certificate):
    """The first is spoilt; of the second a blank number in the row betrays that it was asked."""
    other = second(world)
    rewrite(other, blank_number="0000001")
    return certificate, other


def asked_after(two):
    """The findings of the first; that of the second must be there."""
    findings = list(of_rows())
    assert "blank_number differs between the register and the snapshot" in {
        finding.problem for finding in findings if finding.about == two[1].number
    }
    return {finding.problem for finding in findings if finding.about == two[0].number}


PARTS = (
    "certificate_number", "registration_number", "holder_name", "body", "scheme", "units", "standards", "decided_on",
    "issued_on", "expires_on", "verify_url",
)  # fmt: skip


@pytest.mark.parametrize("part", square(PARTS, of=4))
def test_a_part_that_is_missing_or_of_another_shape_is_a_finding(two, part):
    said = two[0].snapshot
    rewrite(two[0], {name: value for name, value in said.items() if name != part})
    assert asked_after(two)
    for shape in (7, {}):
        rewrite(two[0], said | {part: shape})
        assert asked_after(two), shape


@pytest.mark.parametrize("whole", [[], {}, [1, 2], {"units": {}}])
def test_a_snapshot_of_another_shape_is_a_finding(two, whole):
    rewrite(two[0], whole)
    assert "its snapshot cannot be read (AttributeError)" in asked_after(two) or isinstance(whole, dict)


@pytest.mark.parametrize(
    ("statement", "value"),
    [
        ("UPDATE certificates_credential SET jwt = %s WHERE certificate_id = %s", "a.b.c"),
        ("UPDATE certificates_credential SET jwt = %s WHERE certificate_id = %s", ""),
        ("UPDATE certificates_certificatefile SET content = %s WHERE certificate_id = %s", b"%PDF-1.7 broken"),
        ("UPDATE certificates_certificatefile SET content = %s WHERE certificate_id = %s", b""),
        ("UPDATE certificates_registerentry SET content = %s WHERE certificate_id = %s", [1, 2]),
    ],
)
def test_what_is_no_token_file_or_content_is_a_finding(two, statement, value):
    sql(statement, value, two[0].pk)
    asked_after(two)
    assert [found for found in of_rows() if found.about in (two[0].number, "register")]


def test_an_event_of_another_shape_is_a_finding(two):
    for data in ({}, {"verdicts": 7}, {"verdicts": ["K"]}, [1]):
        about = two[0].assessment_id
        sql("UPDATE assessments_event SET data = %s WHERE verb = 'recorded' AND subject_id = %s", data, about)
        assert [problem for problem in asked_after(two) if problem.startswith("its history cannot be read")], data


@pytest.mark.parametrize("purpose", ["credential", "qr"])
def test_a_key_without_its_public_half_is_a_finding(two, purpose):
    for half in ({}, [], {"kty": "EC"}, {"x": 7}):
        sql("UPDATE certificates_signingkey SET public_jwk = %s WHERE purpose = %s", half, purpose)
        assert asked_after(two), half


def test_a_seal_key_without_its_certificate_is_a_finding(two):
    sql("UPDATE certificates_signingkey SET certificate_pem = '' WHERE purpose = 'seal'")
    assert asked_after(two) == {"its file cannot be read (ValueError)"}


def test_deleted_keys_are_findings(two):
    with transaction.atomic():
        sql("DELETE FROM certificates_signingkey")
        assert asked_after(two) == {
            "its credential is signed with what is no kept key for credentials",
            "its code is not signed by a kept key for codes",
            "its file is sealed with what is no kept key for seals",
        }
        assert not SigningKey.objects.exists()
        transaction.set_rollback(True)  # the rows that name them could not be kept


@pytest.mark.parametrize("table", ["assessments_decision", "certificates_registerentry"])
def test_a_deleted_row_beside_it_is_a_finding(two, table):
    with transaction.atomic():
        column = "assessment_id" if table.startswith("assessments") else "certificate_id"
        sql(f"DELETE FROM {table} WHERE {column} = %s", two[0].assessment_id if "ass" in column else two[0].pk)
        assert asked_after(two)
        transaction.set_rollback(True)


def test_a_certificate_whose_assessment_is_gone_is_still_asked(two):
    with transaction.atomic():
        sql("UPDATE certificates_certificate SET assessment_id = 0 WHERE id = %s", two[0].pk)
        assert "its support cannot be read (RelatedObjectDoesNotExist)" in asked_after(two)
        sql("UPDATE certificates_certificate SET assessment_id = %s WHERE id = %s", two[0].assessment_id, two[0].pk)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL takes nothing but JSON into its column")
@pytest.mark.parametrize(
    ("statement", "about"),
    [
        ("UPDATE certificates_certificate SET snapshot = 'no' WHERE id = %s", "certificate"),
        ("UPDATE certificates_certificate SET issued_at = 'no' WHERE id = %s", "certificate"),
        ("UPDATE certificates_registerentry SET content = 'no' WHERE certificate_id = %s", "register"),
        ("UPDATE certificates_signingkey SET public_jwk = 'no' WHERE %s > 0", "certificate"),
    ],
)
def test_what_is_no_json_at_all_is_a_finding(two, statement, about):
    with unchecked():
        sql(statement, two[0].pk)
    asked_after(two)
    wanted = two[0].number if about == "certificate" else "register"
    assert [found for found in of_rows() if found.about == wanted and "cannot be read" in found.problem]
