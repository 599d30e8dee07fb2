"""The demo's history, told by the operations: sessions in every state, from certificates that lapsed to plans."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from operator import itemgetter
from typing import Any

from django.utils import timezone

from assessments.assessments.operations import enrolment
from assessments.decisions import operations as decisions
from assessments.models import Assessment, AssessmentSession, SchemeVersion, Venue
from assessments.sessions.operations import sessions
from assessments.verdicts import operations as verdicts
from certificates.issuing.operations.issuing import issue

from . import aftermath, blanks, conduct, conscience, secrecy
from .clock import standing_on
from .people import Team

FOLLOW_UP = "Berlatih lagi pada unit ini bersama pembimbing, lalu mendaftar ulang pada jadwal berikutnya."
METHODS = [["observation", "oral"], ["portfolio", "interview"], ["observation", "written"], ["project", "oral"]]


@dataclass
class Chapter:
    """One session: when (days from today), what, where, who, and how it went for each candidate.

    A course is a word: C certified, G granted but no certificate yet, S signed and waiting, R refused, B one BK,
    V all recorded and shown to the candidate, H half recorded, N nothing recorded yet, X gave the place back.
    """

    day: int
    scheme: int
    venue: int
    assessors: Sequence[int]
    courses: str = ""
    first_candidate: int = 0
    people: Sequence[int] = ()
    ends: str = "finished"
    quota: int = 12
    hours: tuple[int, int] = (8, 16)
    reason: str = field(default="Sarana TUK sedang diperbaiki.")
    declares: bool = False  # relations are declared as soon as it is planned
    late: int = 0  # after so many days the last candidate's verdicts are signed, and the session is finished


CHAPTERS = [
    Chapter(-1130, 0, 0, [0], "CCCB", 4),
    Chapter(-1128, 2, 1, [1], "CCC", 8),
    Chapter(-1060, 3, 2, [3], "CCCC", 11),
    Chapter(-1041, 1, 0, [2], "CCB", 15),
    Chapter(-880, 0, 0, [0], "CBBCB", 60, late=3),
    Chapter(-700, 0, 0, [2], "CBC", people=[61, 62, 74], late=1),
    Chapter(-640, 0, 0, [0], "BCBBC", 65, late=2),
    Chapter(-540, 4, 0, [4, 7], "CCCBC", 18),
    Chapter(-390, 0, 0, [0, 2], "CCCRC", 23),
    Chapter(-330, 0, 0, [2], "BCBB", people=[65, 67, 68, 75], late=4),
    Chapter(-230, 0, 0, [0], "CBBB", 70, late=1),
    Chapter(-205, 2, 1, [1, 5], "CCBCC", 28),
    Chapter(-96, 1, 0, [0], "CBC", people=[0, 1, 33]),
    Chapter(-61, 3, 2, [3, 7], "CCBX", 34),
    Chapter(-58, 0, 0, [2], "C", people=[5]),  # renews the certificate of three years ago
    Chapter(-12, 2, 1, [1, 5], "GGCB", 38),
    Chapter(-6, 0, 0, [0, 2], "SSB", people=[2, 42, 43]),
    Chapter(-3, 3, 2, [7], "SSS", 44),
    Chapter(0, 1, 0, [0, 2], "VHNNSB", people=[1, 47, 48, 49, 50, 51], ends="running"),
    Chapter(0, 2, 1, [1], "NNH", 52, ends="running"),
    Chapter(2, 4, 0, [7, 4], "NNN", 55, ends="planned", declares=True),
    Chapter(5, 0, 0, [2], "NN", people=[0, 58], ends="planned"),
    Chapter(6, 3, 2, [], "", ends="planned", quota=15),
    Chapter(16, 2, 1, [1, 5], "N", 59, ends="planned"),
    Chapter(9, 1, 0, [0], "NN", people=[16, 17], ends="cancelled"),
]


@dataclass
class Storyteller:
    """Tells the chapters in the order of time, each act on its day and by the account whose act it is."""

    today: date
    accounts: dict[str, Any]
    team: Team
    versions: list[SchemeVersion]
    venues: list[Venue]

    def tell(self) -> None:
        """Sessions by the day of their certificates, and between them what became of earlier ones."""
        told: list[tuple[int, Callable[[], None]]] = [(c.day + 4, partial(self._tell, c)) for c in CHAPTERS]
        told += [(day, partial(self._act, day, place, name)) for day, place, name in aftermath.ACTS]
        for _day, tell in sorted(told, key=itemgetter(0)):
            tell()

    def _act(self, day: int, place: int, name: str) -> None:
        with standing_on(self.today + timedelta(days=day)) as on:
            aftermath.act(place, name, on=on, accounts=self.accounts, team=self.team)

    def _tell(self, chapter: Chapter) -> None:
        day = self.today + timedelta(days=chapter.day)
        planned = min(day - timedelta(days=20), self.today - timedelta(days=8))
        with standing_on(planned):
            session, assessments = self._plan(chapter, day, planned)
            if chapter.declares:
                self._declare(session, planned)
        if chapter.ends == "cancelled":
            with standing_on(self.today - timedelta(days=2)) as on:
                sessions.cancel_session(by=self.accounts["admin"], on=on, session=session, reason=chapter.reason)
        if chapter.ends in ("finished", "running"):
            self._run_session(chapter, day, session, assessments)

    def _plan(self, chapter: Chapter, day: date, on: date) -> tuple[AssessmentSession, list[Assessment]]:
        admin, (start, end) = self.accounts["admin"], chapter.hours
        session = sessions.plan_session(
            by=admin,
            on=on,
            scheme_version=self.versions[chapter.scheme],
            venue=self.venues[chapter.venue],
            starts_at=timezone.make_aware(datetime.combine(day, time(start))),
            ends_at=timezone.make_aware(datetime.combine(day, time(end))),
            quota=chapter.quota,
        )
        team = [self.team.assessors[place] for place in chapter.assessors]
        for assessor in team:
            conscience.pledge_when_due(assessor, on)
            sessions.assign(by=admin, on=on, session=session, assessor=assessor)
        places = chapter.people or range(chapter.first_candidate, chapter.first_candidate + len(chapter.courses))
        assessments = [
            enrolment.enrol(
                by=admin,
                on=on,
                session=session,
                candidate=self.team.candidates[place],
                assessor=team[n % len(team)],
            )
            for n, place in enumerate(places)
        ]
        return session, assessments

    def _run_session(self, chapter: Chapter, day: date, session: AssessmentSession, held: list[Assessment]) -> None:
        """The day itself, then the committee three days later, then the certificates."""
        admin = self.accounts["admin"]
        with standing_on(day, hour=7):
            self._declare(session, day)
        with standing_on(day, hour=8):
            sessions.start_session(by=admin, on=day, session=session)
            conduct.confirm(session, day)
        for n, (assessment, course) in enumerate(zip(held, chapter.courses, strict=True)):
            with standing_on(day + timedelta(days=min(n, chapter.late)), hour=9) as on:
                self._assess(assessment, course, on=on, n=n)
        if chapter.ends == "running":
            return
        day += timedelta(days=chapter.late)
        with standing_on(day, hour=17):
            sessions.finish_session(by=admin, on=day, session=session)
            if day < self.today - conscience.RECENT:
                conscience.declare_gifts(session, day)
        pleno = min(day + timedelta(days=3), self.today)
        for assessment, course in zip(held, chapter.courses, strict=True):
            if course in "CGR":
                self._decide(assessment, course, on=pleno)
            if course == "C":
                with standing_on(min(pleno + timedelta(days=1), self.today), hour=11) as on:
                    issue(assessment=assessment, by=admin, on=on, blank_number=blanks.next_sheet(on))

    def _declare(self, session: AssessmentSession, on: date) -> None:
        for assessor in session.assessors.select_related("person__account"):
            conscience.pledge_when_due(assessor, on)
            conscience.declare(session, assessor, on)
        conscience.decide(session, on, by=self.accounts["etik"], team=self.team)

    def _assess(self, assessment: Assessment, course: str, *, on: date, n: int) -> None:
        if course == "X":
            enrolment.cancel_enrolment(
                by=self.accounts["admin"], on=on, assessment=assessment, reason="Tidak hadir karena sakit."
            )
        if course in "XN":
            return
        units = list(assessment.verdicts.order_by("position"))
        known = units[: len(units) // 2] if course == "H" else units
        weak = (len(units) // 2 + n) % len(units) if course == "B" else -1
        entries = [
            verdicts.Entry(
                verdict.unit_id,
                "BK" if place == weak else "K",
                METHODS[(n + place) % 4],
                FOLLOW_UP if place == weak else "",
            )
            for place, verdict in enumerate(known)
        ]
        act = {"by": self._account_of(assessment), "on": on, "assessment": assessment}
        comment = "" if course == "H" else "Asesmen berjalan lancar; bukti diperiksa bersama asesi."
        verdicts.record_verdicts(**act, revision=0, entries=entries, comment=comment)
        if course != "H":
            secrecy.show(**act, answered=course != "V")
        if course not in "HV":
            verdicts.sign_verdicts(**act, revision=1)

    def _account_of(self, assessment: Assessment) -> Any:
        return assessment.assessor.person.account

    def _decide(self, assessment: Assessment, course: str, *, on: date) -> None:
        with standing_on(on, hour=13):
            if course == "R":
                decisions.refuse(
                    by=self.accounts["komite"],
                    on=on,
                    assessment=assessment,
                    reason="Bukti untuk dua unit bukan karya asesi sendiri, sesuai berita acara.",
                )
            else:
                decisions.grant(by=self.accounts["komite"], on=on, assessment=assessment)
