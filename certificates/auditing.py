"""Does every certificate still deserve to be believed? The register, asked row by row."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from assessments import guards as assessment_guards
from assessments.models import Assessment, Decision
from assessments.operations.decisions import impartiality_objection

from . import guards, x509
from .auditing_numbers import number_problems
from .credentials.signing import ALGORITHM
from .credentials.status_lists import PLACES
from .models import Certificate, CertificateFile, Credential, SigningKey
from .replaying import broken_links
from .sealing.reading import read_seal

PARTIAL = {
    "is_candidate": "it was decided by the candidate himself",
    "assessed_it": "it was decided by somebody who assessed",
    "trained_candidate": "it was decided by somebody who trained the candidate",
}


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it must be: which certificate (or "database"), and what."""

    about: str
    problem: str


def audit() -> Iterator[Finding]:
    """Every finding about guards, numbers and chain, and support, snapshot, file and seal of every certificate.

    Reads the register in steps, so that its size does not matter; writes nothing.
    """
    for name in assessment_guards.missing_guards(connection, assessment_guards.GUARDS + guards.GUARDS):
        yield Finding("database", f"guard {name} is missing")
    yield from (Finding(*problem) for problem in number_problems())
    for link in broken_links():
        yield Finding("register", str(link))
    yield from _more_than_one()
    register = Certificate.objects.select_related(
        "assessment__session__scheme_version", "assessment__assessor__person", "assessment__decision__decided_by",
        "replaces",
    )  # fmt: skip
    for certificate in register.iterator(chunk_size=500):
        for problem in problems_of(certificate):
            yield Finding(certificate.number, problem)


def _more_than_one() -> Iterator[Finding]:
    """Assessments that two certificates speak for."""
    speaking = Certificate.objects.exclude(status=Certificate.Status.REPLACED).order_by()
    twice = speaking.values("assessment").annotate(number_of=Count("pk")).filter(number_of__gt=1)
    for certificate in speaking.filter(assessment__in=twice.values("assessment")).only("number"):
        yield Finding(certificate.number, "another certificate speaks for the same assessment")


def problems_of(certificate: Certificate) -> Iterator[str]:
    """What is wrong with one certificate, in words; nothing when it can be believed."""
    yield from _support(certificate.assessment)
    yield from _snapshot(certificate)
    yield from _place(certificate)
    yield from _file(certificate)
    yield from _credential(certificate)


def _support(assessment: Assessment) -> Iterator[str]:
    if assessment.status != Assessment.Status.GRANTED:
        yield f"its assessment is {assessment.status}, not granted"
    if assessment.signed_at is None:
        yield "its verdicts are not signed"
    if not assessment.is_competent:
        yield "not every unit is competent"
    decision = getattr(assessment, "decision", None)
    if decision is None or decision.outcome != Decision.Outcome.GRANTED:
        yield "no decision grants it"
    elif objection := impartiality_objection(decision.decided_by, assessment, by_day=decision.decided_on):
        yield PARTIAL[str(objection.code)]


def _snapshot(certificate: Certificate) -> Iterator[str]:
    said = certificate.snapshot
    columns = {
        "certificate_number": certificate.number,
        "registration_number": certificate.registration_number,
        "holder_name": certificate.holder_name,
        "issued_on": certificate.issued_on.isoformat(),
        "expires_on": certificate.expires_on.isoformat(),
    }
    for name, value in columns.items():
        if said.get(name) != value:
            yield f"{name} differs between the register and the snapshot"
    if not _units_fit(certificate):
        yield "the units of the snapshot are not those of the verdicts"
    if certificate.token not in said.get("verify_url", ""):
        yield "the printed address does not lead to it"


def _units_fit(certificate: Certificate) -> bool:
    """The units judged, in their order; in place of a certificate whose scope was reduced, what had been left of it."""
    said = _codes(certificate)
    old = certificate.replaces
    before = _codes(old) if old else list(
        certificate.assessment.verdicts.order_by("position").values_list("unit__code", flat=True)
    )  # fmt: skip
    if certificate.occasion == Certificate.Occasion.SCOPE_REDUCED:
        return 0 < len(said) < len(before) and said == [code for code in before if code in said]
    return said == before


def _codes(certificate: Certificate) -> list[str]:
    return [unit["code"] for unit in certificate.snapshot.get("units", [])]


def _place(certificate: Certificate) -> Iterator[str]:
    """What it stands for, and what stands for it."""
    replaced = Certificate.Status.REPLACED
    if (certificate.status == replaced) != Certificate.objects.filter(replaces=certificate).exists():
        yield "it is replaced without a successor, or has a successor without being replaced"
    if (old := certificate.replaces) and (old.assessment_id, old.status) != (certificate.assessment_id, replaced):
        yield "what it replaces is not replaced, or is of another assessment"


def _file(certificate: Certificate) -> Iterator[str]:
    file = CertificateFile.objects.filter(certificate=certificate).select_related("sealed_with").first()
    if file is None:
        yield "its file is missing"
        return
    if hashlib.sha256(bytes(file.content)).hexdigest() != file.sha256 or len(file.content) != file.size:
        yield "its file is not the one that was issued"
    if file.sealed_with and not _sealed_by(file.sealed_with, bytes(file.content)):
        yield "the seal of its file does not hold"


def _sealed_by(key: SigningKey, content: bytes) -> bool:
    """Whether the seal of the file is of this key, whole, and with nothing outside."""
    seal = read_seal(content)
    own = x509.der(x509.read_chain(key.certificate_pem)[0])
    return bool(seal and seal.intact and seal.valid and seal.covers_file and seal.certificate == own)


def _credential(certificate: Certificate) -> Iterator[str]:
    """Where there is one: signed by the key that is named, and about this certificate."""
    credential = Credential.objects.filter(certificate=certificate).select_related("signed_with").first()
    if credential is None:
        return
    try:
        key = ECKey.import_key(credential.signed_with.public_jwk)
        said = jwt.decode(credential.jwt, key, algorithms=[ALGORITHM]).claims
        places = {int(entry["statusListIndex"]) for entry in said["credentialStatus"]}
        about = (said["credentialSubject"]["licenseNumber"], places)
    except (JoseError, KeyError, TypeError, ValueError):
        yield "its credential is not signed by the key that is named"
        return
    if about != (certificate.number, {certificate.status_index % PLACES}):
        yield "its credential speaks of another certificate"
