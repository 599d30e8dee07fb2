"""What a certificate says: the snapshot against the columns, and its units against the verdicts."""

from collections.abc import Iterator

from ..models import Certificate


def snapshot_problems(certificate: Certificate) -> Iterator[str]:
    """What the snapshot says otherwise than the record."""
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
