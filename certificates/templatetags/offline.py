"""What the public check asks of the offline check."""

from django import template
from django.conf import settings

register = template.Library()


@register.inclusion_tag("certificates/offline/_offline_worker.html")
def offline_worker() -> dict[str, bool]:
    """The small script that lets a browser keep the offline check, where certificates carry signed codes."""
    return {"kept": settings.OFFLINE_QR}


@register.simple_tag
def offline_codes() -> bool:
    """Whether new certificates can be checked without a connection."""
    return bool(settings.OFFLINE_QR)
