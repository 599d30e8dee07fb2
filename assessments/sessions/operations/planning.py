"""The rules of a session's plan: may this version, venue, assessor, candidate stand there at that time?

Each `check_*` refuses with RuleError and the reason in words. The rows asked about are locked by the operations that
ask, so that two plans made at once cannot both count on the same free hour or chair. Assessors and candidates are asked
through `assessors_for` and `candidates_for`, which answer for one row or for a whole page with the same one query.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kit.accounts import Account
from kit.errors import RuleError
from kit.reverse import related
from kit.twice import is_sent_twice

from ...models import AssessmentSession, Assessor, Assignment, Bar, Candidate, SchemeVersion, Venue

Row = Any  # a model's row with what the queryset named beside it has added
UNPLEDGED = _("%(assessor)s belum menandatangani ikrar kode etik yang berlaku.")
BARRED = _("%(assessor)s sedang dibekukan dari tugas.")
UNREAD = _("%(assessor)s belum menyatakan telah membaca kebijakan yang batas harinya sudah lewat.")


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
        raise RuleError(
            _("Tanggal mulai sudah lewat. Jadwal dibuat untuk hari ini atau sesudahnya."), code="session_in_past"
        )


def check_not_sent_twice(session: AssessmentSession, *, by: Account) -> None:
    """The very same plan from the same hand a moment ago is the same form sent twice: RuleError("planned_twice").

    Two equal sessions side by side are possible (two groups in one TUK); they are told apart by their note.
    """
    names = ("scheme_version", "venue", "starts_at", "ends_at", "quota", "note")
    if is_sent_twice(session, names, among=AssessmentSession.objects.open(), verb="planned", by=by):
        raise RuleError(
            _("Jadwal yang sama baru saja Anda buat. Bila memang dua jadwal, bedakan catatannya."), code="planned_twice"
        )


def check_venue(venue: Venue, session: AssessmentSession) -> None:
    """Verified up to the last day, and room for every session there at that time: "venue_*" (PBNSP 206)."""
    if not venue.is_active:
        raise RuleError(_("TUK %(venue)s tidak dipakai lagi."), code="venue_inactive", params={"venue": venue.name})
    if not venue.is_verified(session.last_day):
        raise RuleError(
            _("TUK %(venue)s tidak terverifikasi pada %(day)s."),
            code="venue_unverified",
            params={"venue": venue.name, "day": date_format(session.last_day, "j F Y")},
        )
    taken = busiest_moment(AssessmentSession.objects.overlapping(session).filter(venue=venue), session.starts_at)
    if session.quota + taken > venue.capacity:
        raise RuleError(
            _("TUK %(venue)s menampung %(capacity)s orang; pada waktu itu tersisa %(left)s tempat."),
            code="venue_over_capacity",
            params={"venue": venue.name, "capacity": venue.capacity, "left": max(venue.capacity - taken, 0)},
        )


def busiest_moment(sessions: Iterable[AssessmentSession], begin: datetime) -> int:
    """The most seats that these sessions take at one moment from `begin` on.

    Overlapping sessions add up; two that follow each other in the same room do not.
    """
    there = [(session.starts_at, session.ends_at, session.quota) for session in sessions]
    moments = [begin, *(starts for starts, _ends, _quota in there if starts > begin)]
    return max(sum(quota for starts, ends, quota in there if starts <= moment < ends) for moment in moments)


def assessors_for(session: AssessmentSession, *, on: date | None = None) -> QuerySet[Assessor]:
    """Assessors with what `assessor_objections` asks of each: scope, suspension, and whether the time is free.

    Whoever is suspended on any day from `on` to the end of the session is given no task in it.
    """
    days = (session.first_day, session.last_day, *([on] if on else []))
    overlapping = AssessmentSession.objects.overlapping(session)
    return Assessor.objects.select_related("person").annotate(
        in_scope=Exists(
            Assessor.schemes.through.objects.filter(assessor=OuterRef("pk"), scheme=session.scheme_version.scheme_id)
        ),
        is_barred=Exists(Bar.objects.filter(assessor=OuterRef("pk")).touching(min(days), max(days))),
        is_booked=Exists(Assignment.objects.filter(assessor=OuterRef("pk"), session__in=overlapping)),
        is_assessed=Exists(
            related(AssessmentSession, "assessments")
            .not_cancelled()
            .filter(candidate__person=OuterRef("person"), session__in=_with_itself(overlapping, session))
        ),
    )


def assessor_objections(assessor: Row, session: AssessmentSession, *, on: date | None = None) -> list[RuleError]:
    """Every reason why an assessor (a row of `assessors_for`) may not serve; none is a yes.

    Both certificates must be valid to the last day of the session, or to `on` when it starts later than planned. A
    pledge is asked for on the day of the act, and only where that day is given.
    """
    day = max(session.last_day, on or session.last_day)
    said: dict[str, object] = {"assessor": assessor.person.name, "day": date_format(day, "j F Y")}
    reasons: list[tuple[bool, str | Promise, str]] = [
        (not assessor.is_active, _("%(assessor)s tidak bertugas lagi."), "assessor_inactive"),
        (
            not assessor.licence_valid(day),
            _("Lisensi asesor %(assessor)s tidak berlaku pada %(day)s."),
            "licence_expired",
        ),
        (
            not assessor.technical_valid(day),
            _("Sertifikat kompetensi teknis %(assessor)s tidak berlaku pada %(day)s."),
            "technical_expired",
        ),
        (on is not None and not assessor.has_pledged(on), UNPLEDGED, "pledge_missing"),
        (assessor.is_barred, BARRED, "assessor_barred"),
        (not assessor.in_scope, _("%(assessor)s tidak berwenang mengases skema ini."), "scheme_out_of_scope"),
        (
            assessor.is_booked,
            _("%(assessor)s sudah bertugas pada jadwal lain di waktu yang sama."),
            "assessor_double_booked",
        ),
        (
            assessor.is_assessed,
            _("%(assessor)s menjadi asesi di waktu yang sama."),
            "assessor_is_candidate",
        ),
    ]
    return [RuleError(message, code=code, params=said) for holds, message, code in reasons if holds]


def new_task_objections(assessor: Row, session: AssessmentSession, *, on: date | None = None) -> list[RuleError]:
    """`assessor_objections`, and for a task that is only being given: "policies_unread" (code of ethics, clause 2)."""
    found = assessor_objections(assessor, session, on=on)
    if on is not None and assessor.owes_policies(on):
        found.append(RuleError(UNREAD, code="policies_unread", params={"assessor": assessor.person.name}))
    return found


def duty_objections(assessor: Assessor, *, on: date) -> list[RuleError]:
    """Why an assessor may not serve on a day, whatever the session: "pledge_missing", "assessor_barred"."""
    said: dict[str, object] = {"assessor": assessor.person.name}
    found = []
    if not assessor.has_pledged(on):
        found.append(RuleError(UNPLEDGED, code="pledge_missing", params=said))
    if assessor.bars.touching(on, on).exists():
        found.append(RuleError(BARRED, code="assessor_barred", params=said))
    return found


def check_assessor(assessor: Assessor, session: AssessmentSession, *, on: date | None = None) -> None:
    """On duty, both certificates valid, the scheme in his scope, free at that time: see `new_task_objections`."""
    for objection in new_task_objections(assessors_for(session, on=on).get(pk=assessor.pk), session, on=on):
        raise objection


def candidates_for(session: AssessmentSession) -> QuerySet[Candidate]:
    """Candidates with what `candidate_objections` asks of each."""
    overlapping = AssessmentSession.objects.overlapping(session)
    own: Any = related(Candidate, "assessments").filter(candidate=OuterRef("pk"))
    others, here = own.exclude(session=session), own.filter(session=session.pk).order_by()
    return Candidate.objects.select_related("person").annotate(
        is_booked=Exists(others.not_cancelled().filter(session__in=overlapping)),
        is_assessing=Exists(
            Assignment.objects.filter(
                assessor__person=OuterRef("person"), session__in=_with_itself(overlapping, session)
            )
        ),
        is_in_progress=Exists(
            others.unfinished().filter(session__scheme_version__scheme=session.scheme_version.scheme_id)
        ),
        is_here=Exists(here.not_cancelled()),
        was_here=Exists(here.cancelled()),
    )


def candidate_objections(candidate: Row) -> list[RuleError]:
    """Every reason why a candidate (a row of `candidates_for`) may not be assessed there; none is a yes."""
    reasons: list[tuple[bool, str | Promise, str]] = [
        (
            candidate.is_booked,
            _("%(candidate)s terdaftar pada jadwal lain di waktu yang sama."),
            "candidate_double_booked",
        ),
        (
            candidate.is_assessing,
            _("%(candidate)s bertugas sebagai asesor di waktu yang sama."),
            "candidate_is_assessor",
        ),
        (
            candidate.is_in_progress,
            _("%(candidate)s masih menjalani asesmen lain pada skema ini."),
            "candidate_in_progress",
        ),
    ]
    said: dict[str, object] = {"candidate": candidate.person.name}
    return [RuleError(message, code=code, params=said) for holds, message, code in reasons if holds]


def enrolment_objections(candidate: Row) -> list[RuleError]:
    """The same for a candidate who is not there yet: one attempt in a session, even if the place was given back."""
    said: dict[str, object] = {"candidate": candidate.person.name}
    if candidate.was_here:
        gone = _("Pendaftaran %(candidate)s pada jadwal ini sudah dibatalkan. Daftarkan pada jadwal lain.")
        return [RuleError(gone, code="enrolment_cancelled", params=said)]
    if candidate.is_here:
        there = _("%(candidate)s sudah terdaftar pada jadwal ini.")
        return [RuleError(there, code="already_enrolled", params=said)]
    return candidate_objections(candidate)


def check_candidate(candidate: Candidate, session: AssessmentSession) -> None:
    """Not enrolled here, free at that time, in no unfinished assessment of this scheme."""
    for objection in enrolment_objections(candidates_for(session).get(pk=candidate.pk)):
        raise objection


def check_own_roles(candidate: Candidate, assessor: Assessor) -> None:
    """Nobody assesses himself: RuleError("assesses_himself")."""
    if candidate.person_id == assessor.person_id:
        raise RuleError(_("Asesor tidak boleh mengases dirinya sendiri."), code="assesses_himself")


def _with_itself(overlapping: QuerySet[AssessmentSession], session: AssessmentSession) -> QuerySet[AssessmentSession]:
    """Those sessions and this one: nobody is assessor and candidate of one session."""
    return overlapping | AssessmentSession.objects.filter(pk=session.pk)
