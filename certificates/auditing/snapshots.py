"""What a certificate says: the snapshot against the columns, its units against the verdicts, its scheme and days."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta

from kit.printable import as_printed

from ..models import Certificate


def snapshot_problems(certificate: Certificate) -> Iterator[str]:
    """What the snapshot says otherwise than the record."""
    said = certificate.snapshot
    for name, value in _columns(certificate).items():
        if said.get(name) != value:
            yield f"{name} differs between the register and the snapshot"
    if not _units_fit(certificate):
        yield "the units of the snapshot are not those of the verdicts"
    if not _scheme_fits(certificate):
        yield "the scheme of the snapshot is not the one that was assessed"
    if certificate.expires_on != _last_day(certificate):
        yield "it ends on another day than its scheme allows"


def _columns(certificate: Certificate) -> dict[str, Any]:
    """What stands in a column as well, by its name in the snapshot."""
    old, renewed = certificate.replaces, certificate.renews
    return {
        "certificate_number": certificate.number,
        "registration_number": certificate.registration_number,
        "blank_number": certificate.blank_number,
        "holder_name": certificate.holder_name,
        "issued_on": certificate.issued_on.isoformat(),
        "expires_on": certificate.expires_on.isoformat(),
        "decided_on": certificate.assessment.decision.decided_on.isoformat(),
        "replaces": old.number if old else "",
        "renews": renewed.number if renewed else "",
    }


def _units_fit(certificate: Certificate) -> bool:
    """The units judged, in their order; in place of a certificate whose scope was reduced, what had been left of it."""
    said = _codes(certificate)
    old = certificate.replaces
    verdicts = sorted(certificate.assessment.verdicts.all(), key=lambda verdict: verdict.position)
    before = _codes(old) if old else [verdict.unit.code for verdict in verdicts]
    if certificate.occasion == Certificate.Occasion.SCOPE_REDUCED:
        return 0 < len(said) < len(before) and said == [code for code in before if code in said]
    return said == before


def _codes(certificate: Certificate) -> list[str]:
    return [unit["code"] for unit in certificate.snapshot.get("units", [])]


def _scheme_fits(certificate: Certificate) -> bool:
    """The version that was assessed; its texts no longer change once it is in force.

    They are compared as they are printed: a snapshot has them so, or as they are stored if it is an old one.
    """
    said, version = certificate.snapshot["scheme"], certificate.assessment.scheme_version
    title = as_printed(version.title)
    return (as_printed(said["number"]), said["version"]) == (
        as_printed(version.scheme.number),
        version.number,
    ) and as_printed(said["title"]) == title == as_printed(certificate.scheme_title)


def _last_day(certificate: Certificate) -> date:
    """What replaces a certificate ends with it; every other one after the months of its scheme."""
    if certificate.replaces:
        return certificate.replaces.expires_on
    months = certificate.assessment.scheme_version.validity_months
    return certificate.issued_on + relativedelta(months=months)
