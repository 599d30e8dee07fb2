"""What templates of the apps below may ask of designs."""

from django import template

from assessments.models import Scheme
from certificates.models import DesignVersion

register = template.Library()


@register.filter
def printed_with(scheme: Scheme) -> DesignVersion | None:
    """What a new certificate of this scheme is printed with."""
    return DesignVersion.objects.for_scheme(scheme)
