"""Planning, running and closing an assessment session."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ..errors import RuleError
from ..models import Assessment, AssessmentSession, Assessor, Assignment, Candidate, Event, SchemeVersion, Venue
from ..transitions import advance
from . import planning

Status = AssessmentSession.Status


def locked_session(session: AssessmentSession) -> AssessmentSession:
    """The session's row, locked until the transaction ends, with version and venue at hand."""
    return AssessmentSession.objects.select_for_update(of=("self",)).select_related("scheme_version", "venue").get(
        pk=session.pk
    )


@transaction.atomic
def plan_session(
    *,
    by: Any,
    on: date,
    scheme_version: SchemeVersion,
    venue: Venue,
    starts_at: datetime,
    ends_at: datetime,
    quota: int,
    note: str = "",
) -> AssessmentSession:
    """Plan a session.

    Refuses "not_in_force", "session_in_past", "ends_before_start", "venue_inactive", "venue_unverified",
    "venue_over_capacity", "quota_too_small".
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
    _check_plan(session, on=on)
    session.save()
    Event.record(session, "planned", by=by, on=on)
    return session


@transaction.atomic
def edit_session(*, by: Any, on: date, session: AssessmentSession, **changes: Any) -> AssessmentSession:
    """Change venue, time, quota, note or (while nobody is enrolled) the version of a planned session.

    Asks every rule of the plan again, for the assessors and candidates already there too. Refuses "not_planned",
    "version_settled", "quota_below_enrolled" and whatever `planning` refuses.
    """
    session = locked_session(session)
    if session.status != Status.PLANNED:
        raise RuleError(_("Hanya jadwal yang belum dimulai yang dapat diubah."), code="not_planned")
    if "scheme_version" in changes and changes["scheme_version"] != session.scheme_version:
        if session.assessments.exists():
            raise RuleError(_("Skema tidak dapat diganti: sudah ada asesi terdaftar."), code="version_settled")
    for name, value in changes.items():
        setattr(session, name, value)
    session.venue = Venue.objects.select_for_update().get(pk=session.venue_id)
    _check_plan(session, on=on)
    for assessor in session.assessors.select_for_update().select_related("person"):
        planning.check_assessor(assessor, session)
    here = session.assessments.exclude(status=Assessment.Status.CANCELLED)
    for candidate in Candidate.objects.select_for_update(of=("self",)).filter(assessments__in=here).select_related("person"):
        planning.check_candidate(candidate, session)
    session.save()
    Event.record(session, "edited", by=by, on=on, changed=sorted(changes))
    return session


def _check_plan(session: AssessmentSession, *, on: date) -> None:
    planning.check_version(session.scheme_version)
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


@transaction.atomic
def assign(*, by: Any, on: date, session: AssessmentSession, assessor: Assessor) -> Assignment:
    """Give an assessor a task in a session that has not ended.

    Refuses "session_closed", "already_assigned", "assesses_himself" and what `planning.check_assessor` refuses.
    """
    session = locked_session(session)
    assessor = Assessor.objects.select_for_update(of=("self",)).select_related("person").get(pk=assessor.pk)
    require_open(session)
    if session.assignments.filter(assessor=assessor).exists():
        raise RuleError(_("Asesor ini sudah ditugaskan pada jadwal ini."), code="already_assigned")
    planning.check_assessor(assessor, session)
    assignment = Assignment.objects.create(session=session, assessor=assessor, assigned_by=by)
    Event.record(session, "assigned", by=by, on=on, assessor=assessor.pk, name=assessor.person.name)
    return assignment


@transaction.atomic
def unassign(*, by: Any, on: date, session: AssessmentSession, assessor: Assessor) -> None:
    """Take an assessor's task away. Refuses "session_closed", "not_assigned", "has_candidates"."""
    session = locked_session(session)
    require_open(session)
    if session.assessments.filter(assessor=assessor).exists():
        raise RuleError(
            _("Asesor ini masih memegang asesi pada jadwal ini. Ganti asesornya lebih dahulu."), code="has_candidates"
        )
    deleted, _rows = session.assignments.filter(assessor=assessor).delete()
    if not deleted:
        raise RuleError(_("Asesor ini tidak bertugas pada jadwal ini."), code="not_assigned")
    Event.record(session, "unassigned", by=by, on=on, assessor=assessor.pk, name=assessor.person.name)


@transaction.atomic
def start_session(*, by: Any, on: date, session: AssessmentSession) -> AssessmentSession:
    """Open the session for verdicts, on its first day or later, by an admin or one of its assessors.

    Refuses "too_early", "nobody_assigned", "nobody_enrolled", lapsed certificates of an assessor, and any status but
    planned. PermissionDenied for everybody else.
    """
    session = locked_session(session)
    if not (by.is_lsp_admin or session.assignments.filter(assessor__person__account=by).exists()):
        raise PermissionDenied
    if on < session.first_day:
        raise RuleError(_("Jadwal ini baru dapat dimulai pada harinya."), code="too_early")
    if not session.assignments.exists():
        raise RuleError(_("Belum ada asesor yang ditugaskan."), code="nobody_assigned")
    if not session.assessments.filter(status=Assessment.Status.ENROLLED).exists():
        raise RuleError(_("Belum ada asesi yang terdaftar."), code="nobody_enrolled")
    for assessor in session.assessors.select_related("person"):
        planning.check_assessor(assessor, session)
    advance(session, Status.RUNNING, verb="started", by=by, on=on)
    return session


@transaction.atomic
def finish_session(*, by: Any, on: date, session: AssessmentSession) -> AssessmentSession:
    """Close a running session once every assessment is signed. Refuses "unsigned_assessments"."""
    session = locked_session(session)
    left = session.assessments.filter(status=Assessment.Status.ENROLLED).count()
    if left:
        raise RuleError(
            _("Masih ada %(left)s asesmen yang belum ditandatangani."),
            code="unsigned_assessments",
            params={"left": left},
        )
    advance(session, Status.FINISHED, verb="finished", by=by, on=on)
    return session


@transaction.atomic
def cancel_session(*, by: Any, on: date, session: AssessmentSession, reason: str) -> AssessmentSession:
    """Call a planned session off, and every enrolment in it. Refuses "reason_required" and any status but planned."""
    session = locked_session(session)
    if not reason.strip():
        raise RuleError(_("Alasan wajib diisi."), code="reason_required")
    advance(session, Status.CANCELLED, verb="cancelled", by=by, on=on, reason=reason)
    for assessment in session.assessments.select_for_update().filter(status=Assessment.Status.ENROLLED):
        advance(assessment, Assessment.Status.CANCELLED, verb="cancelled", by=by, on=on, reason=reason)
    return session


def require_open(session: AssessmentSession) -> None:
    """RuleError("session_closed") unless the session still takes place."""
    if not session.is_open:
        raise RuleError(_("Jadwal ini sudah selesai atau dibatalkan."), code="session_closed")
