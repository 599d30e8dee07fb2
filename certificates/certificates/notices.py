"""Telling the holder, in plain words and without personal data beyond the name."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessments.people.letters import mail_address
from kit import mail
from kit.days import written_day

from ..models import Certificate

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


@mail.after_commit
def tell_holder(certificate: Certificate, act: str) -> None:
    """Write to the holder what was done; the reason stands behind the sign-in, not in the mail."""
    address = mail_address(certificate.assessment.candidate.person)
    if not address:
        return
    subject, sentence = TOLD[act]
    with mail.first_language():
        said = {"title": certificate.scheme_title, "until": written_day(certificate.expires_on, "j F Y")}
        happened = str(sentence) % said
    mail.send(
        template="certificate_told",
        subject=subject,
        to=address,
        path=reverse("own_assessment_show", args=[certificate.assessment_id]),
        about=f"certificate {certificate.pk}",
        certificate=certificate,
        sentence=happened,
        lsp=certificate.said["body"]["name"],
    )
