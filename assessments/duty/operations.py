"""May this assessor serve? The facts that answer it are written here, by whoever watches over the assessors.

The app above decides who pledged, whose relation to a candidate stands in the way and who is suspended; it says so by
these operations, and the rules below never ask anybody else.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kit.accounts import Account
from kit.errors import RuleError
from kit.guards import while_guarded
from kit.printable import stated
from kit.reverse import related

from ..models import Assessment, Assessor, Bar, Event, Hold, Person, Supervision
from ..sessions.operations import planning
from ..ties import questions as ties


@transaction.atomic
def open_names(*, by: Account, on: date, assessments: Iterable[Assessment]) -> int:
    """Let the assessor of each see who the candidate is: he has said how he stands to their institutions."""
    closed = Assessment.objects.select_for_update().filter(pk__in=[a.pk for a in assessments], opened_at__isnull=True)
    rows = list(closed.order_by("pk"))  # as whoever records a tie: else the two could wait for each other
    for assessment in rows:
        assessment.opened_at = timezone.now()
        assessment.save(update_fields=["opened_at"])
        Event.record(assessment, "names_opened", by=by, on=on, assessor=assessment.assessor_id)
    return len(rows)


@transaction.atomic
@while_guarded
def clear(*, by: Account, on: date, assessment: Assessment) -> Assessment:
    """The assessor has said how he stands to this candidate; what he said may still hold the assessment from him.

    Refuses "names_closed".
    """
    assessment = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if assessment.opened_at is None:
        raise RuleError(_("Nyatakan dahulu hubungan Anda dengan lembaga asal asesi."), code="names_closed")
    if assessment.cleared_at is None:
        assessment.cleared_at = timezone.now()
        assessment.save(update_fields=["cleared_at"])
        Event.record(assessment, "relation_declared", by=by, on=on, assessor=assessment.assessor_id)
    return assessment


@transaction.atomic
def hold(*, by: Account | None, on: date, assessment: Assessment, assessor: Assessor, reason: str) -> Hold:
    """Keep an assessor from judging this candidate until the hold is lifted. Holding twice is holding once."""
    Assessment.objects.select_for_update().get(pk=assessment.pk)
    standing = Hold.objects.in_force().filter(assessment=assessment, assessor=assessor).first()
    if standing:
        return standing
    placed = Hold.objects.create(assessment=assessment, assessor=assessor)
    Event.record(assessment, "held", by=by, on=on, reason=reason, assessor=assessor.pk)
    return placed


@transaction.atomic
@while_guarded
def lift_hold(*, by: Account, on: date, at: datetime, assessment: Assessment, assessor: Assessor, reason: str) -> None:
    """Let him judge after all, as was decided at that moment. Refuses "not_held"."""
    Assessment.objects.select_for_update().get(pk=assessment.pk)
    standing = Hold.objects.in_force().filter(assessment=assessment, assessor=assessor).first()
    if not standing:
        raise RuleError(_("Asesmen ini tidak sedang ditahan."), code="not_held")
    standing.lifted_at = at
    standing.save(update_fields=["lifted_at"])
    Event.record(assessment, "hold_lifted", by=by, on=on, reason=reason, assessor=assessor.pk)


@transaction.atomic
@while_guarded
def supervise(
    *, by: Account, on: date, assessment: Assessment, assessor: Assessor, supervisor: Person, reason: str
) -> Supervision:
    """Put somebody beside the assessor while he judges this candidate.

    Refuses "reason_required" and whoever is none of `supervisors_for`: "supervisor_unfit".
    """
    reason = stated(reason)
    if not reason:
        raise RuleError(_("Alasan wajib diisi."), code="reason_required")
    Assessment.objects.select_for_update().get(pk=assessment.pk)
    if not supervisors_for(assessment, assessor, on=on).filter(pk=supervisor.pk).exists():
        raise RuleError(_("Orang ini tidak dapat mengawasi asesmen ini."), code="supervisor_unfit")
    ordered = Supervision.objects.create(
        assessment=assessment, assessor=assessor, supervisor=supervisor, reason=reason
    )  # fmt: skip
    Event.record(assessment, "supervised", by=by, on=on, reason=reason, name=supervisor.name, assessor=assessor.pk)
    return ordered


def supervisors_for(assessment: Assessment, assessor: Assessor, *, on: date) -> QuerySet[Person]:
    """Other assessors on duty, pledged and not suspended from this day to the end of the session, who are not held from
    the candidate, are not he, have no recorded tie with him and neither decide on certifications nor decided on this
    one (ISO/IEC 17024, 4.3).
    """
    candidate = assessment.candidate
    held = Hold.objects.in_force().filter(assessment=assessment).values("assessor__person")
    barred = Bar.objects.touching(on, max(on, assessment.session.last_day)).values("assessor")
    serving = Assessor.objects.active().filter(pledged_until__gte=on).exclude(pk__in=barred)
    others = Person.objects.filter(assessor__in=serving).exclude(account__is_decision_maker=True)
    others = others.exclude(
        account__in=related(Assessment, "decision").filter(assessment=assessment).values("decided_by")
    )
    others = others.exclude(pk__in=[assessor.person_id, assessment.candidate.person_id]).exclude(pk__in=held)
    for tie in ("relations__relative", "relations_named__person", "candidate__trainings__trainer"):
        others = others.exclude(**{tie: candidate.person_id})
    return others.exclude(trainings_given__candidate=candidate)


def obstacle(assessment: Assessment, *, on: date) -> RuleError | None:
    """What keeps its assessor from judging this assessment on a day (code of ethics, 7), or None.

    One of "pledge_missing", "assessor_barred", "declaration_missing", "conflict_undecided", "tie_recorded".
    """
    assessor = assessment.assessor
    for objection in planning.duty_objections(assessor, on=on):
        return objection
    if assessment.opened_at is None or assessment.cleared_at is None:
        message = _("Nyatakan dahulu hubungan Anda dengan asesi ini dan lembaganya.")
        return RuleError(message, code="declaration_missing")
    doubt = doubt_about(assessment)
    return RuleError(BARRED_BY[doubt], code=doubt) if doubt else None


BARRED_BY = {
    "conflict_undecided": _("Asesmen ini ditahan dari Anda karena kemungkinan benturan kepentingan."),
    "tie_recorded": _("Ada yang tercatat pada LSP tentang asesmen ini. Petugas etik memutuskannya dahulu."),
}


def doubt_about(assessment: Assessment) -> str:
    """Why nobody may rely on its assessor now: "conflict_undecided" (it is held from him), "tie_recorded" (a tie with
    him or his supervisor is on record about which no officer decided since), or "".
    """
    doubts = ties.doubts_of(assessment)
    return "conflict_undecided" if doubts.is_held else "tie_recorded" if doubts.is_tied else ""


def check_duty(assessment: Assessment, *, on: date) -> None:
    """May the assessor of this assessment judge it now? Refuses with its `obstacle`."""
    if found := obstacle(assessment, on=on):
        raise found
