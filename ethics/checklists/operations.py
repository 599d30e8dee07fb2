"""Confirming how the session was held."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assessments.models import AssessmentSession, Assessor, Event
from kit.accounts import Account
from kit.errors import RuleError
from kit.guards import while_guarded

from ..models import Checklist
from .models import CHECKED

LONGEST_NOTE = 1000


@transaction.atomic
@while_guarded
def send_checklist(
    *, by: Account, on: date, session: AssessmentSession, assessor: Assessor, confirmed: Mapping[str, bool], note: str
) -> Checklist:
    """Say of each statement whether it holds, while the session runs; once, and for ever.

    Only an assessor of the session for himself (PermissionDenied). Refuses "not_running", "sent_already",
    "statements_unanswered", "remark_required" (when something cannot be confirmed), "remark_too_long".
    """
    session = AssessmentSession.objects.select_for_update().get(pk=session.pk)
    is_himself = assessor.person.account_id is not None and assessor.person.account_id == by.pk
    if not is_himself or not session.assignments.filter(assessor=assessor).exists():
        raise PermissionDenied
    if session.status != AssessmentSession.Status.RUNNING:
        raise RuleError(_("Daftar periksa diisi selama asesmen berlangsung."), code="not_running")
    if Checklist.objects.filter(session=session, assessor=assessor).exists():
        raise RuleError(_("Daftar periksa Anda untuk jadwal ini sudah dikirim."), code="sent_already")
    if set(confirmed) != set(CHECKED):
        raise RuleError(_("Jawab setiap pernyataan."), code="statements_unanswered")
    note = note.strip()
    if not all(confirmed.values()) and not note:
        raise RuleError(_("Jelaskan yang tidak terlaksana pada catatan."), code="remark_required")
    if len(note) > LONGEST_NOTE:
        raise RuleError(_("Catatan terlalu panjang."), code="remark_too_long")
    checklist = Checklist.objects.create(session=session, assessor=assessor, remark=note, sent_by=by, **confirmed)
    Event.record(checklist, "sent", by=by, on=on)
    return checklist
