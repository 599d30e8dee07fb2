"""The only door through which a certificate comes into the world."""

import hashlib
import secrets
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assessments.access import is_lsp_admin
from assessments.errors import RuleError
from assessments.models import Assessment, CertificationBody, Event, SchemeVersion
from assessments.operations.decisions import impartiality_objection

from .. import notices, numbering
from ..models import Certificate, CertificateFile
from ..printing import render, unprintable
from .numbers import draw
from .snapshots import take_snapshot


@transaction.atomic
def issue(*, assessment: Assessment, by: Any, on: date) -> Certificate:
    """Issue the certificate of a granted assessment: numbers, snapshot, printed file and event, or nothing at all.

    The central rule: every unit competent, verdicts final, granted by a decision maker who neither assessed nor
    trained the candidate. Refuses "already_issued", "not_granted", "not_competent", "not_impartial",
    "before_decision", "name_unprintable", "no_profile" and the numbering's codes; PermissionDenied for anybody but an
    admin. The assessment's row is locked, so of two issuers at once the second is refused. The database repeats the
    rule.
    """
    if not is_lsp_admin(by):
        raise PermissionDenied
    assessment = (
        Assessment.objects.select_for_update(of=("self",))
        .select_related("session__scheme_version__scheme", "candidate__person", "assessor__person")
        .get(pk=assessment.pk)
    )
    _check_supported(assessment, on=on)
    _check_printable(assessment.candidate.person.name)
    body = CertificationBody.current()
    if body is None:
        raise RuleError(_("Lengkapi profil LSP sebelum menerbitkan sertifikat."), code="no_profile")
    certificate = _register(assessment, body, by=by, on=on)
    Event.record(certificate, "issued", by=by, on=on)
    Event.record(assessment, "certified", by=by, on=on)  # the facts below may not ask for certificates
    transaction.on_commit(lambda: notices.tell_holder(certificate))
    return certificate


def _check_supported(assessment: Assessment, *, on: date) -> None:
    if Certificate.objects.filter(assessment=assessment).exists():
        raise RuleError(_("Sertifikat untuk asesmen ini sudah diterbitkan."), code="already_issued")
    if assessment.status != Assessment.Status.GRANTED:
        raise RuleError(_("Sertifikasi belum diberikan oleh pengambil keputusan."), code="not_granted")
    if not assessment.is_competent:
        raise RuleError(_("Belum semua unit kompeten."), code="not_competent")
    if impartiality_objection(assessment.decision.decided_by, assessment):
        raise RuleError(_("Keputusan diambil oleh orang yang ikut mengases atau melatih."), code="not_impartial")
    if on < assessment.decision.decided_on:
        raise RuleError(_("Tanggal terbit tidak boleh sebelum tanggal keputusan."), code="before_decision")


def _check_printable(name: str) -> None:
    """No certificate with an empty box where a letter of the name should be."""
    if missing := unprintable(name):
        raise RuleError(
            _("Nama memuat huruf yang tidak dapat dicetak: %(letters)s. Perbaiki nama pada data asesi."),
            code="name_unprintable",
            params={"letters": " ".join(missing)},
        )


def _register(assessment: Assessment, body: CertificationBody, *, by: Any, on: date) -> Certificate:
    """Draw the numbers, write the row and store the printed file once, with its digest."""
    version = assessment.scheme_version
    number, registration = _draw_numbers(version, body, year=on.year)
    token = secrets.token_urlsafe(24)  # 192 random bits: nobody guesses one, and the number is not in it
    expires_on = on + relativedelta(months=version.validity_months)
    snapshot = take_snapshot(
        assessment=assessment,
        body=body,
        certificate_number=number,
        registration_number=registration,
        token=token,
        issued_on=on,
        expires_on=expires_on,
    )
    certificate = Certificate.objects.create(
        assessment=assessment,
        number=number,
        registration_number=registration,
        token=token,
        holder_name=snapshot["holder_name"],
        scheme_title=version.title,
        issued_on=on,
        expires_on=expires_on,
        snapshot=snapshot,
        issued_by=by,
    )
    content = render(snapshot)
    digest = hashlib.sha256(content).hexdigest()
    CertificateFile.objects.create(certificate=certificate, content=content, sha256=digest, size=len(content))
    return certificate


def _draw_numbers(version: SchemeVersion, body: CertificationBody, *, year: int) -> tuple[str, str]:
    """The certificate number and the registration number, with the next serial of each series."""
    number = numbering.certificate_number(
        kbli=version.kbli,
        kbji=version.kbji,
        level=version.kkni_level,
        serial=draw(numbering.CERTIFICATE_SERIES),
        year=year,
    )
    registration = numbering.registration_number(
        prefix=version.registration_prefix,
        licence_number=body.licence_number,
        serial=draw(numbering.registration_series(year)),
        year=year,
    )
    return number, registration
