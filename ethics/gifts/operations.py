"""The register of gifts and promises, and the assessor's word after each session (code of ethics, clause 8)."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.access import is_ethics_officer, refuse_suspended
from assessments.models import AssessmentSession, Assessor, Event
from kit.accounts import Account
from kit.errors import RuleError
from kit.guards import while_guarded
from kit.saving import save_checked
from kit.seen import refuse_stale
from kit.twice import refuse_twin

from ..models import Gift, GiftDeclaration

NOTHING = (
    "Saya tidak menerima dan tidak menjanjikan apa pun kepada asesi atau penyelenggara di luar perjanjian kontrak."
)
NOTHING_ELSE = (
    "Selain {count} hal yang saya catat dalam daftar pemberian, saya tidak menerima dan tidak menjanjikan apa pun "
    "kepada asesi atau penyelenggara di luar perjanjian kontrak."
)


@transaction.atomic
@while_guarded
def record_gift(
    *, by: Account, on: date, assessor: Assessor, session: AssessmentSession | None = None, **fields: Any
) -> Gift:
    """Record what was offered, given or promised to an assessor, and what he did with it.

    Only the assessor himself may, and only about a session of his (PermissionDenied). Refuses a day to come
    ("gift_dated"), the same a moment ago ("sent_twice") and fields that cannot be ("invalid").
    """
    _require_himself(by, assessor, session)
    if fields["happened_on"] > on:
        raise RuleError(_("Tanggal kejadian tidak boleh sesudah hari ini."), code="gift_dated")
    gift = Gift(assessor=assessor, session=session, recorded_by=by, **fields)
    names = ("assessor", "session", *fields)
    refuse_twin(gift, names, about=assessor, among=Gift.objects.all(), verb="recorded", by=by)
    save_checked(gift)
    Event.record(gift, "recorded", by=by, on=on)
    return gift


@transaction.atomic
@while_guarded
def examine_gift(*, by: Account, on: date, gift: Gift, note: str) -> Gift:
    """An ethics officer has looked at it and says what follows; once.

    Never the one who recorded it (PermissionDenied). Refuses "suspended", "reviewed_already", "remark_required".
    """
    gift = Gift.objects.select_for_update(of=("self",)).select_related("assessor__person").get(pk=gift.pk)
    if not may_examine(by, gift):
        raise PermissionDenied
    refuse_suspended(by, on)
    if gift.reviewed_at:
        raise RuleError(_("Catatan ini sudah diperiksa."), code="reviewed_already")
    note = note.strip()
    if not note:
        raise RuleError(_("Tulis catatan Anda."), code="remark_required")
    gift.remark, gift.reviewed_by, gift.reviewed_at = note, by, timezone.now()
    gift.save(update_fields=["remark", "reviewed_by", "reviewed_at"])
    Event.record(gift, "reviewed", by=by, on=on, reason=note)
    return gift


def may_examine(user: Any, gift: Gift) -> bool:
    return is_ethics_officer(user) and user.pk not in (gift.recorded_by_id, gift.assessor.person.account_id)


@transaction.atomic
@while_guarded
def declare_gifts(
    *, by: Account, on: date, session: AssessmentSession, assessor: Assessor, seen: int
) -> GiftDeclaration:
    """Say, when the session is over, that nothing was received or promised beyond what is recorded.

    `seen` is how many records the reader had before his eyes. Only the assessor himself may (PermissionDenied).
    Refuses "session_not_finished", "declared_already", "gifts_changed".
    """
    session = AssessmentSession.objects.select_for_update().get(pk=session.pk)
    _require_himself(by, assessor, session)
    if session.status != AssessmentSession.Status.FINISHED:
        raise RuleError(_("Pernyataan ini dibuat setelah jadwal selesai."), code="session_not_finished")
    if GiftDeclaration.objects.filter(session=session, assessor=assessor).exists():
        raise RuleError(_("Pernyataan Anda untuk jadwal ini sudah tercatat."), code="declared_already")
    count = Gift.objects.filter(session=session, assessor=assessor).count()
    message = _("Daftar pemberian berubah sejak halaman ini dibuka. Periksa lalu nyatakan lagi.")
    refuse_stale(seen, count, message, code="gifts_changed")
    declaration = GiftDeclaration.objects.create(
        session=session, assessor=assessor, recorded=count, statement=statement_of(count), declared_by=by
    )
    Event.record(declaration, "declared", by=by, on=on, count=count)
    return declaration


def statement_of(count: int) -> str:
    """The words that the assessor confirms; Indonesian, as the code itself."""
    return NOTHING_ELSE.format(count=count) if count else NOTHING


def _require_himself(by: Account, assessor: Assessor, session: AssessmentSession | None) -> None:
    if assessor.person.account_id is None or assessor.person.account_id != by.pk:
        raise PermissionDenied
    if session and not session.assignments.filter(assessor=assessor).exists():
        raise PermissionDenied
