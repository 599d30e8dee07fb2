"""Assessors of one session say how they dealt with each other; an officer sees to what is not well (clauses 11, 12)."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.access import check_ethics_officer
from assessments.models import AssessmentSession, Assessor, Event
from kit.accounts import Account
from kit.errors import RuleError
from kit.guards import while_guarded
from kit.printable import stated

from ..models import PeerRemark
from .models import SAID

LONGEST_NOTE = 1000


@transaction.atomic
@while_guarded
def give_peer_remark(
    *, by: Account, on: date, session: AssessmentSession, rater: Assessor, about: Assessor, said: Mapping[str, bool],
    note: str,
) -> PeerRemark:  # fmt: skip
    """Say yes or no to each statement about a colleague of a finished session; once, and for ever.

    Only an assessor of the session for himself (PermissionDenied). Refuses about himself or somebody who did not serve
    there ("not_a_colleague"), "session_not_finished", any day but today ("remark_dated"), "given_already",
    "statements_unanswered", "note_required" (beside a no), "note_too_long".
    """
    session = AssessmentSession.objects.select_for_update().get(pk=session.pk)
    serving = set(session.assignments.values_list("assessor", flat=True))
    if rater.person.account_id is None or rater.person.account_id != by.pk or rater.pk not in serving:
        raise PermissionDenied
    if about.pk == rater.pk or about.pk not in serving:
        raise RuleError(_("Ia bukan rekan Anda pada jadwal ini."), code="not_a_colleague")
    if session.status != AssessmentSession.Status.FINISHED:
        raise RuleError(_("Penilaian rekan diisi setelah jadwal selesai."), code="session_not_finished")
    if on != timezone.localdate():
        raise RuleError(_("Penilaian rekan dikirim pada hari ini."), code="remark_dated")
    if PeerRemark.objects.filter(session=session, rater=rater, about=about).exists():
        raise RuleError(_("Penilaian Anda tentang rekan ini sudah dikirim."), code="given_already")
    if set(said) != set(SAID):
        raise RuleError(_("Jawab setiap pernyataan dengan ya atau tidak."), code="statements_unanswered")
    note = note.strip()
    if not note and not all(said.values()):
        raise RuleError(_("Jelaskan jawaban “Tidak” pada catatan."), code="note_required")
    if len(note) > LONGEST_NOTE:
        raise RuleError(_("Catatan terlalu panjang."), code="note_too_long")
    peer_remark = PeerRemark.objects.create(session=session, rater=rater, about=about, note=note, given_by=by, **said)
    Event.record(peer_remark, "given", by=by, on=on)
    return peer_remark


@transaction.atomic
@while_guarded
def record_outcome(*, by: Account, on: date, peer_remark: PeerRemark, outcome: str, reason: str) -> PeerRemark:
    """An ethics officer notes what he did about a "no", and why; once.

    Never one who served in that session (PermissionDenied). Refuses "suspended", "nothing_to_review",
    "reviewed_already", "outcome_unknown", "reason_required".
    """
    peer_remark = PeerRemark.objects.select_for_update(of=("self",)).get(pk=peer_remark.pk)
    check_ethics_officer(by, on)
    if not PeerRemark.objects.visible_to(by).filter(pk=peer_remark.pk).exists():
        raise PermissionDenied
    if not peer_remark.denied:
        raise RuleError(_("Tidak ada jawaban “Tidak” yang perlu ditindaklanjuti."), code="nothing_to_review")
    if peer_remark.reviewed_at:
        raise RuleError(_("Tindak lanjutnya sudah dicatat."), code="reviewed_already")
    if outcome not in PeerRemark.Outcome.values:
        raise RuleError(_("Pilih apa yang Anda lakukan."), code="outcome_unknown")
    reason = stated(reason)
    if not reason:
        raise RuleError(_("Alasan wajib diisi."), code="reason_required")
    peer_remark.outcome, peer_remark.outcome_reason = PeerRemark.Outcome(outcome), reason
    peer_remark.reviewed_by, peer_remark.reviewed_at = by, timezone.now()
    peer_remark.save(update_fields=["outcome", "outcome_reason", "reviewed_by", "reviewed_at"])
    Event.record(peer_remark, "reviewed", by=by, on=on)
    return peer_remark
