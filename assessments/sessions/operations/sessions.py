"""Planning, running and closing an assessment session."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kit.accounts import Account
from kit.errors import RuleError
from kit.printable import stated
from kit.states import advance

from ...models import AssessmentSession, Assessor, Assignment, Candidate, Event, SchemeVersion, Venue
from . import planning

Status = AssessmentSession.Status
PLAN_FIELDS = ("scheme_version", "venue", "starts_at", "ends_at", "quota", "note")


def locked_session(session: AssessmentSession) -> AssessmentSession:
    """The session's row, locked until the transaction ends, with version and venue at hand."""
    rows = AssessmentSession.objects.select_for_update(of=("self",)).select_related("scheme_version", "venue")
    return rows.get(pk=session.pk)


@transaction.atomic
def plan_session(
    *,
    by: Account,
    on: date,
    scheme_version: SchemeVersion,
    venue: Venue,
    starts_at: datetime,
    ends_at: datetime,
    quota: int,
    note: str = "",
) -> AssessmentSession:
    """Plan a session.

    Refuses "planned_twice", "not_in_force", "session_in_past", "ends_before_start", "venue_inactive",
    "venue_unverified", "venue_over_capacity", "quota_too_small".
    """
    session = AssessmentSession(
        scheme_version=SchemeVersion.objects.select_for_update().get(pk=scheme_version.pk),
        venue=Venue.objects.select_for_update().get(pk=venue.pk),
        starts_at=starts_at,
        ends_at=ends_at,
        quota=quota,
        note=note,
        created_by=by,
    )
    planning.check_not_sent_twice(session, by=by)
    planning.check_version(session.scheme_version)
    _check_plan(session, on=on)
    session.save()
    Event.record(session, "planned", by=by, on=on)
    return session


@transaction.atomic
def edit_session(*, by: Account, on: date, session: AssessmentSession, **changes: Any) -> AssessmentSession:
    """Change venue, time, quota, note or (while nobody was ever enrolled) the version of a planned session.

    Asks every rule of the plan again, for the assessors and candidates already there too. A session keeps a version
    that was replaced meanwhile; only a new choice must be in force. Refuses "not_planned", "version_settled",
    "quota_below_enrolled" and whatever `planning` refuses.
    """
    if unknown := set(changes) - set(PLAN_FIELDS):
        raise TypeError(f"unknown fields: {sorted(unknown)}")
    session = locked_session(session)
    if session.status != Status.PLANNED:
        raise RuleError(_("Hanya jadwal yang belum dimulai yang dapat diubah."), code="not_planned")
    changed = {name: value for name, value in changes.items() if getattr(session, name) != value}
    if not changed:
        return session
    if "scheme_version" in changed:
        changed["scheme_version"] = _new_version(session, changed["scheme_version"])
    for name, value in changed.items():
        setattr(session, name, value)
    session.venue = Venue.objects.select_for_update().get(pk=session.venue_id)
    _check_plan(session, on=on)
    _check_people(session)
    session.save()
    Event.record(session, "edited", by=by, on=on, changed=sorted(changed))
    return session


def _new_version(session: AssessmentSession, version: SchemeVersion) -> SchemeVersion:
    if session.assessments.exists():
        raise RuleError(_("Skema tidak dapat diganti: sudah ada asesi terdaftar."), code="version_settled")
    version = SchemeVersion.objects.select_for_update().get(pk=version.pk)
    planning.check_version(version)
    return version


def _check_plan(session: AssessmentSession, *, on: date) -> None:
    planning.check_time(session.starts_at, session.ends_at, on=on)
    if session.quota < 1:
        raise RuleError(_("Kuota paling sedikit satu orang."), code="quota_too_small")
    enrolled = session.enrolled() if session.pk else 0
    if session.quota < enrolled:
        raise RuleError(
            _("Kuota tidak boleh kurang dari %(enrolled)s asesi yang sudah terdaftar."),
            code="quota_below_enrolled",
            params={"enrolled": enrolled},
        )
    planning.check_venue(session.venue, session)


def _check_people(session: AssessmentSession) -> None:
    """The rules of the plan for everybody who is already in it, their rows locked."""
    assessors = session.assessors.values_list("pk", flat=True)
    list(Assessor.objects.select_for_update(of=("self", "person")).select_related("person").filter(pk__in=assessors))
    for assessor in planning.assessors_for(session).filter(pk__in=assessors):
        for objection in planning.assessor_objections(assessor, session):
            raise objection
    enrolled = session.assessments.not_cancelled().values_list("candidate", flat=True)
    list(Candidate.objects.select_for_update(of=("self", "person")).select_related("person").filter(pk__in=enrolled))
    for candidate in planning.candidates_for(session).filter(pk__in=enrolled):
        for objection in planning.candidate_objections(candidate):
            raise objection


