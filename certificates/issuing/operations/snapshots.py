"""Taking the snapshot: what the certificate will say, copied from the facts of the day of issue.

Words are copied as they are printed (`assessments.printable.as_printed`): what the database settled before texts were
cleaned shows the sign that was meant. The holder's name and the codes of units stay letter by letter, for the register
finds them by these.
"""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from assessments.models import Assessment, CertificationBody, LegalBasis, SchemeVersion
from certificates.designs.specimens import design_snapshot
from certificates.snapshots.copying import body_snapshot
from kit.printable import as_printed

from ...models import Certificate, DesignVersion
from ...snapshots.snapshot import SNAPSHOT_FORMAT, SchemeSnapshot, Snapshot, UnitSnapshot


@dataclass(frozen=True)
class Wanted:
    """What is to be made: of which assessment, why, for how long, and with which units (None: all)."""

    assessment: Assessment
    occasion: Certificate.Occasion
    expires_on: date
    replaces: Certificate | None = None
    renews: Certificate | None = None
    unit_codes: frozenset[str] | None = None
    blank_number: str = ""


def take_snapshot(
    wanted: Wanted,
    *,
    body: CertificationBody,
    design: DesignVersion,
    numbers: tuple[str, str],
    address: str,
    issued_on: date,
) -> Snapshot:
    """Everything the certificate prints. Units are those of the verdicts, which were fixed at enrolment.

    `numbers` are the certificate number and the registration number, `address` what the QR code carries.
    """
    assessment, version = wanted.assessment, wanted.assessment.scheme_version
    return Snapshot(
        format=SNAPSHOT_FORMAT,
        certificate_number=numbers[0],
        registration_number=numbers[1],
        blank_number=wanted.blank_number,
        replaces=wanted.replaces.number if wanted.replaces else "",
        renews=wanted.renews.number if wanted.renews else "",
        holder_name=assessment.candidate.person.name,
        body=body_snapshot(body),
        design=design_snapshot(design),
        scheme=_scheme(version),
        units=_units(assessment, wanted.unit_codes),
        standards=[{"citation": as_printed(s.citation), "title": as_printed(s.title)} for s in version.standards()],
        legal_basis=[as_printed(basis.citation) for basis in LegalBasis.objects.printed()],
        validity_months=version.validity_months,
        decided_on=assessment.decision.decided_on.isoformat(),
        issued_on=issued_on.isoformat(),
        expires_on=wanted.expires_on.isoformat(),
        verify_url=address,
    )


def verify_address(token: str, payload: str = "") -> str:
    """The address that the QR code carries; behind "#" what an offline check reads, which no server is ever sent."""
    address = settings.PORTAL_URL.rstrip("/") + reverse("verify_show", args=[token])
    return f"{address}#{payload}" if payload else address


def _scheme(version: SchemeVersion) -> SchemeSnapshot:
    packaging = SchemeVersion.Packaging(version.packaging)
    with translation.override("id"):
        in_indonesian = str(packaging.label)
    with translation.override("en"):
        in_english = str(packaging.label)
    return SchemeSnapshot(
        number=as_printed(version.scheme.number),
        version=version.number,
        title=as_printed(version.title),
        title_en=as_printed(version.title_en),
        field=as_printed(version.field),
        field_en=as_printed(version.field_en),
        packaging=in_indonesian,
        packaging_en=in_english,
        kkni_level=version.kkni_level,
    )


def _units(assessment: Assessment, codes: frozenset[str] | None) -> list[UnitSnapshot]:
    """The units of the verdicts, or those of them that the scope was reduced to."""
    verdicts = assessment.verdicts.select_related("unit").order_by("position")
    kept = [verdict.unit for verdict in verdicts if codes is None or verdict.unit.code in codes]
    return [
        UnitSnapshot(position=n, code=u.code, title=as_printed(u.title), title_en=as_printed(u.title_en))
        for n, u in enumerate(kept, 1)
    ]
