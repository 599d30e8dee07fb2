"""The demo's people. Every one is invented; identity numbers carry a province that does not exist (99)."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from assessments.assessors import operations as assessors
from assessments.models import Assessor, Candidate, Person, Scheme
from assessments.people import operations as people
from assessments.people import operations as relations
from kit.accounts import Account

ASSESSORS = [
    # name, MET, licence and technical certificate: days from today, schemes by their place in the list
    ("Bagus Wirawan", "MET.000.004821 2024", 420, 420, [0, 1]),
    ("Dewi Kartikasari", "MET.000.007316 2024", 510, 380, [2]),
    ("Hendra Gunadi", "MET.000.002954 2023", 300, 300, [0, 1, 4]),
    ("Lestari Widyaningrum", "MET.000.009147 2025", 640, 640, [3]),
    ("Maruli Sihombing", "MET.000.003388 2023", 45, 210, [4]),
    ("Nurul Aisyah Hamid", "MET.000.006029 2024", 500, 55, [2, 3]),
    ("Putu Eka Saputra", "MET.000.001765 2022", -20, 150, [0, 1]),
    ("Yosefina Tokan", "MET.000.008853 2025", 700, 700, [3, 4]),
]

CANDIDATES = """
Siti Rahma Wulandari P|Ahmad Fauzan Hakim L|Anindya Paramitha P|Ari Setiawan L|Aulia Nurhaliza P|Bayu Anggara Putra L
Bernadetta Wangi Kusuma P|Budi Harjono L|Chandra Kirana P|Christian Manullang L|Citra Ayu Lestari P|Daniel Latuheru L
Desak Made Widiastuti P|Dian Permatasari P|Dimas Aji Nugroho L|Edi Suryanto L|Eka Fitriani P|Fajar Ramadhan L
Farah Nabila Azzahra P|Febrianto Simanjuntak L|Galih Wicaksono L|Gita Puspitasari P|Halimah Tusadiah P|Hari Purnomo L
I Gede Agus Mahendra L|I Made Surya Dharma L|Indah Kusumaningtyas P|Irfan Maulana L|Jessica Tanujaya P|Joko Prasetyo L
Kartini Simbolon P|Khairunnisa Putri P|Laila Safitri P|Luh Putu Ratih P|Lukman Hidayat L|Maria Goreti Bete P
Maya Anggraini P|Mega Puspita P|Mohamad Rizki Ananda L|Nadia Salsabila P|Ni Komang Ayu Trisna P|Nur Cahyono L
Oktavianus Lenggu L|Pandu Wibisono L|Putri Handayani P|Rahmat Hidayatullah L|Ratna Juwita P|Reza Pahlevi L
Rian Hardiansyah L|Rizka Amelia P|Samuel Wattimena L|Sekar Arum Melati P|Sri Wahyuni P|Sulaiman Daeng Matara L
Suparman L|Tiara Oktaviani P|Vincent Halim L|Wahyu Kurniawan L|Yulia Rahmawati P|Zulkifli Nasution L
Agung Laksono Putra L|Bunga Citra Melani P|Cahya Purnamasari P|Darmawan Saputro L|Elok Faiqotul Himmah P
Firman Ardiansyah L|Hesti Wulansari P|Ilham Maulida Rahman L|Juwita Sitanggang P|Kevin Tandiono L|Lia Amaliah P
Mikael Rumbiak L|Nining Suryaningsih P|Oki Dwi Cahyono L|Prasetya Budi Utama L|Retno Palupi P
"""
CITIES = ["Bandung", "Semarang", "Makassar", "Medan", "Denpasar", "Kupang", "Surabaya", "Padang", "Ambon", "Pontianak"]
PLACES = [
    "SMK Karya Nusantara",
    "Politeknik Cipta Bangsa",
    "PT Sentra Niaga Contoh",
    "Koperasi Maju Bersama",
    "CV Rekayasa Contoh",
]
EMPLOYERS = ["SMK Contoh Bangsa", "Universitas Contoh Nusantara", "PT Perangkat Contoh", ""]
JOBS = ["Pelajar", "Mahasiswa", "Karyawan swasta", "Wiraswasta", "Pencari kerja"]


@dataclass
class Team:
    """The people whose story the demo tells, by their place in the lists above."""

    assessors: list[Assessor]
    candidates: list[Candidate]


def account_of(person: Person) -> Account:
    """The account of one of the demo's people who has one."""
    if person.account is None:
        raise LookupError(f"{person} has no account")
    return person.account


