"""What templates of the apps below may ask of certificates."""

from django import template

from assessments.models import Assessment
from certificates.models import Certificate

register = template.Library()


@register.filter
def certificate(assessment: Assessment) -> Certificate | None:
    """The certificate that speaks for an assessment today; None before it is issued."""
    return Certificate.objects.latest_of(assessment)
