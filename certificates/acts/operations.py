"""A new certificate in place of one that is in force: another name, a correction, damage, or a smaller scope.

The old one is said to be replaced and leads to the new one; its bytes never change. What replaces a certificate ends
with the same day as it did: nobody gains time by losing a paper.
"""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assessments.access import check_decision_maker, is_lsp_admin
from assessments.decisions.operations import impartiality_objection
from kit.accounts import Account
from kit.days import refuse_future
from kit.errors import RuleError
from kit.printable import stated
from kit.states import move

from ..blanks import operations as blanks
from ..certificates import notices
from ..issuing.operations.issuing import check_supported, locked_assessment
from ..issuing.operations.making import STATUS_SERIES, make
from ..issuing.operations.snapshots import Wanted
from ..models import Certificate, RegisterEntry
from ..numbers import numbering
from ..numbers.models import Series
from ..numbers.operations import locked_counter, pattern_of
from ..register.operations import enter
from .possible import check_act

OCCASION = Certificate.Occasion
BY_ADMIN = (OCCASION.NAME_CHANGE, OCCASION.CORRECTION, OCCASION.DAMAGE)


@transaction.atomic
def replace(
    *,
    certificate: Certificate,
    occasion: str,
    by: Account,
    on: date,
    reason: str,
    letter_number: str = "",
    blank_number: str = "",
    proof: str = "",
) -> Certificate:
    """Issue a certificate in place of this one, with what the records say today; an admin's act.

    Another name on the record is printed only with its proof, and never for a damaged sheet. Refuses "occasion",
    "reason_missing", "reason_too_long", "same_name" (a name change needs a changed name on the record), "other_name",
    "proof_missing", "expired", "transition", "in_future", "before_last_act" and what issuing refuses; PermissionDenied
    for anybody but an admin.
    """
    if not is_lsp_admin(by):
        raise PermissionDenied
    if occasion not in BY_ADMIN:
        raise RuleError(_("Pilih dasar penerbitan ulang."), code="occasion")
    old, proof, reason = locked(certificate), proof.strip(), checked_reason(reason)
    _check_name(old, occasion, proof)
    if proof:
        reason = str(_("%(reason)s (bukti: %(proof)s)") % {"reason": reason, "proof": proof})
    units = frozenset(unit["code"] for unit in old.said["units"])
    return _in_place_of(
        old,
        Wanted(
            assessment=old.assessment,
            occasion=OCCASION(occasion),
            expires_on=old.expires_on,
            replaces=old,
            renews=old.renews,
            unit_codes=units,
            blank_number=blank_number,
        ),
        by=by,
        on=on,
        reason=reason,
        letter_number=letter_number,
    )


@transaction.atomic
def reduce_scope(
    *, certificate: Certificate, keep: Collection[str], by: Account, on: date, reason: str, letter_number: str = ""
) -> Certificate:
    """Issue a certificate over fewer units in place of this one; a decision maker's act (ISO/IEC 17024, 9.6).

    `keep` names the codes that stay. Refuses "suspended", "no_units", "unknown_unit", "same_scope", "not_impartial",
    "other_name" (the name on the record has changed: that is for an admin to prove first) and what `replace` refuses;
    PermissionDenied for anybody but a decision maker.
    """
    check_decision_maker(by, on)
    old, reason = locked(certificate), checked_reason(reason)
    if objection := impartiality_objection(by, old.assessment):
        raise objection
    if _has_other_name(old):
        raise _other_name()
    had, kept = frozenset(unit["code"] for unit in old.said["units"]), frozenset(keep)
    if not kept:
        raise RuleError(_("Sisakan paling sedikit satu unit, atau cabut sertifikatnya."), code="no_units")
    if not kept <= had:
        raise RuleError(_("Ada unit yang tidak tercantum pada sertifikat ini."), code="unknown_unit")
    if kept == had:
        raise RuleError(_("Semua unit masih dipilih, jadi tidak ada yang dikurangi."), code="same_scope")
    return _in_place_of(
        old,
        Wanted(
            assessment=old.assessment,
            occasion=OCCASION.SCOPE_REDUCED,
            expires_on=old.expires_on,
            replaces=old,
            renews=old.renews,
            unit_codes=kept,
        ),
        by=by,
        on=on,
        reason=reason,
        letter_number=letter_number,
    )


