"""Ten thousand invented rows for every list: written in bulk, so with the database's guards taken away meanwhile."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from assessments.assessments.models.assessed import WHO
from assessments.models import (
    Assessment,
    AssessmentSession,
    Assessor,
    Assignment,
    Candidate,
    CertificationBody,
    Decision,
    Element,
    Person,
    Scheme,
    SchemeUnit,
    SchemeVersion,
    Standard,
    Unit,
    Venue,
    Verdict,
)
from certificates.models import Certificate, DesignVersion
from kit import guards
from kit.fields import fingerprint
from lsp_portal.models import Invitation, User
from tests.certificates.printing.samples import UNITS, snapshot

FIRST = ("Agus", "Dewi", "Putu", "Siti", "Yohanes", "Nur", "Bambang", "Maria", "Wayan", "Rahma")
LAST = (
    "Prasetyo",
    "Lestari",
    "Simanjuntak",
    "Wulandari",
    "Tarigan",
    "Hidayat",
    "Saputra",
    "Nasution",
    "Ardana",
    "Putri",
)
CITIES = ("Bandung", "Surabaya", "Medan", "Makassar", "Denpasar", "Pontianak", "Semarang")


class Filling:
    """A portal with four accounts and `fill(start, stop)` rows of everything."""

    def __init__(self) -> None:
        self.today: date = timezone.localdate()
        self.now = timezone.now()
        self.admin = self._account("admin", is_lsp_admin=True)
        self.decider = self._account("komite", is_decision_maker=True)
        assessor = Person.objects.create(name="Bima Prasetya", account=self._account("asesor"))
        self.assessor = self._assessor(assessor, 0)
        self.assessor.save()
        candidate = Person.objects.create(name="Siti Rahma Wulandari", account=self._account("asesi"))
        self.candidate = Candidate.objects.create(person=candidate)
        self.accounts = {u.username: u for u in User.objects.all()}
        CertificationBody.objects.create(
            pk=1, name="LSP Bangku Uji", licence_number="BNSP-LSP-9012-ID", address="Jalan Contoh 1", city="Bandung",
            signatory_name="Dr. Contoh",
        )  # fmt: skip
        standard = Standard.objects.create(kind="skkni", number="282", year=2016, title="Pengembangan perangkat lunak")
        self.units = Unit.objects.bulk_create(
            Unit(standard=standard, code=code, title=title, title_en=title_en) for code, title, title_en in UNITS
        )
        self.snapshot = snapshot()

    def _account(self, username: str, **flags: bool) -> User:
        return User.objects.create(username=username, email=f"{username}@example.org", password="!", **flags)

    def _assessor(self, person: Person, number: int) -> Assessor:
        ends = self.today + timedelta(days=number % 900 - 60)
        return Assessor(
            person=person, met_number=f"MET.000.{number:06d} 2024", licence_expires_on=ends,
            technical_certificate="Teknis 01/2025", technical_expires_on=ends + timedelta(days=30),
            pledged_until=self.today + timedelta(days=300),
        )  # fmt: skip

    @transaction.atomic
    def fill(self, start: int, stop: int) -> None:
        """Rows `start` to `stop` of every table that a list shows."""
        guards.remove(connection, guards.registered())
        numbers = range(start, stop)
        candidates, assessors = self._people(numbers)
        schemes = self._schemes(numbers)
        assessors[0].schemes.through.objects.bulk_create(
            Assessor.schemes.through(assessor=a, scheme=s.scheme) for a, s in zip(assessors, schemes, strict=True)
        )
        sessions = self._sessions(numbers, schemes, assessors)
        self._assessments(numbers, sessions, candidates)
        guards.install(connection, guards.registered())

    def _people(self, numbers: range) -> tuple[list[Candidate], list[Assessor]]:
        accounts = _make(User, numbers, lambda n: {
            "username": f"akun{n}", "email": f"akun{n}@example.org", "first_name": FIRST[n % 10],
            "last_name": LAST[n // 10 % 10], "password": "!",
        })  # fmt: skip
        people = _make(Person, numbers, lambda n: {
            "name": f"{FIRST[n % 10]} {LAST[n // 10 % 10]} {n}", "email": f"orang{n}@example.org",
            "phone": f"08{n:010d}", "identity_number": f"32{n:014d}",
            "identity_fingerprint": fingerprint(f"32{n:014d}"),
            "account": accounts[n - numbers.start] if n % 2 else None,
        })  # fmt: skip
        candidates = _make(Candidate, numbers, lambda n: {
            "person": people[n - numbers.start], "education": "7", "institution": "Universitas Contoh",
        })  # fmt: skip
        experts = _make(Person, numbers, lambda n: {"name": f"{LAST[n % 10]} {FIRST[n // 10 % 10]} {n}"})
        assessors = Assessor.objects.bulk_create(
            self._assessor(person, n + 1) for n, person in zip(numbers, experts, strict=True)
        )
        _make(Invitation, numbers, lambda n: {
            "person": experts[n - numbers.start], "email": f"asesor{n}@example.org", "token_digest": f"{n:064d}",
            "invited_by": self.admin, "invited_at": self.now - timedelta(minutes=n), "sent_at": self.now,
            "expires_at": self.now + timedelta(days=n % 28 - 14), "used_at": self.now if n % 3 == 0 else None,
        })  # fmt: skip
        return candidates, assessors

    def _schemes(self, numbers: range) -> list[SchemeVersion]:
        standards = _make(Standard, numbers, lambda n: {
            "kind": "skkni", "number": f"{n + 1000}", "year": 2010 + n % 15, "title": f"Bidang pekerjaan {n:05d}",
        })  # fmt: skip
        units = _make(Unit, numbers, lambda n: {
            "standard": standards[n - numbers.start], "code": f"J.{620000 + n}.001.01",
            "title": f"Melakukan pekerjaan {n:05d}", "title_en": f"Doing work {n}",
        })  # fmt: skip
        for position in (1, 2):
            _make(Element, numbers, lambda n, at=position: {
                "unit": units[n - numbers.start], "position": at, "title": f"Menyiapkan pekerjaan {at}",
            })  # fmt: skip
        schemes = _make(Scheme, numbers, lambda n: {"number": f"SKM/9012/{n:05d}/2/2023/1"})
        versions = _make(SchemeVersion, numbers, lambda n: {
            "scheme": schemes[n - numbers.start], "status": "in_force", "title": f"Pelaksana Pekerjaan {n:05d}",
            "title_en": f"Worker {n}", "field": "Pekerjaan", "packaging": "occupation", "in_force_from": self.today,
        })  # fmt: skip
        for position, unit in enumerate(self.units, start=1):
            SchemeUnit.objects.bulk_create(SchemeUnit(version=v, unit=unit, position=position) for v in versions)
        return versions

    def _sessions(
        self, numbers: range, versions: list[SchemeVersion], assessors: list[Assessor]
    ) -> list[AssessmentSession]:
        venues = _make(Venue, numbers, lambda n: {
            "name": f"TUK Contoh {n}", "kind": "independent", "address": f"Jalan Contoh {n}", "city": CITIES[n % 7],
            "capacity": 20, "verified_until": self.today + timedelta(days=n % 400 - 30),
        })  # fmt: skip
        sessions = _make(AssessmentSession, numbers, lambda n: {
            "scheme_version": versions[n - numbers.start], "venue": venues[n - numbers.start], "quota": 20,
            "starts_at": self.now - timedelta(hours=n), "ends_at": self.now - timedelta(hours=n - 8),
            "status": "running" if n == 0 else "finished",
        })  # fmt: skip
        for second in (False, True):
            Assignment.objects.bulk_create(
                Assignment(session=session, assessor=other if second else self.assessor)
                for session, other in zip(sessions, assessors, strict=True)
            )
        return sessions

    def _assessments(self, numbers: range, sessions: list[AssessmentSession], candidates: list[Candidate]) -> None:
        """One granted and certified assessment for each session, and one more of the same candidate in all of them."""
        judged = {"assessor": self.assessor, "signed_by": self.assessor.person.account, "signed_at": self.now}
        granted = _make(Assessment, numbers, lambda n: judged | {
            "session": sessions[n - numbers.start], "candidate": candidates[n - numbers.start], "status": "granted",
            "certified_at": self.now, **_as_assessed(candidates[n - numbers.start]),
        })  # fmt: skip
        _make(Assessment, numbers, lambda n: judged | {
            "session": sessions[n - numbers.start], "candidate": self.candidate,
            "status": "signed" if n % 10 == 1 else "not_competent" if n else "enrolled",
            **(_as_assessed(self.candidate) if n else {}),
        })  # fmt: skip
        for position, unit in enumerate(self.units, start=1):
            Verdict.objects.bulk_create(
                Verdict(assessment=a, unit=unit, position=position, outcome="K", methods=["observation"])
                for a in granted
            )
        _make(Decision, numbers, lambda n: {
            "assessment": granted[n - numbers.start], "outcome": "granted", "decided_by": self.decider,
            "decided_on": self.today,
        })  # fmt: skip
        design = DesignVersion.objects.get()
        _make(Certificate, numbers, lambda n: {
            "design": design, "status_index": n,
            "assessment": granted[n - numbers.start], "number": f"62010 2512 3 {n:07d} 2026", "token": f"{n:032d}",
            "registration_number": f"TIK 9012 {n:05d} 2026", "holder_name": candidates[n - numbers.start].person.name,
            "scheme_title": f"Pelaksana Pekerjaan {n:05d}", "issued_on": self.today - timedelta(days=n % 1000),
            "expires_on": self.today + timedelta(days=1095 - n % 1000 - 50), "snapshot": self.snapshot,
            "issued_by": self.admin,
        })  # fmt: skip

    def open_sheet(self) -> Assessment:
        """The running assessment of the first session, with eight units not judged yet."""
        assessment = Assessment.objects.get(candidate=self.candidate, status="enrolled")
        Assessment.objects.filter(pk=assessment.pk).update(opened_at=self.now, cleared_at=self.now)
        Verdict.objects.bulk_create(
            Verdict(assessment=assessment, unit=unit, position=n) for n, unit in enumerate(self.units, start=1)
        )
        return assessment


def _make(model: type[Model], numbers: Iterable[int], fields: Callable[[int], dict[str, Any]]) -> list[Any]:
    return model._default_manager.bulk_create((model(**fields(n)) for n in numbers), batch_size=1000)


def _as_assessed(candidate: Candidate) -> dict[str, Any]:
    """What a signature keeps of the person."""
    return {kept: getattr(candidate.person, column) for column, kept in WHO.items()}
