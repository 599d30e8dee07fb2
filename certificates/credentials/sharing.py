"""Showing a certificate elsewhere."""

from django.utils.http import urlencode

from ..models import Certificate
from ..snapshots.snapshot import check_address

LINKEDIN = "https://www.linkedin.com/profile/add"


def linkedin_address(certificate: Certificate) -> str:
    """LinkedIn's own form "add licence or certification", filled in. Nothing is sent until the holder sends it."""
    said = certificate.said
    fields: dict[str, str | int] = {
        "startTask": "CERTIFICATION_NAME",
        "name": said["scheme"]["title"],
        "organizationName": said["body"]["name"],
        "issueYear": certificate.issued_on.year,
        "issueMonth": certificate.issued_on.month,
        "expirationYear": certificate.expires_on.year,
        "expirationMonth": certificate.expires_on.month,
        "certUrl": check_address(said),
        "certId": certificate.number,
    }
    return f"{LINKEDIN}?" + urlencode(fields)
