"""What an ethics officer without part does with a case before and after the panel."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assessments.access import refuse_suspended
from assessments.models import Assessment, Assessor, Event
from kit.accounts import Account
from kit.errors import RuleError
from kit.guards import while_guarded
from kit.printable import stated
from kit.states import advance, check_move, check_verb, offers

from ...models import CaseMessage, Clause, EthicsCase, Side
from .. import notices
from ..clocks import REPLY_DAYS, working_days_after
from ..involvement import is_involved
from .talks import say

STATUS = EthicsCase.Status
NOW_ABOUT = _("Teradu perkara ini sekarang %(name)s. Periksa isinya, lalu kirim lagi bila memang untuknya.")


def locked_for(by: Account, case: EthicsCase) -> EthicsCase:
    """The locked case; PermissionDenied for whom it is not to handle. Refuses "suspended"."""
    if not EthicsCase.objects.visible_to(by).filter(pk=case.pk).exists():
        raise PermissionDenied
    refuse_suspended(by)
    case = EthicsCase.objects.select_for_update(of=("self",)).select_related("respondent__person").get(pk=case.pk)
    if is_involved(by, case):
        raise PermissionDenied
    return case


@transaction.atomic
@while_guarded
def identify(*, by: Account, on: date, case: EthicsCase, respondent: Assessor) -> EthicsCase:
    """Say which assessor the reporter means; only before he was given notice ("transition")."""
    case = locked_for(by, case)
    check_verb(case, "opened")
    case.respondent, case.assessment = respondent, None
    case.save(update_fields=["respondent", "assessment"])
    Event.record(case, "identified", by=by, on=on)
    return case


@transaction.atomic
def dismiss(*, by: Account, on: date, case: EthicsCase, reason: str) -> EthicsCase:
    """End a report that gives no case; the reporter reads the reason. Refuses "reason_required", "transition"."""
    case = locked_for(by, case)
    if not (reason := stated(reason)):
        raise RuleError(_("Alasan wajib diisi."), code="reason_required")
    advance(case, STATUS.DISMISSED, by=by, on=on, dismissal=reason, closed_on=on)
    notices.tell_reporter(case)
    return case


@transaction.atomic
def open_case(
    *,
    by: Account,
    on: date,
    case: EthicsCase,
    respondent: Assessor | None,
    clauses: list[Clause],
    notice: str,
    assessment: Assessment | None = None,
) -> EthicsCase:
    """Give the respondent notice in the officer's own words; his clock for a reply begins.

    Refuses "respondent_unknown", "stale" (by now the case is about somebody else than whom the words are meant for),
    "clauses_missing", "notice_missing", "assessment_of_another", "transition".
    """
    case = locked_for(by, case)
    check_verb(case, "opened")
    if case.respondent is None:
        raise RuleError(_("Tetapkan dahulu asesor yang dilaporkan."), code="respondent_unknown")
    if case.respondent != respondent:
        raise RuleError(NOW_ABOUT, code="stale", params={"name": case.respondent})
    if not clauses:
        raise RuleError(_("Pilih paling sedikit satu butir kode etik."), code="clauses_missing")
    if not notice.strip():
        raise RuleError(_("Tulis pemberitahuan kepada teradu."), code="notice_missing")
    if assessment is not None and assessment.assessor_id != case.respondent_id:
        raise RuleError(_("Asesmen ini bukan oleh teradu."), code="assessment_of_another")
    case.assessment = assessment
    if is_involved(by, case):
        raise PermissionDenied
    case.clauses.set(clauses)
    advance(
        case, STATUS.HEARING, by=by, on=on, notice=notice.strip(), notified_on=on, opened_by=by,
        reply_until=working_days_after(on, REPLY_DAYS), assessment=assessment,
    )  # fmt: skip
    notices.tell_respondent(case)
    return case


@transaction.atomic
def write(*, by: Account, on: date, case: EthicsCase, talk: str, body: str) -> CaseMessage:
    """The officer writes to one side. Refuses "talk_unknown" and what `say` refuses."""
    case = locked_for(by, case)
    if talk not in (Side.REPORTER, Side.RESPONDENT) or (talk == Side.RESPONDENT and case.notified_on is None):
        raise RuleError(_("Pilih kepada siapa pesan ini."), code="talk_unknown")
    message = say(case, talk=talk, side=Side.OFFICER, body=body)
    Event.record(case, "officer_wrote", by=by, on=on)
    tell = notices.tell_reporter if talk == Side.REPORTER else notices.tell_respondent
    tell(case)
    return message


@transaction.atomic
def close(*, by: Account, on: date, case: EthicsCase) -> EthicsCase:
    """End a decided case once nobody may appeal any more. Refuses "appeal_running", "transition"."""
    case = locked_for(by, case)
    if case.is_appealable(on):
        raise RuleError(_("Teradu masih dapat mengajukan banding."), code="appeal_running")
    if not offers(case, "closed"):
        check_move(case, STATUS.CLOSED)
        raise RuleError(_("Perkara ini menunggu putusan majelis."), code="transition")
    advance(case, STATUS.CLOSED, by=by, on=on, closed_on=on)
    return case
