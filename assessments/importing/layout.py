"""The shape of an import file: its sheets and their columns. Headings are data, so they are not translated."""

from django.utils.translation import gettext_lazy as _

from ..models import ElectiveGroup, Element, JobGroup, Requirement, Scheme, SchemeVersion, Standard, Unit
from .columns import (
    PACKAGINGS,
    REQUIREMENT_KINDS,
    STANDARD_KINDS,
    TEXT_LIMIT,
    Column,
    Sheet,
    digits,
    length,
    letters,
    line,
    number,
)
from .fields import LineField, WordField

MAX_ROWS = 5_000
MAX_NUMBER = 99
MAX_UNITS = 300
MARKER = "Baris"

SCHEME = Sheet(
    "scheme",
    "Skema",
    ("skema",),
    [
        Column(
            "number",
            "Nomor skema",
            line(Scheme, "number"),
            "SKM/BNSP/00010/2/2026/1",
            _("Nomor dari BNSP atau nomor LSP sendiri."),
            28,
        ),
        Column(
            "title",
            "Judul",
            line(SchemeVersion, "title"),
            "Pengelola Data Junior",
            _("Judul dalam bahasa Indonesia."),
            40,
        ),
        Column(
            "title_en",
            "Judul (Inggris)",
            line(SchemeVersion, "title_en", required=False),
            "Junior Data Officer",
            _("Dicetak di sertifikat."),
            32,
        ),
        Column(
            "field",
            "Bidang",
            line(SchemeVersion, "field"),
            "Pengelolaan Data",
            _("Dicetak sebagai “kompeten pada bidang …”."),
            26,
        ),
        Column(
            "field_en", "Bidang (Inggris)", line(SchemeVersion, "field_en", required=False), "Data Management", "", 26
        ),
        Column(
            "packaging",
            "Jenis kemasan",
            WordField(PACKAGINGS, shown="KKNI, okupasi, klaster, unit"),
            "okupasi",
            _("KKNI, okupasi, klaster, atau unit."),
            16,
        ),
        Column(
            "kkni_level",
            "Jenjang KKNI",
            number(1, 9, required=False),
            "",
            _("Angka 1 sampai 9; hanya untuk kemasan KKNI."),
            14,
        ),
        Column(
            "validity_months",
            "Masa berlaku (bulan)",
            number(1, 120, required=False),
            "36",
            _("Kosong berarti 36 bulan."),
            14,
        ),
        Column(
            "kbli",
            "KBLI",
            digits(length(SchemeVersion, "kbli")),
            "62010",
            _("Lima angka, untuk nomor sertifikat."),
            10,
        ),
        Column(
            "kbji",
            "KBJI",
            digits(length(SchemeVersion, "kbji")),
            "2512",
            _("Empat angka, untuk nomor sertifikat."),
            10,
        ),
        Column(
            "registration_prefix",
            "Huruf registrasi",
            letters(length(SchemeVersion, "registration_prefix")),
            "TIK",
            _("Satu sampai empat huruf besar."),
            12,
        ),
        Column(
            "description",
            "Uraian",
            LineField(max_length=TEXT_LIMIT, required=False),
            "",
            _("Penjelasan singkat untuk umum."),
            50,
        ),
    ],
)
UNIT = Sheet(
    "unit",
    "Unit",
    ("unit",),
    [
        Column(
            "code", "Kode unit", line(Unit, "code"), "J.620100.004.02", _("Persis seperti pada naskah standar."), 20
        ),
        Column(
            "title", "Judul", line(Unit, "title"), "Menggunakan Struktur Data", _("Judul dalam bahasa Indonesia."), 48
        ),
        Column(
            "title_en",
            "Judul (Inggris)",
            line(Unit, "title_en", required=False),
            "Using Data Structures",
            _("Dicetak di sertifikat."),
            40,
        ),
        Column(
            "standard_kind",
            "Jenis standar",
            WordField(STANDARD_KINDS, shown="SKKNI, internasional, khusus"),
            "SKKNI",
            _("SKKNI, internasional, atau khusus."),
            14,
        ),
        Column(
            "standard_number",
            "Nomor standar",
            line(Standard, "number"),
            "282",
            _("Nomor keputusan atau nomor standar."),
            14,
        ),
        Column("standard_year", "Tahun standar", number(1945, 2100), "2016", _("Empat angka."), 14),
        Column(
            "standard_title",
            "Judul standar",
            line(Standard, "title", required=False),
            "Bidang Software Development, Subbidang Pemrograman",
            _("Cukup sekali untuk tiap standar."),
            40,
        ),
        Column(
            "job_group",
            "Kelompok pekerjaan",
            line(JobGroup, "name", required=False),
            "Menulis program",
            _("Unit yang diujikan bersama."),
            26,
        ),
        Column(
            "elective_group",
            "Kelompok pilihan",
            line(ElectiveGroup, "name", required=False),
            "",
            _("Kosong berarti unit wajib."),
            22,
        ),
    ],
)
CRITERION = Sheet(
    "criterion",
    "Elemen & KUK",
    ("elemen", "kuk"),
    [
        Column("code", "Kode unit", line(Unit, "code"), "J.620100.004.02", _("Kode yang ada di lembar Unit."), 20),
        Column("element", "Nomor elemen", number(1, MAX_NUMBER), "1", _("Angka: 1, 2, 3, …"), 14),
        Column(
            "element_title",
            "Elemen",
            line(Element, "title", required=False),
            "Mengenali kebutuhan data",
            _("Cukup pada baris pertama elemen itu."),
            44,
        ),
        Column(
            "criterion",
            "Nomor KUK",
            LineField(max_length=10, required=False),
            "1.1",
            _("Nomor elemen, titik, nomor urut: 1.1, 1.2, …"),
            12,
        ),
        Column(
            "text",
            "Kriteria unjuk kerja",
            LineField(max_length=TEXT_LIMIT, required=False),
            "Data yang dibutuhkan didaftar menurut tugas.",
            _("Satu kriteria tiap baris."),
            70,
        ),
    ],
)
ELECTIVE = Sheet(
    "elective",
    "Kelompok Pilihan",
    ("pilihan", "kelompok pilihan"),
    [
        Column(
            "elective_group",
            "Kelompok pilihan",
            line(ElectiveGroup, "name"),
            "Pilihan A",
            _("Nama yang dipakai di lembar Unit."),
            30,
        ),
        Column("min_units", "Paling sedikit", number(0, 500), "1", _("Banyak unit yang harus diambil."), 16),
        Column("max_units", "Paling banyak", number(1, 500), "2", _("Banyak unit yang boleh diambil."), 16),
    ],
)
REQUIREMENT = Sheet(
    "requirement",
    "Persyaratan",
    ("persyaratan",),
    [
        Column(
            "requirement_kind",
            "Jenis persyaratan",
            WordField(REQUIREMENT_KINDS, shown="dasar, administratif"),
            "dasar",
            _("dasar atau administratif."),
            20,
        ),
        Column(
            "requirement",
            "Persyaratan",
            line(Requirement, "text"),
            "Lulus SMA, SMK, atau sederajat.",
            _("Satu persyaratan tiap baris."),
            70,
        ),
    ],
)
SHEETS = [SCHEME, UNIT, CRITERION, ELECTIVE, REQUIREMENT]
SHEET_OF = {sheet.kind: sheet for sheet in SHEETS}


def flat_columns() -> list[Column]:
    """The columns of a CSV file after the marker: each heading once, in the order of the sheets."""
    columns: dict[str, Column] = {}
    for sheet in SHEETS:
        for column in sheet.columns:
            columns.setdefault(column.label, column)
    return list(columns.values())
