"""E-mail of the portal: plain and HTML, one action, no tracking, in the portal's first language."""

import logging
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.models import CertificationBody

logger = logging.getLogger(__name__)


def portal_name() -> str:
    """Who writes: the LSP, or the portal until its profile is filled in."""
    body = CertificationBody.current()
    return body.name if body else str(_("Portal sertifikasi"))


def portal_address(path: str) -> str:
    """A link that works outside the browser: never built from what a request claims about itself."""
    return settings.PORTAL_URL.rstrip("/") + path


def send(*, template: str, subject: str | Promise, to: str, **words: Any) -> bool:
    """Send `emails/<template>` to one address; whether the mail server took it. The log names no address."""
    with translation.override(settings.LANGUAGE_CODE):
        context = {"subject": subject, "portal_name": portal_name(), **words}
        message = EmailMultiAlternatives(
            subject=" ".join(str(subject).split()), body=render_to_string(f"emails/{template}.txt", context), to=[to]
        )
        message.attach_alternative(render_to_string(f"emails/{template}.html", context), "text/html")
    try:
        message.send()
    except (SMTPException, OSError) as problem:
        logger.error("mail %s was not sent: %s", template, type(problem).__name__)
        return False
    return True
