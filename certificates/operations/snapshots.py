"""Taking the snapshot: what the certificate will say, copied from the facts of the day of issue."""

import base64
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from assessments.models import Assessment, CertificationBody, LegalBasis, SchemeVersion

from ..snapshot import SNAPSHOT_FORMAT, BodySnapshot, DesignSnapshot, SchemeSnapshot, Snapshot, UnitSnapshot

DEFAULT_DESIGN = DesignSnapshot(
    family="klasik",
    name="Klasik",
    version=1,
    paper="portrait",
    languages=["id", "en"],
    texts={},
    art="",
    logo="",
    signature="",
)


def take_snapshot(
    *,
    assessment: Assessment,
    body: CertificationBody,
    certificate_number: str,
    registration_number: str,
    token: str,
    issued_on: date,
    expires_on: date,
) -> Snapshot:
    """Everything the certificate prints. Units are those of the verdicts, which were fixed at enrolment."""
    version = assessment.scheme_version
    return Snapshot(
        format=SNAPSHOT_FORMAT,
        certificate_number=certificate_number,
        registration_number=registration_number,
        blank_number="",
        replaces="",
        renews="",
        holder_name=assessment.candidate.person.name,
        body=_body(body),
        design=DEFAULT_DESIGN,
        scheme=_scheme(version),
        units=_units(assessment),
        standards=[{"citation": s.citation, "title": s.title} for s in version.standards()],
        legal_basis=[basis.citation for basis in LegalBasis.objects.printed()],
        validity_months=version.validity_months,
        decided_on=assessment.decision.decided_on.isoformat(),
        issued_on=issued_on.isoformat(),
        expires_on=expires_on.isoformat(),
        verify_url=settings.PORTAL_URL.rstrip("/") + reverse("verify_show", args=[token]),
    )


def _body(body: CertificationBody) -> BodySnapshot:
    return BodySnapshot(
        name=body.name,
        licence_number=body.licence_number,
        address=body.address,
        city=body.city,
        phone=body.phone,
        email=body.email,
        website=body.website,
        logo=_data_uri(body),
        signatory_name=body.signatory_name,
        signatory_title=body.signatory_title,
        signatory_title_en=body.signatory_title_en,
    )


def _data_uri(body: CertificationBody) -> str:
    if not body.logo:
        return ""
    with body.logo.file.open("rb") as file:
        return f"data:{body.logo.content_type};base64,{base64.b64encode(file.read()).decode()}"


def _scheme(version: SchemeVersion) -> SchemeSnapshot:
    packaging = SchemeVersion.Packaging(version.packaging)
    with translation.override("id"):
        in_indonesian = str(packaging.label)
    with translation.override("en"):
        in_english = str(packaging.label)
    return SchemeSnapshot(
        number=version.scheme.number,
        version=version.number,
        title=version.title,
        title_en=version.title_en,
        field=version.field,
        field_en=version.field_en,
        packaging=in_indonesian,
        packaging_en=in_english,
        kkni_level=version.kkni_level,
    )


def _units(assessment: Assessment) -> list[UnitSnapshot]:
    return [
        UnitSnapshot(position=n, code=v.unit.code, title=v.unit.title, title_en=v.unit.title_en)
        for n, v in enumerate(assessment.verdicts.select_related("unit").order_by("position"), start=1)
    ]
