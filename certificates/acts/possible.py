"""Which acts are open to a certificate on a day: its status (`Certificate.STATES`) and its last day say so.

An act must stand in the register before the status moves: the database refuses it otherwise.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _

from kit.errors import RuleError
from kit.states import allows, check_move

from ..models import Certificate

STATUS = Certificate.Status


def may(certificate: Certificate, to: str, on: date) -> bool:
    """Whether an act may bring a certificate to this status on that day; what buttons ask."""
    return allows(certificate, to) and not _too_late(certificate, to, on)


def check_act(certificate: Certificate, to: str, on: date) -> None:
    """Refuses what `may` says no to: "transition", and "expired" for what time has ended already."""
    check_move(certificate, to)
    if refusal := _too_late(certificate, to, on):
        raise refusal


def _too_late(certificate: Certificate, to: str, on: date) -> RuleError | None:
    if to == STATUS.SUSPENDED and certificate.expires_on < on:
        return RuleError(_("Sertifikat ini sudah kedaluwarsa, jadi tidak perlu dibekukan."), code="expired")
    if to == STATUS.REPLACED and certificate.expires_on <= on:
        return RuleError(_("Sertifikat ini sudah berakhir, jadi tidak dapat diganti."), code="expired")
    return None
