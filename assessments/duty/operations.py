"""May this assessor serve? The facts that answer it are written here, by whoever watches over the assessors.

The app above decides who pledged, whose relation to a candidate stands in the way and who is suspended; it says so by
these operations, and the rules below never ask anybody else.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kit.errors import RuleError
from kit.guards import while_guarded
from kit.printable import stated

from ..models import Assessment, Assessor, Bar, Decision, Event, Hold, Person, Supervision
from ..sessions.operations import planning
from ..ties import questions as ties


@transaction.atomic
@while_guarded
def record_pledge(*, by: Any, on: date, assessor: Assessor, until: date) -> Assessor:
    """An assessor pledged to the code of ethics; the pledge holds up to and with `until`.

    Refuses a day that is over: RuleError("pledge_over").
    """
    if until < on:
        raise RuleError(_("Ikrar ini sudah lewat masanya."), code="pledge_over")
    assessor = Assessor.objects.select_for_update().get(pk=assessor.pk)
    assessor.pledged_until = until
    assessor.save(update_fields=["pledged_until"])
    Event.record(assessor.person, "pledged", by=by, on=on, until=until.isoformat())
    return assessor


@transaction.atomic
@while_guarded
def end_pledges(*, by: Any, on: date, last_day: date) -> int:
    """No pledge holds longer than `last_day`, because another code is in force from the next day on. Tells how many."""
    longer = Assessor.objects.select_for_update().filter(pledged_until__gt=last_day).select_related("person")
    assessors = list(longer)
    for assessor in assessors:
        assessor.pledged_until = last_day
        assessor.save(update_fields=["pledged_until"])
        Event.record(assessor.person, "pledge_ended", by=by, on=on, until=last_day.isoformat())
    return len(assessors)


@transaction.atomic
def record_policy_duty(*, by: Any, on: date, assessor: Assessor, until: date | None) -> Assessor:
    """Until when the assessor has to take note of what waits for him, or that nothing waits (None).

    After that day he is given no new task (`planning.new_task_objections`); what he began goes on.
    """
    assessor = Assessor.objects.select_for_update(of=("self",)).select_related("person").get(pk=assessor.pk)
    if assessor.policies_due_on != until:
        assessor.policies_due_on = until
        assessor.save(update_fields=["policies_due_on"])
        verb = "policies_due" if until else "policies_acknowledged"
        Event.record(assessor.person, verb, by=by, on=on, until=until.isoformat() if until else "")
    return assessor


@transaction.atomic
@while_guarded
def bar_assessor(*, by: Any, on: date, assessor: Assessor, starts_on: date, ends_on: date | None, reason: str) -> Bar:
    """Keep an assessor from every task from a day on, up to and with `ends_on`, or until it is lifted.

    Open verdicts cannot be saved or signed any more, new tasks are refused. Refuses "reason_required",
    "bar_in_the_past" (what was assessed before `on` stays as it was), "bar_ends_before_start", "bar_overlaps".
    """
    reason = stated(reason)
    if not reason:
        raise RuleError(_("Alasan wajib diisi."), code="reason_required")
    if starts_on < on:
        raise RuleError(_("Pembekuan tidak dapat dimulai pada hari yang sudah lewat."), code="bar_in_the_past")
    if ends_on is not None and ends_on < starts_on:
        raise RuleError(_("Hari terakhir tidak boleh sebelum hari pertama."), code="bar_ends_before_start")
    assessor = Assessor.objects.select_for_update().get(pk=assessor.pk)
    if Bar.objects.filter(assessor=assessor).touching(starts_on, ends_on or date.max).exists():
        raise RuleError(_("Asesor ini sudah dibekukan pada masa itu."), code="bar_overlaps")
    bar = Bar.objects.create(assessor=assessor, starts_on=starts_on, ends_on=ends_on, reason=reason, placed_by=by)
    Event.record(assessor.person, "barred", by=by, on=on, reason=reason, bar=bar.pk)
    return bar


@transaction.atomic
@while_guarded
def lift_bar(*, by: Any, on: date, bar: Bar, reason: str) -> Bar:
    """End a bar early: from `on` on the assessor serves again. Refuses "reason_required", "bar_over"."""
    reason = stated(reason)
    if not reason:
        raise RuleError(_("Alasan wajib diisi."), code="reason_required")
    bar = Bar.objects.select_for_update().select_related("assessor__person").get(pk=bar.pk)
    if bar.lifted_on or (bar.ends_on and bar.ends_on < on):
        raise RuleError(_("Pembekuan ini sudah berakhir."), code="bar_over")
    bar.lifted_on = on
    bar.save(update_fields=["lifted_on"])
    Event.record(bar.assessor.person, "bar_lifted", by=by, on=on, reason=reason, bar=bar.pk)
    return bar


@transaction.atomic
def open_names(*, by: Any, on: date, assessments: Iterable[Assessment]) -> int:
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
def clear(*, by: Any, on: date, assessment: Assessment) -> Assessment:
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
def hold(*, by: Any, on: date, assessment: Assessment, assessor: Assessor, reason: str) -> Hold:
    """Keep an assessor from judging this candidate until the hold is lifted. Holding twice is holding once."""
    Assessment.objects.select_for_update().get(pk=assessment.pk)
    standing = Hold.objects.standing().filter(assessment=assessment, assessor=assessor).first()
    if standing:
        return standing
    placed = Hold.objects.create(assessment=assessment, assessor=assessor)
    Event.record(assessment, "held", by=by, on=on, reason=reason, assessor=assessor.pk)
    return placed


@transaction.atomic
@while_guarded
def lift_hold(*, by: Any, on: date, assessment: Assessment, assessor: Assessor, reason: str) -> None:
    """Let him judge after all. Refuses "not_held"."""
    Assessment.objects.select_for_update().get(pk=assessment.pk)
    standing = Hold.objects.standing().filter(assessment=assessment, assessor=assessor).first()
    if not standing:
        raise RuleError(_("Asesmen ini tidak sedang ditahan."), code="not_held")
    standing.lifted_at = timezone.now()
    standing.save(update_fields=["lifted_at"])
    Event.record(assessment, "hold_lifted", by=by, on=on, reason=reason, assessor=assessor.pk)


@transaction.atomic
@while_guarded
def supervise(
    *, by: Any, on: date, assessment: Assessment, assessor: Assessor, supervisor: Person, reason: str
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
    held = Hold.objects.standing().filter(assessment=assessment).values("assessor__person")
    barred = Bar.objects.touching(on, max(on, assessment.session.last_day)).values("assessor")
    serving = Assessor.objects.active().filter(pledged_until__gte=on).exclude(pk__in=barred)
    others = Person.objects.filter(assessor__in=serving).exclude(account__is_decision_maker=True)
    others = others.exclude(account__in=Decision.objects.filter(assessment=assessment).values("decided_by"))
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
    asked: Any = ties.with_doubts(Assessment.objects.filter(pk=assessment.pk)).get()
    return "conflict_undecided" if asked.is_held else "tie_recorded" if asked.is_tied else ""


def check_duty(assessment: Assessment, *, on: date) -> None:
    """May the assessor of this assessment judge it now? Refuses with its `obstacle`."""
    if found := obstacle(assessment, on=on):
        raise found
