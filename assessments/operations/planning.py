"""The rules of a session's plan: may this version, venue, assessor, candidate stand there at that time?

Each question refuses with RuleError and the reason in words. The rows asked about are locked by the operations that
ask, so that two plans made at once cannot both count on the same free hour or chair.
"""

from datetime import date, datetime
from typing import Any

from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..errors import RuleError
from ..models import Assessment, AssessmentSession, Assessor, Candidate, SchemeVersion, Venue


def check_version(version: SchemeVersion) -> None:
    """Only a version in force may be assessed: RuleError("not_in_force")."""
    if not version.is_in_force:
        raise RuleError(
            _("Skema %(title)s versi %(number)s tidak sedang berlaku."),
            code="not_in_force",
            params={"title": version.title, "number": version.number},
        )


def check_time(starts_at: datetime, ends_at: datetime, *, on: date) -> None:
    """A plan is for today or later and ends after it starts: "session_in_past", "ends_before_start"."""
    if ends_at <= starts_at:
        raise RuleError(_("Waktu selesai harus setelah waktu mulai."), code="ends_before_start")
    if timezone.localtime(starts_at).date() < on:
        raise RuleError(_("Tanggal mulai sudah lewat. Jadwal dibuat untuk hari ini atau sesudahnya."), code="session_in_past")


def check_venue(venue: Venue, session: AssessmentSession) -> None:
    """Verified up to the last day, and room for every session there at that time: "venue_*" (PBNSP 206)."""
    if not venue.is_active:
        raise RuleError(_("TUK %(venue)s tidak dipakai lagi."), code="venue_inactive", params={"venue": venue.name})
    if not venue.is_verified(session.last_day):
        raise RuleError(
            _("TUK %(venue)s tidak terverifikasi pada %(day)s."),
            code="venue_unverified",
            params={"venue": venue.name, "day": session.last_day.strftime("%d-%m-%Y")},
        )
    at_that_time = AssessmentSession.objects.overlapping(session).filter(venue=venue)
    taken = at_that_time.aggregate(total=Sum("quota"))["total"] or 0
    if session.quota + taken > venue.capacity:
        raise RuleError(
            _("TUK %(venue)s menampung %(capacity)s orang; pada waktu itu tersisa %(left)s tempat."),
            code="venue_over_capacity",
            params={"venue": venue.name, "capacity": venue.capacity, "left": max(venue.capacity - taken, 0)},
        )


def check_assessor(assessor: Assessor, session: AssessmentSession) -> None:
    """On duty, both certificates valid to the last day, the scheme in his scope, free at that time."""
    said: dict[str, Any] = {"assessor": assessor.person.name, "day": session.last_day.strftime("%d-%m-%Y")}
    if not assessor.is_active:
        raise RuleError(_("%(assessor)s tidak bertugas lagi."), code="assessor_inactive", params=said)
    if not assessor.licence_valid(session.last_day):
        raise RuleError(
            _("Lisensi asesor %(assessor)s tidak berlaku pada %(day)s."), code="licence_expired", params=said
        )
    if not assessor.technical_valid(session.last_day):
        raise RuleError(
            _("Sertifikat kompetensi teknis %(assessor)s tidak berlaku pada %(day)s."),
            code="technical_expired",
            params=said,
        )
    if not assessor.schemes.filter(pk=session.scheme_version.scheme_id).exists():
        raise RuleError(
            _("%(assessor)s tidak berwenang mengases skema ini."), code="scheme_out_of_scope", params=said
        )
    if AssessmentSession.objects.overlapping(session).filter(assessors=assessor).exists():
        raise RuleError(
            _("%(assessor)s sudah bertugas pada jadwal lain di waktu yang sama."),
            code="assessor_double_booked",
            params=said,
        )


def check_candidate(candidate: Candidate, session: AssessmentSession) -> None:
    """Free at that time and not yet in an unfinished or granted assessment of this version."""
    said = {"candidate": candidate.person.name}
    others = candidate.assessments.exclude(session=session).exclude(status=Assessment.Status.CANCELLED)
    if others.filter(session__in=AssessmentSession.objects.overlapping(session)).exists():
        raise RuleError(
            _("%(candidate)s terdaftar pada jadwal lain di waktu yang sama."),
            code="candidate_double_booked",
            params=said,
        )
    unfinished = [Assessment.Status.ENROLLED, Assessment.Status.SIGNED]
    if others.filter(session__scheme_version__scheme=session.scheme_version.scheme_id, status__in=unfinished).exists():
        raise RuleError(
            _("%(candidate)s masih menjalani asesmen lain pada skema ini."), code="candidate_in_progress", params=said
        )


def check_own_roles(candidate: Candidate, assessor: Assessor) -> None:
    """Nobody assesses himself: RuleError("assesses_himself")."""
    if candidate.person_id == assessor.person_id:
        raise RuleError(_("Asesor tidak boleh mengases dirinya sendiri."), code="assesses_himself")
