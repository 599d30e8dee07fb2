"""The only door through which a certificate comes into the world for an assessment that has none."""

from datetime import date

from dateutil.relativedelta import relativedelta
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Min
from django.utils.translation import gettext_lazy as _

from assessments.access import is_lsp_admin
from assessments.assessments.operations.assessed import check_same_person, mark_certified
from assessments.decisions.course import GRANTED, check_as_told
from assessments.decisions.operations import check_undoubted, impartiality_objection
from assessments.models import Assessment
from kit.accounts import Account
from kit.days import refuse_future
from kit.errors import RuleError

from ...certificates import notices
from ...models import Certificate
from .making import make
from .snapshots import Wanted

OCCASION = Certificate.Occasion


@transaction.atomic
def issue(*, assessment: Assessment, by: Account, on: date, blank_number: str = "") -> Certificate:
    """Issue the certificate of a granted assessment: numbers, snapshot, evidence and entry, or nothing at all.

    The central rule: every unit competent, verdicts final, granted by a decision maker who neither assessed nor
    trained the candidate, no tie of his on record, and none of the assessor's or supervisor's that is undecided.
    Refuses "already_issued", "not_granted", "not_competent", "not_impartial", "tied_to_candidate",
    "conflict_undecided", "tie_recorded", "before_decision", "in_future", "person_changed" (somebody else than the
    assessor signed for) and what `make` refuses; PermissionDenied for anybody but an admin. The assessment's row is
    locked, so of two issuers at once the second is refused. The database repeats the rule.
    Within the scheme's window it renews the holder's last certificate of the same scheme.
    """
    if not is_lsp_admin(by):
        raise PermissionDenied
    assessment = locked_assessment(assessment.pk)
    _check_facts(assessment, on=on)
    renewed = renewable(assessment, on)
    wanted = Wanted(
        assessment=assessment,
        occasion=OCCASION.RENEWAL if renewed else OCCASION.FIRST,
        expires_on=on + relativedelta(months=assessment.scheme_version.validity_months),
        renews=renewed,
        blank_number=blank_number,
    )
    certificate = make(wanted, by=by, on=on)
    mark_certified(by=by, on=on, assessment=assessment)  # the facts below may not ask for certificates
    notices.tell_holder(certificate, "issued")
    return certificate


def issue_objection(assessment: Assessment, *, on: date) -> RuleError | None:
    """Why `issue` would refuse this assessment on this day, by the facts below the certificate; None when they bear it.

    What the making of it refuses (numbers, letters, keys) only `issue` tells.
    """
    try:
        _check_facts(assessment, on=on)
    except RuleError as refusal:
        return refusal
    return None


def _check_facts(assessment: Assessment, *, on: date) -> None:
    """All that is asked of an assessment before its first certificate is made."""
    check_supported(assessment, on=on)
    refuse_future(on)
    if Certificate.objects.filter(assessment=assessment).exists():
        raise RuleError(_("Sertifikat untuk asesmen ini sudah diterbitkan."), code="already_issued")
    check_same_person(assessment)
    check_undoubted(assessment)


def renewable(assessment: Assessment, on: date) -> Certificate | None:
    """The holder's certificate of the same scheme that a certificate of this day renews: in force, in its window.

    The window opens `renewal_months` before its end (set by the scheme) and closes with its last day. Locked until
    the caller's transaction ends: what is withdrawn or renewed at that moment is asked for again.
    """
    opens_by = on + relativedelta(months=assessment.scheme_version.renewal_months)
    own = Certificate.objects.filter(
        assessment__candidate=assessment.candidate_id,
        assessment__session__scheme_version__scheme=assessment.scheme_version.scheme_id,
    ).exclude(assessment=assessment)
    found = own.valid(on).filter(expires_on__lte=opens_by, renewals=None).order_by("-expires_on", "pk")
    held = list(found.select_for_update(of=("self",), no_key=True).values_list("pk"))
    return found.first() if held else None


def locked_assessment(pk: int) -> Assessment:
    """The assessment as it is now, locked until the transaction ends.

    Its decision is read afterwards: joined here, one that is being taken would be missed, for only the locked row is
    read again after the wait.
    """
    rows = Assessment.objects.select_for_update(of=("self",))
    return rows.select_related("session__scheme_version__scheme", "candidate__person", "assessor__person").get(pk=pk)


def check_supported(assessment: Assessment, *, on: date) -> None:
    """The central rule, asked of the facts; a tie of the decider recorded after the first certificate does no harm."""
    if assessment.status != Assessment.Status.GRANTED:
        raise RuleError(_("Sertifikasi belum diberikan oleh pengambil keputusan."), code="not_granted")
    if not assessment.is_competent:
        raise RuleError(_("Belum semua unit kompeten."), code="not_competent")
    check_as_told(assessment, GRANTED)
    decision = assessment.decision
    first = Certificate.objects.filter(assessment=assessment).aggregate(at=Min("issued_at"))["at"]
    objection = impartiality_objection(decision.decided_by, assessment, by_day=decision.decided_on, by_moment=first)
    if objection and objection.code == "tied_to_candidate":
        raise RuleError(
            _(
                "Hubungan pengambil keputusan dengan asesi ini tercatat, jadi keputusannya tidak dapat menjadi dasar"
                " sertifikat. Asesi diuji ulang pada asesmen baru; bila hubungan itu salah catat, hapus catatannya"
                " dengan alasan."
            ),
            code="tied_to_candidate",
        )
    if objection:
        raise RuleError(_("Keputusan diambil oleh orang yang ikut mengases atau melatih."), code="not_impartial")
    if on < decision.decided_on:
        raise RuleError(_("Tanggal terbit tidak boleh sebelum tanggal keputusan."), code="before_decision")