@transaction.atomic
def assign(*, by: Account, on: date, session: AssessmentSession, assessor: Assessor) -> Assignment:
    """Give an assessor a task in a session that has not ended.

    Refuses "session_closed", "already_assigned" and what `planning.check_assessor` refuses.
    """
    session = locked_session(session)
    # The person is locked too: nobody becomes assessor here and candidate there in the same moment.
    assessor = Assessor.objects.select_for_update(of=("self", "person")).select_related("person").get(pk=assessor.pk)
    require_open(session)
    if session.assignments.filter(assessor=assessor).exists():
        raise RuleError(
            _("%(assessor)s sudah ditugaskan pada jadwal ini."),
            code="already_assigned",
            params={"assessor": assessor.person.name},
        )
    planning.check_assessor(assessor, session, on=on)
    assignment = Assignment.objects.create(session=session, assessor=assessor, assigned_by=by)
    Event.record(session, "assigned", by=by, on=on, assessor=assessor.pk, name=assessor.person.name)
    return assignment


@transaction.atomic
def assign_many(
    *, by: Account, on: date, session: AssessmentSession, assessors: Sequence[Assessor]
) -> list[Assignment]:
    """Give several assessors their task, or none of them. Refuses "nobody_chosen" and what `assign` refuses."""
    if not assessors:
        raise RuleError(_("Pilih sedikitnya satu asesor."), code="nobody_chosen")
    return [assign(by=by, on=on, session=session, assessor=assessor) for assessor in assessors]


@transaction.atomic
def unassign(*, by: Account, on: date, session: AssessmentSession, assessor: Assessor) -> None:
    """Take an assessor's task away before the session starts; afterwards it is a fact that he took part.

    (Who took part may not decide: ISO/IEC 17024, 9.4.) Refuses "session_closed", "already_started", "not_assigned",
    "has_candidates".
    """
    session = locked_session(session)
    require_open(session)
    if session.status != Status.PLANNED:
        raise RuleError(
            _("Asesmen sudah dimulai. Penugasan tetap tercatat; alihkan asesinya kepada asesor lain."),
            code="already_started",
        )
    if session.assessments.filter(assessor=assessor).not_cancelled().exists():
        raise RuleError(
            _("Asesor ini masih memegang asesi pada jadwal ini. Ganti asesornya lebih dahulu."), code="has_candidates"
        )
    deleted, _rows = session.assignments.filter(assessor=assessor).delete()
    if not deleted:
        raise RuleError(_("Asesor ini tidak bertugas pada jadwal ini."), code="not_assigned")
    Event.record(session, "unassigned", by=by, on=on, assessor=assessor.pk, name=assessor.person.name)


@transaction.atomic
def start_session(*, by: Account, on: date, session: AssessmentSession) -> AssessmentSession:
    """Open the session for verdicts, on its first day or later, by an admin or one of its assessors.

    Refuses "too_early", "nobody_assigned", "nobody_enrolled", lapsed certificates of an assessor, and any status but
    planned. PermissionDenied for everybody else.
    """
    session = locked_session(session)
    _require_in_charge(by, session)
    if on < session.first_day:
        raise RuleError(_("Jadwal ini baru dapat dimulai pada harinya."), code="too_early")
    if not session.assignments.exists():
        raise RuleError(_("Belum ada asesor yang ditugaskan."), code="nobody_assigned")
    if not session.assessments.enrolled().exists():
        raise RuleError(_("Belum ada asesi yang terdaftar."), code="nobody_enrolled")
    for assessor in planning.assessors_for(session, on=on).filter(assignments__session=session):
        for objection in planning.assessor_objections(assessor, session, on=on):
            raise objection
    advance(session, Status.RUNNING, by=by, on=on)
    return session


@transaction.atomic
def finish_session(*, by: Account, on: date, session: AssessmentSession) -> AssessmentSession:
    """Close a running session once every assessment is signed, by an admin or one of its assessors.

    Refuses "unsigned_assessments" and any status but running. PermissionDenied for everybody else.
    """
    session = locked_session(session)
    _require_in_charge(by, session)
    left = session.assessments.enrolled().count()
    if session.status == Status.RUNNING and left:
        raise RuleError(
            _("Masih ada %(left)s asesmen yang belum ditandatangani."),
            code="unsigned_assessments",
            params={"left": left},
        )
    advance(session, Status.FINISHED, by=by, on=on)
    return session


@transaction.atomic
def cancel_session(*, by: Account, on: date, session: AssessmentSession, reason: str) -> AssessmentSession:
    """Call a planned session off, and every enrolment in it. Refuses "reason_required" and any status but planned."""
    session = locked_session(session)
    reason = stated(reason)
    if not reason:
        raise RuleError(_("Alasan wajib diisi."), code="reason_required")
    advance(session, Status.CANCELLED, by=by, on=on, reason=reason)
    for assessment in session.assessments.select_for_update().enrolled():
        advance(assessment, assessment.Status.CANCELLED, by=by, on=on, reason=reason)
    return session


def require_open(session: AssessmentSession) -> None:
    """RuleError("session_closed") unless the session still takes place."""
    if not session.is_open:
        raise RuleError(_("Jadwal ini sudah selesai atau dibatalkan."), code="session_closed")


def _require_in_charge(by: Account, session: AssessmentSession) -> None:
    if not (by.is_lsp_admin or session.assignments.filter(assessor__person__account=by).exists()):
        raise PermissionDenied
