"""Raising a possible conflict of interest, and deciding it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.access import check_ethics_officer
from assessments.duty.operations import hold, lift_hold, supervise
from assessments.models import Assessment, AssessmentSession, Assessor, Event, Person
from assessments.ties import questions as ties
from certificates.models import Certificate
from kit.accounts import Account
from kit.errors import RuleError
from kit.guards import while_guarded
from kit.printable import stated

from ...models import Conflict
from .. import notices
from ..found_ties import of_record

Outcome = Conflict.Outcome


@transaction.atomic
def raise_conflict(
    *,
    by: Account | None,
    on: date,
    assessment: Assessment,
    assessor: Assessor,
    source: str,
    tie: str,
    detail: str,
    since: datetime | None = None,
) -> Conflict:
    """Hold an assessment from its assessor until an officer decides. The same tie raised again is the same conflict,
    unless it was recorded, at `since`, after that was decided.
    """
    same: Any = Conflict.objects.filter(assessment=assessment, assessor=assessor, source=source, tie=tie)
    if since:
        same = same.filter(Q(outcome="") | Q(decided_at__gte=since))
    if known := same.order_by("pk").last():
        return known
    conflict = Conflict.objects.create(
        assessment=assessment, assessor=assessor, source=source, tie=tie, detail=detail
    )  # fmt: skip
    Event.record(conflict, "raised", by=by, on=on)
    hold(by=by, on=on, assessment=assessment, assessor=assessor, reason=conflict.tie_shown)
    return conflict


def raise_recorded(*, by: Account | None, on: date, assessments: Iterable[Assessment]) -> list[Conflict]:
    """Raise every undecided tie on record between the candidate and who judges, where names are open and nothing is
    certified yet. Called when a tie is recorded (`ties.watch`); before that the declaration finds it. An assessment
    that already stays held for good needs no second decision.
    """
    raised: list[Conflict] = []
    for place in assessments:
        about = Conflict.objects.filter(assessment=place, assessor=place.assessor_id)
        if place.opened_at is None or Certificate.objects.filter(assessment=place).exists():
            continue
        if about.filter(outcome__in=Conflict.FOR_GOOD).exists():
            continue
        known = set(about.values_list("pk", flat=True))
        for found in of_record(ties.undecided(place), place.assessor):
            conflict = raise_conflict(
                by=None, on=on, assessment=place, assessor=place.assessor, source=Conflict.Source.FOUND,
                tie=found.tie, detail=found.detail, since=found.since,
            )  # fmt: skip
            if conflict.pk not in known:
                raised.append(conflict)
    if told := [conflict.pk for conflict in raised]:
        notices.tell_officers(told)
    return raised


@transaction.atomic
def raise_untold(*, on: date) -> list[Conflict]:
    """Raise what no recording told of: a tie that came into the database on another way than our operations.

    Such a tie bars saving, signing, granting and issuing at once; this puts it before an officer. For a daily timer.
    """
    doubtful = ties.with_doubts(Assessment.objects.filter(status__in=ties.LIVE)).filter(is_tied=True)
    found = Assessment.objects.select_for_update(of=("self",)).filter(
        pk__in=list(doubtful.values_list("pk", flat=True))
    )
    return raise_recorded(by=None, on=on, assessments=found.select_related("candidate", "assessor").order_by("pk"))


@contextmanager
def telling_officers(session: AssessmentSession, assessor: Assessor) -> Iterator[None]:
    """What is raised in here is told to the officers in one message, once it is stored."""
    about = Conflict.objects.filter(assessment__session=session, assessor=assessor)
    before = list(about.values_list("pk", flat=True))
    yield
    raised = list(about.exclude(pk__in=before).values_list("pk", flat=True))
    if raised:
        notices.tell_officers(raised)


@transaction.atomic
@while_guarded
def decide_conflict(
    *, by: Account, on: date, conflict: Conflict, outcome: str, reason: str, supervisor: Person | None = None
) -> Conflict:
    """Replace the assessor, let him assess under supervision, or dismiss the doubt; once, and with a reason.

    Only an ethics officer who is neither the assessor nor the candidate nor tied to one of them, took no part in the
    session and did not train the candidate may (PermissionDenied). Refuses "suspended", "decided_already",
    "outcome_unknown", "outcome_too_late" (replacing or supervising once the verdicts are signed, doing away with them
    before), "reason_required", "supervisor_required", "supervisor_unfit". The hold ends when the last conflict of the
    two is decided, none of them keeps him away for good, and no other tie is on record by then.
    """
    Assessment.objects.select_for_update().get(pk=conflict.assessment_id)  # first, as who signs and who records a tie
    conflict = Conflict.objects.select_for_update(of=("self",)).for_list().get(pk=conflict.pk)
    check_ethics_officer(by, on)
    if involved(by, conflict):
        raise PermissionDenied
    if not conflict.is_open:
        raise RuleError(_("Benturan kepentingan ini sudah diputuskan."), code="decided_already")
    if outcome not in Outcome.values:
        raise RuleError(_("Pilih putusan dari daftar."), code="outcome_unknown")
    if outcome not in conflict.outcomes:
        raise RuleError(
            _("Keadaan asesmen ini sudah berubah, jadi putusan itu tidak dapat diambil lagi. Muat ulang halaman."),
            code="outcome_too_late",
        )
    reason = stated(reason)
    if not reason:
        raise RuleError(_("Alasan wajib diisi."), code="reason_required")
    if outcome == Outcome.SUPERVISE and supervisor is None:
        raise RuleError(_("Pilih siapa yang mengawasi."), code="supervisor_required")
    conflict.outcome, conflict.reason = outcome, reason
    conflict.decided_by, conflict.decided_at = by, timezone.now()
    conflict.save(update_fields=["outcome", "reason", "decided_by", "decided_at"])
    Event.record(conflict, "decided", by=by, on=on, reason=reason, outcome=outcome)
    if outcome == Outcome.SUPERVISE and supervisor:
        supervise(
            by=by, on=on, assessment=conflict.assessment, assessor=conflict.assessor, supervisor=supervisor,
            reason=reason,
        )  # fmt: skip
    if conflict.assessment.assessor_id == conflict.assessor_id:
        raise_recorded(by=by, on=on, assessments=[conflict.assessment])
    place, assessor = conflict.assessment, conflict.assessor
    pair = Conflict.objects.filter(assessment=place, assessor=assessor)
    if not pair.filter(outcome__in=["", *Conflict.FOR_GOOD]).exists():
        lift_hold(by=by, on=on, at=conflict.decided_at, assessment=place, assessor=assessor, reason=reason)
    notices.tell_admins(conflict)
    return conflict


def involved(user: Any, conflict: Conflict) -> bool:
    """Whether the account has a part in what it would decide: see `ConflictQuerySet.with_involvement_of`."""
    asked: Any = Conflict.objects.with_involvement_of(user).filter(pk=conflict.pk)
    return asked.filter(is_involved=True).exists()
