"""Many invented certificates, no two alike: names of all lengths, several schemes, designs, languages and codes."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from certificates.snapshots.snapshot import Snapshot
from tests.certificates.printing.samples import snapshot, units

GIVEN = (
    "Siti Budi Dewi Agus Nur I Wayan Ni Made Rahmat Putri Muhammad Maria Yohanes Ayu Bagus Teguh Wulan Fitri Joko Sri "
    "Aina Zoë José Łukasz Chloé Søren Priya Åsa Iñigo Élodie Tomás Haruka Çelik Ştefan Gwyneŵ Ñusta Offal Fjóla"
).split()
FAMILY = (
    "Santoso Wulandari Hadikusumo Nasution Sitorus O’Connor Núñez Kowalczyk Abdullah Lefèvre Sørensen Hashim Tan "
    "Okafor Lindqvist Echeverría Dubois Ap-Iorwerth Öztürk Afifi Graffham Hofbauer Halfdan Nguyễn Đặng Šimůnek"
).split()
LONG = (
    "Raden Mas Haryo Suryaningrat Kusumawardhana Hadiningrat Pangeran Adipati Arya Mangkunegara",
    "Maria Goreti Immaculata Concepción Fernández de la Vega y Rodríguez-Hernández von Hohenstein-Wittgenstein zu Berg",
)
SCHEMES: tuple[dict[str, Any], ...] = (
    {"scheme": {}, "units": 8},
    {
        "scheme": {"title": "Teknisi Muda Jaringan Komputer", "title_en": "Junior Computer Network Technician"},
        "units": 14,
    },
    {
        "scheme": {
            "number": "SKM/9012/00011/2/2023/17",
            "title": "Akuntansi dan Keuangan Lembaga bagi Pelaksana Administrasi Perkantoran Tingkat Pertama",
            "title_en": "Institutional Accounting and Finance for First Level Office Administration Officers",
            "field": "Keuangan",
            "field_en": "Finance",
            "kkni_level": 2,
            "packaging": "KKNI jenjang 2",
            "packaging_en": "KKNI level 2",
        },
        "units": 3,
    },
    {"scheme": {"title": "Kasir", "title_en": "Cashier", "kkni_level": 3}, "units": 40},
)
DESIGNS: tuple[dict[str, Any], ...] = tuple(
    {"family": family, "name": family.capitalize(), "languages": languages}
    for languages in (["id", "en"], ["id"])
    for family in ("klasik", "modern", "resmi")
)
# What follows the address in a code that is checked without a connection, more or less.
PAYLOAD = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"


def certificate(number: int, designs: tuple[dict[str, Any], ...] = DESIGNS) -> Snapshot:
    """The certificate with this number, always the same."""
    lot = random.Random(number)
    name = " ".join((lot.choice(GIVEN), *lot.sample(GIVEN, lot.choice((0, 0, 1, 1, 2))), lot.choice(FAMILY)))
    if number % 10 == 3:
        name = lot.choice(GIVEN)
    if number % 20 == 7:
        name = f"{lot.choice(LONG)} {lot.choice(FAMILY)}"
    day, month = lot.randint(1, 28), lot.randint(1, 12)
    some = SCHEMES[number % len(SCHEMES)]
    said = {**some, "units": units(some["units"])}
    return snapshot(
        **said,
        design=designs[number // len(SCHEMES) % len(designs)],
        holder_name=name,
        certificate_number=f"62010 2512 3 {number:07d} 2026",
        registration_number=f"TIK 9012 {number:05d} 2026",
        issued_on=f"2026-{month:02d}-{day:02d}",
        expires_on=f"2029-{month:02d}-{day:02d}",
        blank_number=f"A-{number:06d}" if number % 3 else "",
        verify_url=_address(lot, number),
    )


def _address(lot: random.Random, number: int) -> str:
    payload = "#" + "".join(lot.choices(PAYLOAD, k=300 + lot.randint(0, 40))) if number % 2 else ""
    return f"https://lsp.example/verify/{lot.getrandbits(128):032x}/{payload}"


def certificates(count: int, designs: tuple[dict[str, Any], ...] = DESIGNS) -> Iterator[Snapshot]:
    return (certificate(number, designs) for number in range(1, count + 1))


def moment(said: Snapshot) -> datetime:
    return datetime.fromisoformat(said["issued_on"]).replace(tzinfo=UTC)
