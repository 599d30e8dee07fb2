"""What reviews and witnessed assessments share: who may be asked, filling in once, calling off, and the one reply."""

from datetime import date
from typing import Any, TypeVar

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.access import is_ethics_officer, is_held_back, is_lsp_admin, refuse_suspended
from assessments.models import AssessmentSession, Assessor, Bar, Event, Person
from kit.accounts import Account
from kit.errors import RuleError
from kit.guards import while_guarded
from kit.saving import save_checked

from ..models.evaluations import Evaluation

LONGEST = 2000
Row = TypeVar("Row", bound=Evaluation)


def may_ask(user: Any, assessor: Assessor) -> bool:
    """Whether the account may have this assessor evaluated: officers and admins, never about themselves."""
    return (is_lsp_admin(user) or is_ethics_officer(user)) and assessor.person.account_id != user.pk


def check_may_ask(by: Account, assessor: Assessor) -> None:
    """PermissionDenied for whom `may_ask` says no to; refuses "suspended" whom only his office lets."""
    if not may_ask(by, assessor):
        raise PermissionDenied
    if not is_lsp_admin(by):
        refuse_suspended(by)


def may_have_evaluated(user: Any) -> bool:
    """Whether evaluations are his to ask for now: an admin's, and an officer's who is not suspended."""
    return is_lsp_admin(user) or (is_ethics_officer(user) and not is_held_back(user))


def may_ask_now(user: Any, assessor: Assessor) -> bool:
    return may_ask(user, assessor) and may_have_evaluated(user)


def evaluators(session: AssessmentSession, assessor: Assessor) -> QuerySet[Any]:
    """Accounts that can look at this assessor's work in this session: officers, admins and assessors on duty; nobody
    suspended, neither the assessor himself, nor a candidate there, nor anybody with a recorded tie to him.
    """
    today = timezone.localdate()
    suspended = Person.objects.filter(assessor__in=Bar.objects.touching(today, today).values("assessor"))
    serving = Q(person__assessor__in=Assessor.objects.active().order_by().values("pk"))
    roles = Q(is_lsp_admin=True) | Q(is_ethics_officer=True) | serving
    candidates = get_user_model().objects.filter(person__candidate__assessments__session=session).order_by()
    rows = get_user_model().objects.filter(roles, is_active=True)
    rows = rows.exclude(pk=assessor.person.account_id).exclude(pk__in=candidates.values("pk"))
    rows = rows.exclude(person__in=suspended.order_by().values("pk"))
    rows = rows.exclude(person__in=Person.objects.tied_to(assessor.person).values("pk"))
    return rows.select_related("person").order_by("person__name", "pk")


def lock_task(*, by: Account, session: AssessmentSession, assessor: Assessor) -> AssessmentSession:
    """The session, locked, for somebody who has an assessor of it evaluated.

    Only officers and admins, never about themselves (PermissionDenied). Refuses "suspended" and "not_assigned".
    """
    check_may_ask(by, assessor)
    session = AssessmentSession.objects.select_for_update().get(pk=session.pk)
    if not session.assignments.filter(assessor=assessor).exists():
        raise RuleError(_("Asesor ini tidak bertugas pada jadwal ini."), code="not_assigned")
    return session


def ask(row: Row, *, free: QuerySet[Any], verb: str, on: date) -> Row:
    """Write down who is asked. Refuses "evaluator_unfit" (not among the `free`) and "asked_already"."""
    if not free.filter(pk=row.evaluator_id).exists():
        raise RuleError(
            _("Orang ini tidak dapat ditunjuk. Pilih petugas, admin, atau asesor lain yang tidak terlibat."),
            code="evaluator_unfit",
        )
    same = type(row)._default_manager.filter(session=row.session, assessor=row.assessor, evaluator=row.evaluator)
    if same.filter(called_off_at__isnull=True).exists():
        raise RuleError(_("Orang ini sudah ditunjuk untuk asesor dan jadwal ini."), code="asked_already")
    save_checked(row)
    Event.record(row, verb, by=row.asked_by, on=on)
    return row


def lock_for(row: Row, *, by: Account) -> Row:
    """The row, locked, for the evaluator who fills it in (PermissionDenied).

    Refuses "suspended", and as `require_open`.
    """
    row = _locked(row)
    if row.evaluator_id != by.pk:
        raise PermissionDenied
    refuse_suspended(by)
    return require_open(row)


def require_open(row: Row) -> Row:
    """Refuses "filled_already" and "called_off" (so it was, or its session was cancelled)."""
    if row.filled_at:
        raise RuleError(_("Ini sudah diisi dan tidak dapat diubah."), code="filled_already")
    if not row.is_open:
        raise RuleError(_("Permintaan ini sudah dibatalkan."), code="called_off")
    return row


def words(text: str, *, code: str = "") -> str:
    """Trimmed. Refuses "text_too_long" and, where it is owed, nothing at all with this code."""
    text = text.strip()
    if len(text) > LONGEST:
        raise RuleError(_("Tulisan terlalu panjang."), code="text_too_long")
    if code and not text:
        raise RuleError(_("Bagian ini harus diisi."), code=code)
    return text


@transaction.atomic
@while_guarded
def call_off(*, by: Account, on: date, evaluation: Row, reason: str) -> Row:
    """Take back what nobody has filled in yet.

    Only officers and admins, never about themselves (PermissionDenied). Refuses "suspended", as `require_open`,
    "reason_required", "text_too_long".
    """
    row = _locked(evaluation)
    check_may_ask(by, row.assessor)
    require_open(row)
    row.called_off_reason = words(reason, code="reason_required")
    row.called_off_by, row.called_off_at = by, timezone.now()
    row.save(update_fields=["called_off_by", "called_off_at", "called_off_reason"])
    Event.record(row, "called_off", by=by, on=on, reason=row.called_off_reason)
    return row


@transaction.atomic
@while_guarded
def reply(*, by: Account, on: date, evaluation: Row, text: str) -> Row:
    """What the assessor says to it, once; whoever reads the evaluation reads his words beside it.

    Only the assessor himself (PermissionDenied). Refuses "not_filled", "replied_already", "reply_required",
    "text_too_long".
    """
    row = _locked(evaluation)
    if not row.is_about(by):
        raise PermissionDenied
    if not row.filled_at:
        raise RuleError(_("Tanggapan dapat ditulis setelah penilai mengisinya."), code="not_filled")
    if row.replied_at:
        raise RuleError(_("Tanggapan Anda sudah terkirim dan tidak dapat diubah."), code="replied_already")
    row.reply, row.replied_at = words(text, code="reply_required"), timezone.now()
    row.save(update_fields=["reply", "replied_at"])
    Event.record(row, "replied", by=by, on=on)
    return row


def _locked(row: Row) -> Row:
    rows = type(row)._default_manager.select_for_update(of=("self",))
    return rows.select_related("session", "assessor__person").get(pk=row.pk)
