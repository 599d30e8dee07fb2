"""The half of a credential that is the same for everybody with the same scheme and units: what was achieved."""

import json
import uuid
from functools import lru_cache
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from ..snapshots.snapshot import Snapshot, StandardSnapshot, UnitSnapshot, portal_of
from .identity import portal_address

COMPETENT = "Kompeten"
CRITERIA = (
    "Semua unit kompetensi di bawah ini dinilai kompeten oleh asesor, dan sertifikasi diberikan oleh pengambil "
    "keputusan yang tidak menguji dan tidak melatih pemegang. / Every unit of competency listed was assessed as "
    "competent, and certification was granted by somebody who neither assessed nor trained the holder."
)


def achievement_of(snapshot: Snapshot) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The achievement, and its results: one for each unit. Built once for all who share it, so never changed after."""
    said = {name: snapshot[name] for name in ("scheme", "units", "standards")}
    issuer = {name: snapshot["body"][name] for name in ("name", "licence_number")}
    return _built(portal_of(snapshot), json.dumps(said | {"body": issuer}, sort_keys=True))


def urn(name: str) -> str:
    """A name that is the same again for the same thing."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"


@lru_cache(maxsize=64)
def _built(portal: str, said: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    snapshot = json.loads(said)
    scheme, body, units = snapshot["scheme"], snapshot["body"], snapshot["units"]
    place = f"{portal}/{scheme['number']}/{scheme['version']}"
    named = [(urn(f"{place}/{unit['code']}"), unit) for unit in units]
    achievement = {
        "id": urn(" ".join([place, *(unit["code"] for unit in units)])),
        "type": ["Achievement"],
        "achievementType": "Certification",
        "name": scheme["title"],
        "description": f"{scheme['title_en'] or scheme['title']}. {scheme['packaging_en']}, "
        f"{scheme['field_en'] or scheme['field']}. "
        f"Certified by {body['name']}, licensed by BNSP, Indonesia ({body['licence_number']}).",
        "criteria": {"narrative": CRITERIA},
        "humanCode": scheme["number"],
        "version": str(scheme["version"]),
        "fieldOfStudy": scheme["field"],
        "inLanguage": "id",
        "alignment": [_standard(standard, scheme["number"], portal) for standard in snapshot["standards"]],
        "resultDescription": [_wanted(name, unit, portal) for name, unit in named],
    }
    return achievement, [_reached(name) for name, _unit in named]


def _wanted(name: str, unit: UnitSnapshot, portal: str) -> dict[str, Any]:
    """What the scheme asks of a unit. SKKNI has no web address for a unit, so ours tells where its title is read."""
    return {
        "id": name,
        "type": ["ResultDescription"],
        "name": unit["title"],
        "resultType": "Result",
        "requiredValue": COMPETENT,
        "alignment": [
            {
                "type": ["Alignment"],
                "targetCode": unit["code"],
                "targetName": unit["title_en"] or unit["title"],
                "targetUrl": portal_address(reverse("catalogue_list"), portal=portal),
            }
        ],
    }


def _reached(name: str) -> dict[str, Any]:
    """What the holder reached: a certificate lists no other units than competent ones."""
    return {"type": ["Result"], "resultDescription": name, "status": "Completed", "value": COMPETENT}


def _standard(standard: StandardSnapshot, scheme_number: str, portal: str) -> dict[str, Any]:
    listed = f"{reverse('catalogue_list')}?{urlencode({'q': scheme_number})}"
    return {
        "type": ["Alignment"],
        "targetName": standard["title"] or standard["citation"],
        "targetFramework": standard["citation"],
        "targetUrl": portal_address(listed, portal=portal),
    }
