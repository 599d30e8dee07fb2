"""What templates of the apps below may ask of certificates."""

from typing import Any

from django import template

from assessments.models import Assessment
from certificates.credentials.sharing import linkedin_address
from certificates.models import Certificate, Credential

register = template.Library()


@register.filter
def certificate(assessment: Assessment) -> Certificate | None:
    """The certificate that speaks for an assessment today; None before it is issued."""
    return Certificate.objects.latest_of(assessment)


@register.filter
def digital(certificate: Certificate, user: Any) -> dict[str, Any]:
    """What this reader can take elsewhere: whether there is a credential, and LinkedIn's address for the holder.

    Empty when there is nothing: a certificate issued without credential, read by somebody else or no longer in force.
    """
    told: dict[str, Any] = {}
    if Credential.objects.filter(certificate=certificate).exists():
        told["credential"] = True
    if certificate.standing.in_force and _is_holder(user, certificate):
        told["linkedin"] = linkedin_address(certificate)
    return told


def _is_holder(user: Any, certificate: Certificate) -> bool:
    return Certificate.objects.filter(pk=certificate.pk, assessment__candidate__person__account=user.pk).exists()
