"""In whose name the portal writes."""

from django.utils.translation import gettext as _

from .models import CertificationBody


def sender_name() -> str:
    """The LSP, or the portal until its profile is filled in."""
    body = CertificationBody.current()
    return body.name if body else str(_("Portal sertifikasi"))
