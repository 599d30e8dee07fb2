"""A small LSP with named people, so that every test says who does what to whom. All of them are invented.

Ratna    LSP admin                      Komang   decision maker
Bima     assessor of the session        Sekar    assessor of another session
Siti     candidate                      Yohanes  another candidate
Wulan    ethics officer                 Tamu     an account without any role
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone

from assessments.assessments.operations import enrolment
from assessments.decisions import operations as decisions
from assessments.duty import operations as duty
from assessments.models import (
    Assessment,
    AssessmentSession,
    Assessor,
    Candidate,
    CertificationBody,
    Person,
    Scheme,
    SchemeUnit,
    SchemeVersion,
    Standard,
    Unit,
    Venue,
)
from assessments.sessions.operations import sessions
from assessments.verdicts import operations as verdicts
from certificates.models import Certificate
from kit.states import advance

K, BK, PENDING = "K", "BK", "pending"
# What a signature by raw SQL must write beside it, on both databases.
AS_ASSESSED = (
    "(assessed_name, assessed_identity_kind, assessed_identity, assessed_birth_date) ="
    " (SELECT p.name, p.identity_kind, p.identity_fingerprint, p.birth_date FROM assessments_person p"
    " JOIN assessments_candidate c ON c.person_id = p.id WHERE c.id = candidate_id)"
)
User = get_user_model()


class World:
    """Everything is made when it is first named; a test pays only for what it uses."""

    def __init__(self) -> None:
        self.ready: list[Certificate] = []  # made before the test began (tests/beginning.py)

    @property
    def today(self) -> date:
        return timezone.localdate()

    # --- accounts -------------------------------------------------------------------------------
    def account(self, username: str, **flags: bool) -> Any:
        return User.objects.create_user(username, f"{username}@example.org", "rahasia-2026", **flags)

    @cached_property
    def ratna(self) -> Any:
        return self.account("ratna", is_lsp_admin=True)

    @cached_property
    def komang(self) -> Any:
        account = self.account("komang", is_decision_maker=True)
        Person.objects.create(name="Komang Ardana", account=account)
        return account

    @cached_property
    def wulan(self) -> Any:
        account = self.account("wulan", is_ethics_officer=True)
        Person.objects.create(name="Wulan Maharani", account=account)
        return account

    @cached_property
    def tamu(self) -> Any:
        return self.account("tamu")

    @cached_property
    def bima(self) -> Any:
        return self.bima_assessor.person.account

    @cached_property
    def sekar(self) -> Any:
        return self.sekar_assessor.person.account

    @cached_property
    def siti(self) -> Any:
        return self.siti_candidate.person.account

    @cached_property
    def yohanes(self) -> Any:
        return self.yohanes_candidate.person.account

    # --- people ---------------------------------------------------------------------------------
    def assessor(self, name: str, met: str, username: str = "", **fields: Any) -> Assessor:
        person = Person.objects.create(name=name, account=self.account(username) if username else None)
        later = self.today + timedelta(days=365)
        defaults = {
            "licence_expires_on": later,
            "technical_expires_on": later,
            "technical_certificate": "Teknis 01/2025",
            "pledged_until": later,
        }
        assessor = Assessor.objects.create(person=person, met_number=met, **defaults | fields)
        assessor.schemes.add(self.scheme)
        return assessor

    def candidate(self, name: str, username: str = "", **person_fields: Any) -> Candidate:
        account = self.account(username) if username else None
        return Candidate.objects.create(person=Person.objects.create(name=name, account=account, **person_fields))

    @cached_property
    def bima_assessor(self) -> Assessor:
        return self.assessor("Bima Prasetya", "MET.000.001234 2024", "bima")

    @cached_property
    def sekar_assessor(self) -> Assessor:
        return self.assessor("Sekar Ayu", "MET.000.005678 2024", "sekar")

    @cached_property
    def siti_candidate(self) -> Candidate:
        return self.candidate("Siti Rahma Wulandari", "siti", email="siti@example.org")

    @cached_property
    def yohanes_candidate(self) -> Candidate:
        return self.candidate("Yohanes Tarigan", "yohanes")

    # --- scheme, venue, session -----------------------------------------------------------------
    @cached_property
    def body(self) -> CertificationBody:
        return CertificationBody.objects.create(
            pk=1,
            name="LSP Uji Coba",
            licence_number="BNSP-LSP-1565-ID",
            address="Jalan Contoh 1",
            city="Bandung",
            signatory_name="Dr. Contoh Ketua",
        )

    @cached_property
    def standard(self) -> Standard:
        return Standard.objects.create(kind="skkni", number="282", year=2016, title="Pengembangan perangkat lunak")

    def unit(self, serial: int) -> Unit:
        code = f"J.620100.{serial:03d}.02"
        return Unit.objects.get_or_create(
            standard=self.standard, code=code, defaults={"title": f"Unit {serial}", "title_en": f"Unit {serial} (en)"}
        )[0]

    @cached_property
    def scheme(self) -> Scheme:
        return Scheme.objects.create(number="SKM/BNSP/00010/2/2023/1324")

    def draft(self, units: int = 3, scheme: Scheme | None = None, **fields: Any) -> SchemeVersion:
        scheme = scheme or self.scheme
        defaults = {
            "title": "Pemrogram Junior",
            "title_en": "Junior Coder",
            "field": "Pemrograman",
            "field_en": "Programming",
            "packaging": "occupation",
            "kbli": "62090",
            "kbji": "2513",
            "registration_prefix": "TIK",
            "number": scheme.versions.count() + 1,
        }
        version = SchemeVersion.objects.create(scheme=scheme, **defaults | fields)
        for position in range(1, units + 1):
            SchemeUnit.objects.create(version=version, unit=self.unit(position), position=position)
        return version

    def in_force(self, version: SchemeVersion) -> SchemeVersion:
        advance(version, "in_force", by=None, on=self.today, in_force_from=self.today)
        return version

    @cached_property
    def version(self) -> SchemeVersion:
        return self.in_force(self.draft())

    def venue(self, name: str = "TUK Kampus Timur", **fields: Any) -> Venue:
        defaults = {"kind": "independent", "city": "Bandung", "address": "Jalan Contoh 2", "capacity": 100}
        defaults["verified_until"] = self.today + timedelta(days=200)
        return Venue.objects.create(name=name, **defaults | fields)

    @cached_property
    def tuk(self) -> Venue:
        return self.venue()

    def at(self, hour: int, day: int = 0) -> datetime:
        """This hour of the day, so many days from today."""
        return timezone.make_aware(datetime.combine(self.today + timedelta(days=day), time(hour)))

    def plan(self, **fields: Any) -> AssessmentSession:
        defaults = {
            "scheme_version": self.version,
            "venue": self.tuk,
            "starts_at": self.at(8),
            "ends_at": self.at(16),
            "quota": 10,
        }
        return sessions.plan_session(by=self.ratna, on=self.today, **defaults | fields)

    @cached_property
    def session(self) -> AssessmentSession:
        """Today's session with Bima as its assessor, still planned."""
        session = self.plan()
        sessions.assign(by=self.ratna, on=self.today, session=session, assessor=self.bima_assessor)
        return session

    # --- the way to a certificate -----------------------------------------------------------------
    def enrol(self, candidate: Candidate | None = None, **fields: Any) -> Assessment:
        """A place whose assessor has said that nothing ties him to the candidate."""
        fields.setdefault("assessor", self.bima_assessor)
        if "session" not in fields:
            fields["session"] = self.session
        place = enrolment.enrol(by=self.ratna, on=self.today, candidate=candidate or self.siti_candidate, **fields)
        return self.declare(place)

    def declare(self, place: Assessment) -> Assessment:
        """What the conscience writes down here when the assessor has declared; tests/ethics walks the whole way."""
        duty.open_names(by=None, on=self.today, assessments=[place])
        return duty.clear(by=None, on=self.today, assessment=place)

    def start(self, session: AssessmentSession | None = None) -> None:
        sessions.start_session(by=self.ratna, on=self.today, session=session or self.session)

    @cached_property
    def assessment(self) -> Assessment:
        """Siti with Bima in today's running session, nothing recorded yet."""
        assessment = self.enrol()
        self.start()
        return assessment

    def record(self, assessment: Assessment, *outcomes: str, by: Any = None) -> Assessment:
        """Record these outcomes in the order of the units; fewer than there are leaves the rest."""
        units = assessment.verdicts.order_by("position").values_list("unit_id", flat=True)
        entries = [
            verdicts.Entry(unit, outcome, ["observation"], "Latihan lagi." if outcome == BK else "")
            for unit, outcome in zip(units, outcomes, strict=False)
        ]
        assessment.refresh_from_db()
        return verdicts.record_verdicts(
            by=by or assessment.assessor.person.account,
            on=self.today,
            assessment=assessment,
            revision=assessment.revision,
            entries=entries,
        )

    def sign(self, assessment: Assessment) -> Assessment:
        assessment.refresh_from_db()
        return verdicts.sign_verdicts(
            by=assessment.assessor.person.account, on=self.today, assessment=assessment, revision=assessment.revision
        )

    def judged(self, *outcomes: str) -> Assessment:
        """Siti's assessment, recorded and signed; all K when no outcome is named."""
        self.record(self.assessment, *(outcomes or (K, K, K)))
        return self.sign(self.assessment)

    def granted(self, *outcomes: str) -> Assessment:
        assessment = self.judged(*outcomes)
        decisions.grant(by=self.komang, on=self.today, assessment=assessment)
        assessment.refresh_from_db()
        return assessment

    def certificate(self) -> Certificate:
        from certificates.issuing.operations.issuing import issue

        if self.ready:
            return self.ready.pop()
        assert self.body
        return issue(assessment=self.granted(), by=self.ratna, on=self.today)

    def everybody(self) -> Iterable[tuple[str, Any]]:
        """Every kind of reader by name; None is a visitor without an account."""
        names = ("ratna", "komang", "wulan", "bima", "sekar", "siti", "yohanes", "tamu")
        return [("anonymous", None), *((name, getattr(self, name)) for name in names)]
