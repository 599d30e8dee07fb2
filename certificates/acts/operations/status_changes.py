"""Acts on the standing of a certificate: suspending, reinstating, withdrawing (ISO/IEC 17024, 9.6).

A certification decision, so a decision maker takes it: somebody who neither assessed nor trained the holder.
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assessments.access import check_decision_maker
from assessments.decisions.operations import impartiality_objection
from kit.errors import RuleError
from kit.printable import stated

from ...certificates import notices, status
from ...issuing.operations.days import refuse_future
from ...models import Certificate, RegisterEntry
from ...register.operations import enter

ACT = RegisterEntry.Act
LONGEST_REASON = 2000


def suspend(*, certificate: Certificate, by: Any, on: date, reason: str, letter_number: str = "") -> Certificate:
    """Take a certificate out of force until it is reinstated. Refuses what `_act` refuses."""
    return _act(certificate, ACT.SUSPENDED, by=by, on=on, reason=reason, letter_number=letter_number)


def reinstate(*, certificate: Certificate, by: Any, on: date, reason: str, letter_number: str = "") -> Certificate:
    """End a suspension: the certificate is what its dates say, in force or expired. Refuses what `_act` refuses."""
    return _act(certificate, ACT.REINSTATED, by=by, on=on, reason=reason, letter_number=letter_number)


def withdraw(*, certificate: Certificate, by: Any, on: date, reason: str, letter_number: str = "") -> Certificate:
    """End a certificate for good; it is never put back. Refuses what `_act` refuses."""
    return _act(certificate, ACT.WITHDRAWN, by=by, on=on, reason=reason, letter_number=letter_number)


@transaction.atomic
def _act(
    certificate: Certificate, act: RegisterEntry.Act, *, by: Any, on: date, reason: str, letter_number: str
) -> Certificate:
    """Lock, check, enter the act in the register, move the status, tell the holder.

    Refuses "suspended", "reason_missing", "reason_too_long", "in_future", "before_last_act", "not_impartial", "expired"
    and "transition"; PermissionDenied for anybody but a decision maker.
    """
    check_decision_maker(by, on)
    certificate, reason = locked(certificate), checked_reason(reason)
    if objection := impartiality_objection(by, certificate.assessment):
        raise objection
    status.check_act(certificate, RegisterEntry.STATUS_AFTER[act], on)
    check_day(certificate, on)
    enter(certificate, act, by=by, on=on, reason=reason, letter_number=letter_number.strip())
    status.move(certificate, RegisterEntry.STATUS_AFTER[act])
    transaction.on_commit(lambda: notices.tell_holder(certificate, act))
    return certificate


def locked(certificate: Certificate) -> Certificate:
    """The row as it is now, locked until the transaction ends; who renews it may point to it meanwhile."""
    rows = Certificate.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("assessment__candidate__person", "replaces").get(pk=certificate.pk)


def checked_reason(reason: str) -> str:
    """The reason of an act as it is kept: whole, or refused."""
    reason = stated(reason)
    if not reason:
        raise RuleError(_("Tulis alasannya."), code="reason_missing")
    if len(reason) > LONGEST_REASON:
        raise RuleError(
            _("Alasan paling panjang %(most)s huruf."), code="reason_too_long", params={"most": LONGEST_REASON}
        )
    return reason


def check_day(certificate: Certificate, on: date) -> None:
    """An act has a day of its own: not in the future, not before the act it follows."""
    refuse_future(on)
    last = certificate.entries.order_by("-number").values_list("on", flat=True).first()
    if last and on < last:
        raise RuleError(_("Tanggal tidak boleh sebelum tindakan terakhir pada sertifikat ini."), code="before_last_act")
