"""An invented certificate for looking at a design: nobody holds it, its numbers are none, its QR code leads home."""

from datetime import date
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..snapshots.snapshot import (
    SNAPSHOT_FORMAT,
    TEXTS,
    BodySnapshot,
    DesignSnapshot,
    SchemeSnapshot,
    Snapshot,
    StandardSnapshot,
    UnitSnapshot,
)

LONG_NAME = (
    "Raden Roro Maria Magdalena Kusumaningtyas Wirjodiningrat Purwanegara Setyaningsih "
    "Hadiwijaya Notodiningrat van den Bergh"
)


class Sample(NamedTuple):
    """What a design is tried with: who holds the invented certificate, and how many units stand on it."""

    label: str | Promise
    holder: str
    units: int


SAMPLES = {
    "short": Sample(_("Nama pendek"), "Ayu Lestari", 8),
    "long": Sample(_("Nama 120 huruf"), LONG_NAME, 8),
    "arabic": Sample(_("Nama dalam huruf Arab"), "عبد الرحمن سليمان الحداد", 8),
    "units": Sample(_("40 unit kompetensi"), "Ayu Lestari", 40),
}
USUAL = "short"

BODY = BodySnapshot(
    name="LSP Contoh Nusantara",
    licence_number="BNSP-LSP-0000-ID",
    address="Jalan Contoh 1",
    city="Bandung",
    phone="",
    email="",
    website="",
    logo="",
    signatory_name="Dr. Contoh Penanda Tangan",
    signatory_title="Direktur LSP",
    signatory_title_en="Director",
)
SCHEME = SchemeSnapshot(
    number="SKM/CONTOH/00000",
    version=1,
    title="Pemrogram Junior",
    title_en="Junior Coder",
    field="Pemrograman dan Pengembangan Perangkat Lunak",
    field_en="Programming and Software Development",
    packaging="Okupasi Nasional",
    packaging_en="National Occupation",
    kkni_level=None,
)
UNITS = (
    ("Menggunakan Struktur Data", "Use Data Structures"),
    ("Menggunakan Spesifikasi Program", "Use Program Specifications"),
    ("Menerapkan Perintah Eksekusi Bahasa Pemrograman Berbasis Teks, Grafik, dan Multimedia", "Apply Commands"),
    ("Menulis Kode dengan Prinsip sesuai Panduan dan Praktik Terbaik", "Write Code by Guidelines and Best Practices"),
    ("Mengimplementasikan Pemrograman Terstruktur", "Implement Structured Programming"),
    ("Membuat Dokumen Kode Program", "Document Program Code"),
    ("Melakukan Debugging", "Debug Programs"),
    ("Melaksanakan Pengujian Unit Program", "Carry Out Unit Tests"),
)


def specimen(design: DesignSnapshot, body: BodySnapshot | None, *, on: date, sample: str = USUAL) -> Snapshot:
    """The invented certificate in this design, of this LSP (of an invented one when it has no profile yet)."""
    tried = SAMPLES.get(sample, SAMPLES[USUAL])
    standard = StandardSnapshot(citation="SKKNI Nomor 000 Tahun 0000 (contoh)", title="")
    texts: Any = {name: text.sample for name, text in TEXTS.items()} | {"holder_name": tried.holder}
    return Snapshot(  # type: ignore[typeddict-item]  # `texts` has the rest, one for each line of TEXTS
        **texts,
        format=SNAPSHOT_FORMAT,
        body=body or BODY,
        design=design,
        scheme=SCHEME,
        units=[_unit(position) for position in range(1, tried.units + 1)],
        standards=[standard],
        legal_basis=[],
        validity_months=36,
        decided_on=on.isoformat(),
        issued_on=on.isoformat(),
        expires_on=on.replace(year=on.year + 3, day=min(on.day, 28)).isoformat(),
        verify_url=settings.PORTAL_URL.rstrip("/") + "/",
    )


def _unit(position: int) -> UnitSnapshot:
    title, title_en = UNITS[(position - 1) % len(UNITS)]
    return UnitSnapshot(position=position, code=f"X.000000.{position:03d}.00", title=title, title_en=title_en)