def _has_other_name(old: Certificate) -> bool:
    """Whether the record names the holder otherwise than the certificate: the new one would print that name."""
    return old.assessment.candidate.person.name != old.holder_name


def _check_name(old: Certificate, occasion: str, proof: str) -> None:
    """The name on the record is the old one, or another with its proof: "same_name", "other_name", "proof_missing"."""
    if not _has_other_name(old):
        if occasion == OCCASION.NAME_CHANGE:
            raise RuleError(
                _("Nama pada data asesi masih sama dengan nama pada sertifikat. Ubah dahulu data asesi."),
                code="same_name",
            )
    elif occasion == OCCASION.DAMAGE:
        raise _other_name()
    elif not proof:
        raise RuleError(_("Perubahan nama memerlukan bukti."), code="proof_missing")


def _other_name() -> RuleError:
    return RuleError(
        _(
            "Nama pada data asesi bukan lagi nama pada sertifikat. Terbitkan ulang dahulu karena perubahan nama atau"
            " koreksi data, dengan buktinya."
        ),
        code="other_name",
    )


def _in_place_of(
    old: Certificate, wanted: Wanted, *, by: Account, on: date, reason: str, letter_number: str
) -> Certificate:
    """Check, end the old one in the register, make the new one, tell the holder: one transaction."""
    letter_number = letter_number.strip()
    assessment = locked_assessment(wanted.assessment.pk)
    check_act(old, Certificate.Status.REPLACED, on)
    check_day(old, on)
    check_supported(assessment, on=on)
    _lock_what_issuing_draws_from(wanted, on)
    enter(old, RegisterEntry.Act.REPLACED, by=by, on=on, reason=reason, letter_number=letter_number)
    move(old, Certificate.Status.REPLACED)
    new = make(wanted, by=by, on=on, reason=reason, letter_number=letter_number)
    told = "reduced" if wanted.occasion == OCCASION.SCOPE_REDUCED else "reissued"
    notices.tell_holder(new, told)
    return new


def _lock_what_issuing_draws_from(wanted: Wanted, on: date) -> None:
    """Lock blank and counters in the order of `make`, which enters the register last: here the old one enters first.

    Otherwise who replaces would wait for who issues, and he for the register: a deadlock.
    """
    if wanted.blank_number:
        blanks.held(wanted.blank_number, on=on)
    for series in Series:
        locked_counter(numbering.series_of(series, pattern_of(series, on).restart, on.year))
    locked_counter(STATUS_SERIES)


ACT = RegisterEntry.Act
LONGEST_REASON = 2000


def suspend(*, certificate: Certificate, by: Account, on: date, reason: str, letter_number: str = "") -> Certificate:
    """Take a certificate out of force until it is reinstated. Refuses what `_act` refuses."""
    return _act(certificate, ACT.SUSPENDED, by=by, on=on, reason=reason, letter_number=letter_number)


def reinstate(*, certificate: Certificate, by: Account, on: date, reason: str, letter_number: str = "") -> Certificate:
    """End a suspension: the certificate is what its dates say, in force or expired. Refuses what `_act` refuses."""
    return _act(certificate, ACT.REINSTATED, by=by, on=on, reason=reason, letter_number=letter_number)


def withdraw(*, certificate: Certificate, by: Account, on: date, reason: str, letter_number: str = "") -> Certificate:
    """End a certificate for good; it is never put back. Refuses what `_act` refuses."""
    return _act(certificate, ACT.WITHDRAWN, by=by, on=on, reason=reason, letter_number=letter_number)


@transaction.atomic
def _act(
    certificate: Certificate, act: RegisterEntry.Act, *, by: Account, on: date, reason: str, letter_number: str
) -> Certificate:
    """Lock, check, enter the act in the register, move the status, tell the holder.

    Refuses "suspended", "reason_missing", "reason_too_long", "in_future", "before_last_act", "not_impartial", "expired"
    and "transition"; PermissionDenied for anybody but a decision maker.
    """
    check_decision_maker(by, on)
    certificate, reason = locked(certificate), checked_reason(reason)
    if objection := impartiality_objection(by, certificate.assessment):
        raise objection
    check_act(certificate, RegisterEntry.STATUS_AFTER[act], on)
    check_day(certificate, on)
    enter(certificate, act, by=by, on=on, reason=reason, letter_number=letter_number.strip())
    move(certificate, RegisterEntry.STATUS_AFTER[act])
    notices.tell_holder(certificate, act)
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
