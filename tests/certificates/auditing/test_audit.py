"""The audit finds what the guards would have refused: here they are taken away first, as a vandal would."""

import hashlib
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from assessments.models import Assessment, Decision, Person, Supervision, Training, Verdict
from certificates.acts.operations import replace
from certificates.auditing import of_rows
from certificates.keys.operations import retire_key
from certificates.models import Certificate, CertificateFile, Credential, RegisterEntry, SigningKey
from certificates.register import chain
from kit.guards import install, registered, remove

from .insider import found, rewrite

ALL_GUARDS = registered()


def vandalise(certificate, model, **changes):
    """Change a row under a certificate with every guard out of the way, then put the guards back."""
    remove(connection, ALL_GUARDS)
    about = {
        Certificate: {"pk": certificate.pk},
        CertificateFile: {"certificate": certificate},
        Credential: {"certificate": certificate},
        Assessment: {"pk": certificate.assessment_id},
    }
    rows = model.objects.filter(**about.get(model, {"assessment": certificate.assessment_id}))
    rows.update(**changes) if changes else rows.delete()
    install(connection, ALL_GUARDS)


def problems():
    return [finding.problem for finding in of_rows()]


def test_a_sound_register_has_no_findings(world, capsys):
    world.certificate()
    call_command("audit_certificates")
    assert "1 certificates, every one supported." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("model", "changes", "problem"),
    [
        (Verdict, {"outcome": "BK", "follow_up": "x"}, "not every unit is competent"),
        (Verdict, {}, "not every unit is competent"),
        (Assessment, {"status": "refused"}, "its assessment is refused, not granted"),
        (Decision, {"outcome": "refused", "reason": "x"}, "no decision grants it"),
        (Decision, {}, "no decision grants it"),
        (Certificate, {"holder_name": "Orang Lain"}, "holder_name differs between the register and the snapshot"),
        (Certificate, {"expires_on": "2099-01-01"}, "expires_on differs between the register and the snapshot"),
        (Certificate, {"number": "1"}, "certificate_number differs between the register and the snapshot"),
        (Certificate, {"token": "x" * 32}, "the printed address does not lead to it"),
        (CertificateFile, {"content": b"%PDF-forged"}, "its file is not the one that was issued"),
        (CertificateFile, {}, "its file is missing"),
    ],
)
def test_every_kind_of_vandalism_is_found(world, model, changes, problem):
    vandalise(world.certificate(), model, **changes)
    assert problem in problems()
    with pytest.raises(CommandError):
        call_command("audit_certificates")


@pytest.mark.parametrize(
    ("who", "problem"),
    [
        ("bima", "by somebody who assessed"),
        ("sekar", "who supervised the assessor"),
        ("siti", "by the candidate himself"),
        ("ratna", "who trained the candidate"),
    ],
)
def test_a_decision_by_somebody_who_took_part_is_found(world, who, problem):
    Training.objects.create(
        trainer=Person.objects.create(name="Ratna", account=world.ratna), candidate=world.siti_candidate, subject="X"
    )
    order = {"assessment": world.assessment, "assessor": world.bima_assessor, "reason": "Sekantor."}
    Supervision.objects.create(**order, supervisor=world.sekar_assessor.person)
    vandalise(world.certificate(), Decision, decided_by=getattr(world, who))
    assert [found for found in problems() if found.endswith(problem)]


@pytest.mark.parametrize(("days", "found"), [(None, True), (0, True), (1, False)])
def test_a_training_by_the_decider_counts_unless_it_ended_later(world, days, found):
    world.certificate()
    ended = None if days is None else world.today + timedelta(days=days)
    Training.objects.create(
        trainer=world.komang.person, candidate=world.siti_candidate, subject="Kursus", ended_on=ended
    )
    assert bool(problems()) is found


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (lambda jwt, other: jwt[:-6] + "AAAAAA", "its credential is not signed by the key that is named"),
        (lambda jwt, other: "x", "its credential is not signed by the key that is named"),
        (lambda jwt, other: other, "its credential speaks of another certificate"),
    ],
)
def test_a_credential_that_is_not_the_certificates_own_is_found(world, sealed, settings, spoil, problem):
    settings.CREDENTIALS = True
    certificate = world.certificate()
    new = replace(certificate=certificate, occasion="damage", by=world.ratna, on=world.today, reason="Rusak.")
    assert problem not in problems()
    vandalise(certificate, Credential, jwt=spoil(certificate.credential.jwt, new.credential.jwt))
    assert problem in problems()


# --- a file without its seal ------------------------------------------------------------------------
UNSEALED = "its file is not sealed, although files before it are and a key was in force"
UNREADABLE = "its file cannot be read"  # what was put there is no PDF
OUTSIDE = "its file is sealed with a key that was not in force"


def without_seal(certificate):
    """Another file in its place, unsealed, its digest right, and the chain forged to fit: raw SQL, guards away."""
    forged = b"%PDF-1.7 forged"
    digest = hashlib.sha256(forged).hexdigest()
    remove(connection, ALL_GUARDS)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE certificates_certificatefile SET content = %s, sha256 = %s, size = %s, sealed_with_id = NULL,"
            " sealer = 'none' WHERE certificate_id = %s",
            [forged, digest, len(forged), certificate.pk],
        )
    install(connection, ALL_GUARDS)
    return digest


def forge_chain(digest, certificate):
    """As somebody with the whole database would: every digest anew, so that only the published roots know better."""
    remove(connection, ALL_GUARDS)
    previous = chain.GENESIS
    for entry in RegisterEntry.objects.order_by("number"):
        if entry.certificate_id == certificate.pk:
            entry.content["file"] = digest
        entry.previous, entry.digest = previous, chain.digest_of(previous, entry.content)
        entry.save()
        previous = entry.digest
    install(connection, ALL_GUARDS)


def damaged(world, certificate):
    return replace(certificate=certificate, occasion="damage", by=world.ratna, on=world.today, reason="Rusak.")


def test_a_file_put_there_unsealed_is_told_by_the_chain(world, sealed):
    new = damaged(world, world.certificate())
    assert problems() == []
    without_seal(new)
    assert UNSEALED in problems()
    assert "entry 3: file differs between its content and the record" in problems()


def test_a_missing_seal_is_found_even_where_the_chain_was_forged(world, sealed):
    new = damaged(world, world.certificate())
    forge_chain(without_seal(new), new)
    assert problems() == [UNSEALED, UNREADABLE]
    assert {finding.about for finding in of_rows()} == {new.number}


def test_backdating_the_end_of_the_key_betrays_those_it_sealed(world, sealed):
    new = damaged(world, world.certificate())
    forge_chain(without_seal(new), new)
    SigningKey.objects.filter(pk=sealed.seal.pk).update(retired_at=timezone.now() - timedelta(days=1))
    assert problems() == [OUTSIDE, UNREADABLE]


def test_who_never_sealed_or_stopped_by_retiring_the_key_is_not_accused(world, sealed, settings):
    settings.SEALER = "none"
    first = world.certificate()
    assert problems() == []
    settings.SEALER = "local"
    second = damaged(world, first)
    retire_key(key=sealed.seal, by=world.ratna, at=timezone.now(), reason="Berhenti menyegel.")
    settings.SEALER = "none"
    damaged(world, second)
    assert problems() == []


def test_an_lsp_without_keys_is_asked_by_the_words_of_its_files(world):
    certificate = world.certificate()
    assert found() == set() and not Credential.objects.exists()
    rewrite(certificate, certificate.snapshot | {"holder_name": "Orang Lain"}, holder_name="Orang Lain")
    assert "its file names another holder than its record" in found(certificate)
