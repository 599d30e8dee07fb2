"""What the credential says: Open Badges 3.0 on the W3C Verifiable Credentials Data Model 2.0, from the snapshot alone.

Plain values in, plain values out: no query, so that a thousand certificates are made as fast as one.
"""

import hashlib
import uuid
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from ..snapshot import Snapshot, UnitSnapshot, check_address
from .identity import portal_address, profile
from .status_lists import entries_for

CONTEXTS = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]
COMPETENT, NOT_YET = "Kompeten", "Belum Kompeten"
CRITERIA = (
    "Semua unit kompetensi di bawah ini dinilai kompeten oleh asesor, dan sertifikasi diberikan oleh pengambil "
    "keputusan yang tidak menguji dan tidak melatih pemegang. / Every unit of competency listed was assessed as "
    "competent, and certification was granted by somebody who neither assessed nor trained the holder "
    "(ISO/IEC 17024)."
)


def credential_of(snapshot: Snapshot, *, status_index: int) -> dict[str, Any]:
    """The credential that belongs to the certificate of this snapshot.

    It is named by the address where the certificate is checked, and its subject by a name of its own, so that two
    credentials do not tell that they are one person's. Of the holder it has the name, and that only as a salted digest.
    """
    address, body = check_address(snapshot), snapshot["body"]
    return {
        "@context": CONTEXTS,
        "id": address,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": snapshot["scheme"]["title"],
        "issuer": profile(name=body["name"], licence_number=body["licence_number"], website=body["website"]),
        "validFrom": _written(_begin_of(snapshot["issued_on"])),
        "validUntil": _written(_begin_of(snapshot["expires_on"], days=1) - timedelta(seconds=1)),
        "credentialSubject": {
            "id": _urn(address),
            "type": ["AchievementSubject"],
            "identifier": [name_digest(snapshot["holder_name"], salt=_salt(address))],
            "licenseNumber": snapshot["certificate_number"],
            "achievement": _achievement(snapshot),
            "result": [_result(snapshot, unit) for unit in snapshot["units"]],
        },
        "credentialStatus": entries_for(status_index),
    }


def name_digest(name: str, *, salt: str) -> dict[str, Any]:
    """The holder's name so that only who knows it can recognise it: SHA-256 of name and salt (Open Badges)."""
    digest = hashlib.sha256((name + salt).encode()).hexdigest()
    return {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": f"sha256${digest}",
        "identityType": "name",
        "salt": salt,
    }


def _achievement(snapshot: Snapshot) -> dict[str, Any]:
    scheme, body = snapshot["scheme"], snapshot["body"]
    title = scheme["title_en"] or scheme["title"]
    return {
        "id": _urn(_scheme_name(snapshot)),
        "type": ["Achievement"],
        "achievementType": "Certification",
        "name": scheme["title"],
        "description": f"{title}. {scheme['packaging_en']}, {scheme['field_en'] or scheme['field']}. "
        f"Certified by {body['name']}, licensed by BNSP, Indonesia ({body['licence_number']}).",
        "criteria": {"narrative": CRITERIA},
        "humanCode": scheme["number"],
        "version": str(scheme["version"]),
        "fieldOfStudy": scheme["field"],
        "inLanguage": "id",
        "alignment": [
            {
                "type": ["Alignment"],
                "targetName": standard["title"] or standard["citation"],
                "targetFramework": standard["citation"],
                "targetUrl": _public_page(snapshot),
            }
            for standard in snapshot["standards"]
        ],
        "resultDescription": [_wanted(snapshot, unit) for unit in snapshot["units"]],
    }


def _wanted(snapshot: Snapshot, unit: UnitSnapshot) -> dict[str, Any]:
    """What the scheme asks of a unit."""
    return {
        "id": _unit_name(snapshot, unit),
        "type": ["ResultDescription"],
        "name": f"{unit['code']} {unit['title']}",
        "resultType": "Result",
        "allowedValue": [COMPETENT, NOT_YET],
        "requiredValue": COMPETENT,
        "alignment": [_alignment(snapshot, unit)],
    }


def _result(snapshot: Snapshot, unit: UnitSnapshot) -> dict[str, Any]:
    """What the holder reached: a certificate lists no other units than competent ones."""
    described = _unit_name(snapshot, unit)
    return {"type": ["Result"], "resultDescription": described, "status": "Completed", "value": COMPETENT}


def _alignment(snapshot: Snapshot, unit: UnitSnapshot) -> dict[str, Any]:
    told = {
        "type": ["Alignment"],
        "targetCode": unit["code"],
        "targetName": unit["title_en"] or unit["title"],
        "targetUrl": _public_page(snapshot),
    }
    if citations := "; ".join(standard["citation"] for standard in snapshot["standards"]):
        told["targetFramework"] = citations
    return told


def _public_page(snapshot: Snapshot) -> str:
    """Where anybody reads the scheme and its units: SKKNI has no address of its own for a unit."""
    return portal_address(f"{reverse('catalogue_list')}?{urlencode({'q': snapshot['scheme']['number']})}")


def _scheme_name(snapshot: Snapshot) -> str:
    return f"{portal_address()}/{snapshot['scheme']['number']}/{snapshot['scheme']['version']}"


def _unit_name(snapshot: Snapshot, unit: UnitSnapshot) -> str:
    return _urn(f"{_scheme_name(snapshot)}/{unit['code']}")


def _urn(name: str) -> str:
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"


def _salt(address: str) -> str:
    """Another for each credential, and the same again for the same one."""
    return hashlib.sha256(address.encode()).hexdigest()[:32]


def _begin_of(day: str, *, days: int = 0) -> datetime:
    """Midnight where the LSP is; the last day of validity counts."""
    moment = datetime.combine(date.fromisoformat(day) + timedelta(days=days), time())
    return timezone.make_aware(moment, timezone.get_default_timezone())


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
