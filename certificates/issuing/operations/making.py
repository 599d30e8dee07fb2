"""Making a certificate, once it is known that it may be: numbers, snapshot, evidence, and its entry in the register."""

import secrets
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models import CertificationBody
from kit.accounts import Account
from kit.errors import RuleError
from kit.printable import as_printed

from ... import offline
from ...blanks import operations as blanks
from ...keys import keys
from ...models import Certificate, DesignVersion, RegisterEntry
from ...numbers.models import Series
from ...numbers.operations import draw, draw_number
from ...register.operations import enter
from . import evidence, letters
from .snapshots import Wanted, take_snapshot, verify_address

STATUS_SERIES = "status list"


def make(wanted: Wanted, *, by: Account, on: date, reason: str = "", letter_number: str = "") -> Certificate:
    """Draw the numbers, write the row, store file and credential, enter it in the register.

    Runs in the caller's transaction: all of it stays, or nothing. Refuses "no_profile", "no_design", what numbering,
    the stock of blanks and keys refuse, and letters that no certificate can show ("…unprintable").
    """
    if wanted.blank_number:
        wanted = replace(wanted, blank_number=blanks.held(wanted.blank_number, on=on).written)
    version = wanted.assessment.scheme_version
    body, design = _body(), _design(version.scheme)
    number = draw_number(Series.CERTIFICATE, version, body, on=on)
    registration = draw_number(Series.REGISTRATION, version, body, on=on)
    status_index = draw(STATUS_SERIES) - 1
    token = secrets.token_urlsafe(24)  # 192 random bits: nobody guesses one, and the number is not in it
    at = timezone.now()
    keys.lock_usable(at)
    address = _address(wanted, token, number=number, status_index=status_index, on=on, at=at)
    snapshot = take_snapshot(
        wanted, body=body, design=design, numbers=(number, registration), address=address, issued_on=on
    )
    letters.check_printable(snapshot)
    certificate = Certificate.objects.create(
        assessment=wanted.assessment,
        occasion=wanted.occasion,
        number=number,
        registration_number=registration,
        blank_number=wanted.blank_number,
        token=token,
        status_index=status_index,
        holder_name=snapshot["holder_name"],
        scheme_title=version.title,
        issued_on=on,
        expires_on=wanted.expires_on,
        snapshot=snapshot,
        design=design,
        replaces=wanted.replaces,
        renews=wanted.renews,
        issued_by=by,
    )
    if wanted.blank_number:
        blanks.use(wanted.blank_number, certificate, by=by, on=on)
    evidence.store(certificate, at=at)
    enter(certificate, RegisterEntry.Act.ISSUED, by=by, on=on, reason=reason, letter_number=letter_number)
    return certificate


def _address(wanted: Wanted, token: str, *, number: str, status_index: int, on: date, at: datetime) -> str:
    """Where the QR code leads: the check's address, with what the certificate says, signed."""
    payload = offline.signed_payload(
        number=number,
        holder_name=wanted.assessment.candidate.person.name,
        scheme_number=as_printed(wanted.assessment.scheme_version.scheme.number),
        issued_on=on,
        expires_on=wanted.expires_on,
        status_index=status_index,
        at=at,
    )
    return verify_address(token, payload)


def _body() -> CertificationBody:
    body = CertificationBody.current()
    if body is None:
        raise RuleError(_("Lengkapi profil LSP sebelum menerbitkan sertifikat."), code="no_profile")
    return body


def _design(scheme: Any) -> DesignVersion:
    design = DesignVersion.objects.for_scheme(scheme)
    if design is None:
        raise RuleError(_("Belum ada desain sertifikat yang dipakai."), code="no_design")
    return design