def load(*, by: Account, on: date, today: date, schemes: list[Scheme], accounts: dict[str, Any]) -> Team:
    """Register everybody and give the demo's accounts to their persons."""
    team = Team(_assessors(by, on, today, schemes), _candidates(by, on, today))
    owners = {
        "asesor": team.assessors[0].person,
        "asesor2": team.assessors[1].person,
        "asesi": team.candidates[0].person,
        "asesi2": team.candidates[1].person,
        "komite": people.create_person(by=by, on=on, name="Komang Ardana"),
        "etik": people.create_person(by=by, on=on, name="Wulan Maharani"),
        "admin": people.create_person(by=by, on=on, name="Ratna Kusumawardani"),
    }
    for username, person in owners.items():
        people.link_account(by=by, on=on, person=person, account=accounts[username])
    people.record_training(
        by=by,
        on=on,
        candidate=team.candidates[2],
        trainer=owners["komite"],
        subject="Pelatihan dasar pemrograman",
        ended_on=today - timedelta(days=200),
    )
    relations.record_relation(
        by=by, on=on, person=team.assessors[7].person, relative=team.candidates[57].person, kind="family",
        note="Sepupu dari pihak ibu.",
    )  # fmt: skip
    return team


def _assessors(by: Account, on: date, today: date, schemes: list[Scheme]) -> list[Assessor]:
    return [
        assessors.create_assessor(
            by=by,
            on=on,
            name=name,
            email=f"asesor{n}@lsp-nusantara.example",
            met_number=met,
            licence_expires_on=today + timedelta(days=licence),
            technical_certificate=f"Sertifikat teknis {n:02d}/NK/{on.year}",
            technical_expires_on=today + timedelta(days=technical),
            schemes=[schemes[place] for place in scope],
            employer=EMPLOYERS[n % len(EMPLOYERS)],
        )
        for n, (name, met, licence, technical, scope) in enumerate(ASSESSORS, start=1)
    ]


def _candidates(by: Account, on: date, today: date) -> list[Candidate]:
    chance = random.Random(2026)  # noqa: S311 - invented people, the same each time
    entries = [entry.strip() for line in CANDIDATES.strip().splitlines() for entry in line.split("|")]
    people_and_sex = [entry.rsplit(" ", 1) for entry in entries]
    return [_candidate(by, on, today, n, name, sex, chance) for n, (name, sex) in enumerate(people_and_sex, start=1)]


def _candidate(by: Account, on: date, today: date, n: int, name: str, sex: str, chance: random.Random) -> Candidate:
    born = date(today.year - chance.randint(18, 44), chance.randint(1, 12), chance.randint(1, 28))
    day = born.day + (40 if sex == "P" else 0)
    return people.create_candidate(
        by=by,
        on=on,
        name=name,
        sex=sex,
        birth_date=born,
        birth_place=chance.choice(CITIES),
        identity_number=f"9901{chance.randint(1, 40):02d}{day:02d}{born:%m%y}{n:04d}",
        address=f"Jalan Contoh Nomor {n}",
        phone=f"0800{n:07d}",
        email=f"asesi{n}@contoh.example",
        education=chance.choice(["3", "3", "5", "7"]),
        institution=chance.choice(PLACES),
        job=chance.choice(JOBS),
    )
