"""Loading the demo: the LSP, its accounts, schemes, venues, people and history, all through the operations."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from assessments.body import operations as body
from assessments.importing import operations as importing
from assessments.models import Assessor, CertificationBody, Event, Scheme, SchemeVersion, Venue
from assessments.people.operations import link_account
from assessments.schemes.operations import schemes
from assessments.venues import operations as venues
from certificates.register.operations import publish_roots

from . import (
    ACCOUNTS,
    PASSWORD,
    blanks,
    conduct,
    conscience,
    ethics_cases,
    evaluation,
    keys,
    looks,
    people,
    policies,
    secrecy,
)
from .clock import standing_on
from .story import Storyteller
from .upkeep import keep_up

SCHEME_FILES = Path(__file__).parent / "schemes"
BEGINNING = 1200  # days ago

VENUES = [
    ("TUK Kampus Cipta Bangsa", "independent", "Jalan Pendidikan 10", "Bandung", 40, 240),
    ("TUK Kantor Akuntan Contoh", "workplace", "Jalan Neraca 5", "Semarang", 20, 130),
    ("TUK Gerai Ritel Contoh", "temporary", "Jalan Pasar Baru 21", "Surabaya", 24, 48),
]


NAMES = {
    "admin": "Ratna Kusumawardani",
    "komite": "Komang Ardana",
    "etik": "Wulan Maharani",
    "asesor": "Bagus Wirawan",
    "asesor2": "Dewi Kartikasari",
    "asesi": "Siti Rahma Wulandari",
    "asesi2": "Ahmad Fauzan Hakim",
}


def is_loaded() -> bool:
    """Whether there is anything the demo would disturb."""
    return CertificationBody.objects.exists() or SchemeVersion.objects.exists()


@transaction.atomic
def load() -> None:
    """Fill an empty portal with the demo, or leave it empty if anything fails."""
    today = timezone.localdate()
    with standing_on(today - timedelta(days=BEGINNING)) as on:
        accounts = _accounts(on)
        admin = accounts["admin"]
        _profile(admin, on)
        keys.make()
        versions = [_scheme(admin, on, path) for path in sorted(SCHEME_FILES.glob("*.csv"))]
        places = [_venue(admin, on, today, *row) for row in VENUES]
        team = people.load(
            by=admin, on=on, today=today, schemes=[version.scheme for version in versions], accounts=accounts
        )
        _accounts_of(team.assessors, admin, on)
        conduct.portraits(by=admin, on=on, assessors=team.assessors[:2])
        looks.make(by=admin, on=on, versions=versions)
        team.assessors = list(Assessor.objects.select_related("person__account").order_by("pk"))
    blanks.receive(by=admin, today=today)
    Storyteller(today, accounts, team, versions, places).tell()
    conscience.recall_a_tie(today, by=admin, team=team)
    conscience.tell_of_gifts(today, by=accounts["etik"], team=team)
    ethics_cases.tell(today, by=accounts["etik"], team=team)
    policies.tell(today, accounts=accounts, team=team)
    secrecy.tell(today, accounts=accounts, team=team)
    evaluation.tell(today, accounts=accounts, team=team)
    blanks.wear(by=admin, today=today)
    conduct.speak(admin=admin, accounts=accounts, today=today)
    _draft_of_a_new_version(admin, today, versions[0])
    looks.consent(on=today)
    keep_up(team.assessors, accounts["etik"], today=today)
    publish_roots(before=today)


def _accounts(on: date) -> dict[str, Any]:
    flags = {
        "admin": {"is_lsp_admin": True},
        "komite": {"is_decision_maker": True},
        "etik": {"is_ethics_officer": True},
    }
    create = get_user_model().objects.create_user
    accounts = {
        username: create(
            username,
            f"{username}@lsp-nusantara.example",
            PASSWORD,
            first_name=NAMES[username],
            **flags.get(username, {}),
        )
        for username in ACCOUNTS
    }
    for username, given in flags.items():
        Event.record(accounts[username], "roles", by=None, on=on, reason="Akun contoh.", **given)
    return accounts


def _accounts_of(assessors: list[Assessor], admin: Any, on: date) -> None:
    """The other assessors sign in too; only the first two are shown on the sign-in page."""
    for n, assessor in enumerate(assessors[2:], start=3):
        account = get_user_model().objects.create_user(
            f"asesor{n}", f"asesor{n}@lsp-nusantara.example", PASSWORD, first_name=assessor.person.name
        )
        link_account(by=admin, on=on, person=assessor.person, account=account)


def _profile(admin: Any, on: date) -> None:
    body.save_profile(
        by=admin,
        on=on,
        name="LSP Nusantara Kompeten",
        licence_number="BNSP-LSP-1565-ID",
        address="Jalan Kompetensi 17, Bandung 40115",
        city="Bandung",
        phone="022 0000 1565",
        email="halo@lsp-nusantara.example",
        website="https://lsp-nusantara.example",
        about="LSP Nusantara Kompeten adalah lembaga contoh untuk mencoba portal ini. Orang dan alamatnya karangan.",
        signatory_name="Dr. Laksmi Prabandari, M.T.",
        signatory_title="Ketua LSP",
        signatory_title_en="Chairperson",
    )


def _scheme(admin: Any, on: date, path: Path) -> SchemeVersion:
    """Import a file as an admin would, then put the scheme in force."""
    with path.open("rb") as file:
        report = importing.check_scheme_file(file=file, name=path.name, size=path.stat().st_size)
    draft = importing.stage_scheme_import(by=admin, report=report, file_name=path.name)
    return schemes.publish(by=admin, on=on, version=importing.import_scheme(by=admin, on=on, draft=draft))


def _venue(
    admin: Any, on: date, today: date, name: str, kind: str, address: str, city: str, capacity: int, days: int
) -> Venue:
    return venues.create_venue(
        by=admin,
        on=on,
        name=name,
        kind=kind,
        address=address,
        city=city,
        capacity=capacity,
        verified_until=today + timedelta(days=days),
    )


def _draft_of_a_new_version(admin: Any, today: date, version: SchemeVersion) -> None:
    with standing_on(today - timedelta(days=4)) as on:
        schemes.copy_version(by=admin, on=on, version=Scheme.objects.get(pk=version.scheme_id).in_force() or version)
