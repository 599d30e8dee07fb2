"""Telling the holder, in plain words and without personal data beyond the name."""

import logging
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from kit.days import written_day

from ..models import Certificate

logger = logging.getLogger(__name__)


# What the holder reads of each act: the subject, and what happened to "the certificate for …".
TOLD: dict[str, tuple[Any, Any]] = {
    "issued": (_("Sertifikat Anda sudah terbit"), _("sertifikat kompetensi Anda untuk %(title)s sudah terbit.")),
    "reissued": (
        _("Sertifikat Anda diterbitkan ulang"),
        _("sertifikat kompetensi Anda untuk %(title)s diterbitkan ulang. Yang lama tidak berlaku lagi."),
    ),
    "reduced": (
        _("Ruang lingkup sertifikat Anda dikurangi"),
        _(
            "sertifikat kompetensi Anda untuk %(title)s diterbitkan ulang tanpa unit yang dikurangi. Yang lama tidak"
            " berlaku lagi."
        ),
    ),
    "suspended": (
        _("Sertifikat Anda dibekukan"),
        _("sertifikat kompetensi Anda untuk %(title)s dibekukan. Selama dibekukan jangan memakainya."),
    ),
    "reinstated": (
        _("Pembekuan sertifikat Anda dicabut"),
        _("sertifikat kompetensi Anda untuk %(title)s tidak dibekukan lagi. Sertifikat berlaku sampai %(until)s."),
    ),
    "withdrawn": (
        _("Sertifikat Anda dicabut"),
        _("sertifikat kompetensi Anda untuk %(title)s dicabut. Berhentilah memakainya dan kembalikan cetakannya."),
    ),
}


def tell_holder(certificate: Certificate, act: str) -> None:
    """Write to the holder what was done; the reason stands behind the sign-in, not in the mail.

    A mail server that fails undoes nothing: it is logged, without the address that it names.
    """
    person = certificate.assessment.candidate.person
    address = person.email or (person.account.email if person.account else "")
    if not address:
        return
    with translation.override(settings.LANGUAGE_CODE):  # the holder's language, not the acting person's
        subject, sentence = TOLD[act]
        words = {
            "certificate": certificate,
            "sentence": sentence
            % {"title": certificate.scheme_title, "until": written_day(certificate.expires_on, "j F Y")},
            "lsp": certificate.snapshot["body"]["name"],
            "link": settings.PORTAL_URL.rstrip("/") + reverse("case_show", args=[certificate.assessment_id]),
        }
        message = EmailMultiAlternatives(
            subject=str(subject), body=render_to_string("emails/certificate_told.txt", words), to=[address]
        )
        message.attach_alternative(render_to_string("emails/certificate_told.html", words), "text/html")
    try:
        message.send()
    except (SMTPException, OSError) as problem:
        logger.error("notice for certificate %s was not sent: %s", certificate.pk, type(problem).__name__)
