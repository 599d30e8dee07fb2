"""What is signed is compared with the record: who changes the record everywhere cannot change what was signed."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from certificates.acts.operations import replace
from certificates.credentials.badge import credential_of
from certificates.credentials.signing import sign
from certificates.issuing.operations.snapshots import verify_address
from certificates.keys.keys import make_key
from certificates.keys.operations import retire_key
from certificates.models import CertificateFile, SigningKey
from certificates.offline import signed_payload

from .insider import forge_chain, found, rewrite, second, sql

pytestmark = [pytest.mark.together, pytest.mark.usefixtures("signed_once")]

CREDENTIAL, CODE = "its credential says {} than its record", "its code says {} than its record"


def says(*words):
    return {CREDENTIAL.format(each) for each in words}


def test_what_nobody_touched_has_no_findings(world, certificate):
    second(world)
    replace(certificate=certificate, occasion="damage", by=world.ratna, on=world.today, reason="Rusak.")
    assert found() == set()


def test_a_portal_that_moved_has_no_findings(world, certificate, settings):
    settings.PORTAL_URL = "https://sertifikat.lsp.example"
    assert found() == set()


def test_a_name_that_the_code_shortens_has_no_findings(world, whole):
    name = "Maria Goreti Immaculata Concepción Fernández de la Vega y Rodríguez-Hernández von Hohenstein zu Berg " * 2
    world.siti_candidate.person.name = name[:148].strip()
    world.siti_candidate.person.save()
    certificate = world.certificate()
    assert "…" not in certificate.holder_name and found() == set()
    rewrite(certificate, certificate.snapshot | {"holder_name": "Marta"}, holder_name="Marta")
    assert CODE.format("another holder") in found(certificate)


def test_a_holder_renamed_everywhere_but_in_what_is_signed(world, certificate, capsys):
    name = "Orang Lain Sekali"
    sql("UPDATE assessments_person SET name = %s WHERE id = %s", name, world.siti_candidate.person_id)
    rewrite(certificate, certificate.snapshot | {"holder_name": name}, holder_name=name)
    assert found(certificate) >= {
        CREDENTIAL.format("another holder"),
        CODE.format("another holder"),
        "its file names another holder than its record",
    }
    with pytest.raises(CommandError):
        call_command("audit_certificates")
    assert f"{certificate.number}: its credential says another holder than its record" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("part", "value", "problems"),
    [
        ("certificate_number", "62090 2513 3 0000099 2026", says("another number")
         | {CODE.format("another number"), "its file bears another number than its record"}),
        ("registration_number", "TIK 1565 00099 2026",
         {"its file bears another registration number than its record"}),
        ("units", [{"position": n, "code": f"J.620100.00{n}.02", "title": "Unit Lain", "title_en": ""}
                   for n in (1, 2, 3)], says("other units")),
        ("standards", [{"citation": "SKKNI Nomor 1 Tahun 2000", "title": "Lain"}], says("other standards")),
        ("body", {"name": "LSP Lain"}, says("another issuer", "another scheme")),
        ("body", {"licence_number": "BNSP-LSP-9999-ID"}, says("another issuer", "another scheme")),
        ("scheme", {"title_en": "Senior Coder"}, says("another scheme")),
        ("scheme", {"number": "SKM/1"}, says("another scheme", "other units", "other standards")
         | {CODE.format("another scheme"), "its file names another scheme than its record",
            "the scheme of the snapshot is not the one that was assessed"}),
    ],
)  # fmt: skip
def test_each_part_of_the_record_is_compared(certificate, part, value, problems):
    said = dict(certificate.snapshot)
    said[part] = said[part] | value if isinstance(value, dict) else value
    columns = {"certificate_number": {"number": value}, "registration_number": {"registration_number": value}}
    rewrite(certificate, said, **columns.get(part, {}))
    assert found(certificate) == problems


@pytest.mark.parametrize(("column", "days"), [("issued_on", -30), ("expires_on", 30)])
def test_other_dates_are_found(certificate, column, days):
    day = getattr(certificate, column) + timedelta(days=days)
    rewrite(certificate, certificate.snapshot | {column: day.isoformat()}, **{column: day})
    assert found(certificate) >= {
        CREDENTIAL.format("other dates"),
        CODE.format("other dates"),
        "its file bears other dates than its record",
        "it ends on another day than its scheme allows",
    }


def test_another_place_in_the_status_lists_is_found(certificate):
    rewrite(certificate, status_index=77)
    places = "another place in the status lists"
    assert found(certificate) == {CREDENTIAL.format(places), CODE.format(places)}


def test_another_token_with_its_address_is_found(certificate):
    token = "x" * 32
    address = verify_address(token, certificate.snapshot["verify_url"].partition("#")[2])
    rewrite(certificate, certificate.snapshot | {"verify_url": address}, token=token)
    assert found(certificate) == {
        CREDENTIAL.format("another holder"),  # its salt is made from the address
        CREDENTIAL.format("another address"),
        "its file bears another code than its record",
    }


# --- the credential ---------------------------------------------------------------------------------
def test_only_the_sealed_file_knows_where_credential_and_code_were_signed_anew(world, certificate):
    """An insider who has the passphrase as well: what was sealed before still says whom it was for."""
    name, now = "Orang Lain Sekali", timezone.now()
    said = certificate.snapshot | {"holder_name": name}
    payload = signed_payload(
        number=certificate.number, holder_name=name, scheme_number=said["scheme"]["number"],
        issued_on=certificate.issued_on, expires_on=certificate.expires_on, status_index=certificate.status_index,
        at=now,
    )  # fmt: skip
    said["verify_url"] = verify_address(certificate.token, payload)
    signed = sign(credential_of(said, status_index=certificate.status_index), world_key("credential"), now)
    sql("UPDATE certificates_credential SET jwt = %s WHERE certificate_id = %s", signed, certificate.pk)
    rewrite(certificate, said, holder_name=name)
    assert found(certificate) >= {
        "its file names another holder than its record",
        "its file bears another code than its record",
        "the credential in its file is not the one that is kept",
    }
    assert CREDENTIAL.format("another holder") not in found(certificate)


def world_key(purpose):
    return SigningKey.objects.get(purpose=purpose)


def test_a_deleted_credential_is_found(world, certificate):
    other = second(world)
    sql("DELETE FROM certificates_credential WHERE certificate_id = %s", other.pk)
    assert found(other) == {
        "its credential is missing, although its file carries one",
        "it has no credential, although certificates before it have and a key was in force",
    }


def test_all_credentials_deleted_are_found_by_their_files(world, certificate):
    second(world)
    sql("DELETE FROM certificates_credential")
    assert found() == {"its credential is missing, although its file carries one"}


def test_who_stopped_credentials_and_codes_by_retiring_the_keys_is_not_accused(world, certificate, settings):
    for purpose in ("credential", "qr"):
        retire_key(key=world_key(purpose), by=world.ratna, at=timezone.now(), reason="Berhenti.")
    settings.CREDENTIALS = settings.OFFLINE_QR = False
    second(world)
    assert found() == set()


def test_who_stopped_with_the_keys_in_force_is_told(world, certificate, settings):
    settings.CREDENTIALS = settings.OFFLINE_QR = False
    assert found(second(world)) == {
        "it has no credential, although certificates before it have and a key was in force",
        "its code is not signed, although codes before it are and a key was in force",
    }


@pytest.mark.parametrize(
    ("column", "when", "problem"),
    [
        ("not_before", timedelta(days=1), "its credential is signed with a key that was not in force"),
        ("retired_at", timedelta(days=-1), "its credential is signed with a key that was not in force"),
        ("not_after", timedelta(days=-1), "its credential is signed with a key that was not in force"),
    ],
)
def test_a_credential_key_that_was_not_in_force_is_found(certificate, column, when, problem):
    sql(f"UPDATE certificates_signingkey SET {column} = %s WHERE purpose = 'credential'", timezone.now() + when)
    assert found(certificate) == {problem}


def test_a_key_for_something_else_signs_no_credential(certificate):
    sql("UPDATE certificates_credential SET signed_with_id = %s", world_key("seal").pk)
    assert found(certificate) == {"its credential is signed with what is no kept key for credentials"}


def test_a_key_that_nobody_made_is_found(certificate):
    key = world_key("credential")
    sql("DELETE FROM assessments_event WHERE subject_type = 'certificates.signingkey' AND subject_id = %s", key.pk)
    assert found() == {"no history tells who made this key"}


def test_a_credential_signed_later_with_the_right_words_is_found(world, certificate):
    said, later = certificate.snapshot, timezone.now() + timedelta(days=400)
    signed = sign(credential_of(said, status_index=certificate.status_index), world_key("credential"), later)
    sql("UPDATE certificates_credential SET jwt = %s", signed)
    assert found(certificate) == {
        "its credential was signed at another time than it was issued",
        "the credential in its file is not the one that is kept",
    }


# --- the code ---------------------------------------------------------------------------------------
def test_a_payload_taken_away_is_found_in_the_file(world, certificate):
    """Of every certificate at once, so that none before it tells: the printed code is made again and compared."""
    other = second(world)
    for each in (certificate, other):
        rewrite(each, each.snapshot | {"verify_url": each.snapshot["verify_url"].partition("#")[0]})
    assert found() == {"its file bears another code than its record"}


def test_the_payload_of_another_certificate_is_found(world, certificate):
    other = second(world)
    payload = certificate.snapshot["verify_url"].partition("#")[2]
    rewrite(other, other.snapshot | {"verify_url": verify_address(other.token, payload)})
    assert found(other) == {
        *(CODE.format(words) for words in ("another holder", "another number", "another place in the status lists")),
        "its file bears another code than its record",
    }


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (lambda payload: "AAAA", "its code carries a payload that is broken"),
        (lambda payload: "!", "its code carries a payload that is broken"),
        (lambda payload: payload[:-4] + "AAAA", "its code is not signed by a kept key for codes"),
    ],
)
def test_a_payload_that_no_key_signed_is_found(certificate, spoil, problem):
    address, _, payload = certificate.snapshot["verify_url"].partition("#")
    rewrite(certificate, certificate.snapshot | {"verify_url": f"{address}#{spoil(payload)}"})
    assert found(certificate) == {problem, "its file bears another code than its record"}


def test_a_code_signed_with_a_later_key_is_found(world, certificate):
    make_key("qr", years=1, at=timezone.now() + timedelta(days=2))
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        payload = signed_payload(
            number=certificate.number, holder_name=certificate.holder_name,
            scheme_number=certificate.snapshot["scheme"]["number"], issued_on=certificate.issued_on,
            expires_on=certificate.expires_on, status_index=certificate.status_index, at=timezone.now(),
        )  # fmt: skip
    rewrite(certificate, certificate.snapshot | {"verify_url": verify_address(certificate.token, payload)})
    assert found(certificate) == {
        "its code is signed with a key that was not in force",
        "its file bears another code than its record",
    }


# --- the file ---------------------------------------------------------------------------------------
def test_the_file_of_another_certificate_is_found(world, certificate):
    other = second(world)
    with_file = {row.certificate_id: row for row in CertificateFile.objects.all()}
    for mine, theirs in ((certificate, other), (other, certificate)):
        file = with_file[theirs.pk]
        sql("UPDATE certificates_certificatefile SET content = %s, sha256 = %s, size = %s WHERE certificate_id = %s",
            bytes(file.content), file.sha256, file.size, mine.pk)  # fmt: skip
    forge_chain()
    assert found() == {
        "the credential in its file is not the one that is kept",
        "its file names another holder than its record",
        "its file bears another number than its record",
        "its file bears another registration number than its record",
        "its file bears another code than its record",
    }


def test_a_seal_by_a_key_for_something_else_is_found(certificate):
    sql("UPDATE certificates_certificatefile SET sealed_with_id = %s", world_key("qr").pk)
    assert found(certificate) == {"its file is sealed with what is no kept key for seals"}


@pytest.mark.both
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite makes no plain column of a generated one")
@pytest.mark.parametrize("column", ["number_key", "registration_key"])
def test_a_certificate_found_under_another_number_is_found(certificate, column):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE certificates_certificate ALTER {column} DROP EXPRESSION")
    sql(f"UPDATE certificates_certificate SET {column} = 'TIK9'")
    assert found(certificate) == {"it is found under another number than its own"}
