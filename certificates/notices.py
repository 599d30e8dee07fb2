"""Telling the holder, in plain words and without personal data beyond the name."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from .models import Certificate

logger = logging.getLogger(__name__)


def tell_holder(certificate: Certificate) -> None:
    """Write to the holder that the certificate is ready. A mail server that fails undoes nothing: it is logged."""
    person = certificate.assessment.candidate.person
    address = person.email or (person.account.email if person.account else "")
    if not address:
        return
    words = {
        "certificate": certificate,
        "lsp": certificate.snapshot["body"]["name"],
        "link": settings.PORTAL_URL.rstrip("/") + reverse("case_show", args=[certificate.assessment_id]),
    }
    with translation.override(settings.LANGUAGE_CODE):  # the holder's language, not the issuing admin's
        message = EmailMultiAlternatives(
            subject=gettext("Sertifikat Anda sudah terbit"),
            body=render_to_string("emails/certificate_issued.txt", words),
            to=[address],
        )
        message.attach_alternative(render_to_string("emails/certificate_issued.html", words), "text/html")
    try:
        message.send()
    except (SMTPException, OSError):
        logger.exception("notice for certificate %s was not sent", certificate.pk)
