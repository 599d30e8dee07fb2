"""The life of certificates and of their designs: which status may follow which. The writer is that of all statuses.

Of a certificate an act must stand in the register before `move`: the database refuses the status otherwise.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _

from kit.errors import RuleError
from kit.transitions import allows, check_move, draw, move

from ..models import Certificate, DesignVersion

__all__ = ["check_act", "check_move", "may", "move"]
STATUS, DESIGN = Certificate.Status, DesignVersion.Status

draw(
    {
        Certificate: {
            STATUS.ACTIVE: {STATUS.SUSPENDED, STATUS.WITHDRAWN, STATUS.REPLACED},
            STATUS.SUSPENDED: {STATUS.ACTIVE, STATUS.WITHDRAWN},
            STATUS.WITHDRAWN: set(),
            STATUS.REPLACED: set(),
        },
        DesignVersion: {
            DESIGN.DRAFT: {DESIGN.IN_USE},
            DESIGN.IN_USE: {DESIGN.RETIRED},
            DESIGN.RETIRED: set(),
        },
    }
)


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
