"""The shape of an import file: sheets, columns, what may stand in them. Headings are data, so they are not translated."""

from dataclasses import dataclass

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from ..models import ElectiveGroup, Element, JobGroup, Requirement, Scheme, SchemeVersion, Standard, Unit
from .fields import LineField, WordField

MAX_ROWS = 5_000
MAX_NUMBER = 99
TEXT_LIMIT = 2_000
MARKER = "Baris"

PACKAGINGS = {
    "KKNI": SchemeVersion.Packaging.KKNI,
    "okupasi": SchemeVersion.Packaging.OCCUPATION,
    "okupasi nasional": SchemeVersion.Packaging.OCCUPATION,
    "klaster": SchemeVersion.Packaging.CLUSTER,
    "unit": SchemeVersion.Packaging.UNIT,
}
STANDARD_KINDS = {
    "SKKNI": Standard.Kind.SKKNI,
    "internasional": Standard.Kind.INTERNATIONAL,
    "standar internasional": Standard.Kind.INTERNATIONAL,
    "khusus": Standard.Kind.SPECIAL,
    "standar khusus": Standard.Kind.SPECIAL,
    "SKKK": Standard.Kind.SPECIAL,
}
REQUIREMENT_KINDS = {
    "dasar": Requirement.Kind.BASIC,
    "persyaratan dasar": Requirement.Kind.BASIC,
    "administratif": Requirement.Kind.ADMINISTRATIVE,
    "persyaratan administratif": Requirement.Kind.ADMINISTRATIVE,
}


@dataclass(frozen=True)
class Column:
    """One column: its key in the plan, its heading, the field that cleans it and what the template shows."""

    key: str
    label: str
    field: forms.Field
    example: str = ""
    help: str = ""
    width: int = 24

    @property
    def required(self) -> bool:
        return self.field.required


@dataclass(frozen=True)
class Sheet:
    """One kind of row: its sheet in a workbook and the words that mark it in a CSV file."""

    kind: str
    label: str
    markers: tuple[str, ...]
    columns: list[Column]

    def label_of(self, key: str) -> str:
        return next(column.label for column in self.columns if column.key == key)


def _length(model: type[Model], name: str) -> int:
    return int(model._meta.get_field(name).max_length or TEXT_LIMIT)


def _line(model: type[Model], name: str, *, required: bool = True) -> LineField:
    return LineField(max_length=_length(model, name), required=required)


def _digits(length: int) -> forms.RegexField:
    message = _("Isi dengan %(length)s angka.") % {"length": length}
    return forms.RegexField(rf"^\d{{{length}}}$", required=False, error_messages={"invalid": message})


def _number(low: int, high: int, *, required: bool = True) -> forms.IntegerField:
    return forms.IntegerField(min_value=low, max_value=high, required=required)


SCHEME = Sheet("scheme", "Skema", ("skema",), [
    Column("number", "Nomor skema", _line(Scheme, "number"), "SKM/BNSP/00010/2/2026/1", "Nomor dari BNSP atau nomor LSP sendiri.", 28),
    Column("title", "Judul", _line(SchemeVersion, "title"), "Pengelola Data Junior", "Judul dalam bahasa Indonesia.", 40),
    Column("title_en", "Judul (Inggris)", _line(SchemeVersion, "title_en", required=False), "Junior Data Officer", "Dicetak di sertifikat.", 32),
    Column("field", "Bidang", _line(SchemeVersion, "field"), "Pengelolaan Data", "Dicetak sebagai “kompeten pada bidang …”.", 26),
    Column("field_en", "Bidang (Inggris)", _line(SchemeVersion, "field_en", required=False), "Data Management", "", 26),
    Column("packaging", "Jenis kemasan", WordField(PACKAGINGS, shown="KKNI, okupasi, klaster, unit"), "okupasi", "KKNI, okupasi, klaster, atau unit.", 16),
    Column("kkni_level", "Jenjang KKNI", _number(1, 9, required=False), "", "Angka 1 sampai 9; hanya untuk kemasan KKNI.", 14),
    Column("validity_months", "Masa berlaku (bulan)", _number(1, 120, required=False), "36", "Kosong berarti 36 bulan.", 14),
    Column("kbli", "KBLI", _digits(_length(SchemeVersion, "kbli")), "62010", "Lima angka, untuk nomor sertifikat.", 10),
    Column("kbji", "KBJI", _digits(_length(SchemeVersion, "kbji")), "2512", "Empat angka, untuk nomor sertifikat.", 10),
    Column("registration_prefix", "Huruf registrasi", _line(SchemeVersion, "registration_prefix", required=False), "TIK", "Satu sampai empat huruf.", 12),
    Column("description", "Uraian", LineField(max_length=TEXT_LIMIT, required=False), "", "Penjelasan singkat untuk umum.", 50),
])
UNIT = Sheet("unit", "Unit", ("unit",), [
    Column("code", "Kode unit", _line(Unit, "code"), "J.620100.004.02", "Persis seperti pada naskah standar.", 20),
    Column("title", "Judul", _line(Unit, "title"), "Menggunakan Struktur Data", "Judul dalam bahasa Indonesia.", 48),
    Column("title_en", "Judul (Inggris)", _line(Unit, "title_en", required=False), "Using Data Structures", "Dicetak di sertifikat.", 40),
    Column("standard_kind", "Jenis standar", WordField(STANDARD_KINDS, shown="SKKNI, internasional, khusus"), "SKKNI", "SKKNI, internasional, atau khusus.", 14),
    Column("standard_number", "Nomor standar", _line(Standard, "number"), "282", "Nomor keputusan atau nomor standar.", 14),
    Column("standard_year", "Tahun standar", _number(1945, 2100), "2016", "Empat angka.", 14),
    Column("standard_title", "Judul standar", _line(Standard, "title", required=False), "Bidang Software Development, Subbidang Pemrograman", "Cukup sekali untuk tiap standar.", 40),
    Column("job_group", "Kelompok pekerjaan", _line(JobGroup, "name", required=False), "Menulis program", "Unit yang diujikan bersama.", 26),
    Column("elective_group", "Kelompok pilihan", _line(ElectiveGroup, "name", required=False), "", "Kosong berarti unit wajib.", 22),
])
CRITERION = Sheet("criterion", "Elemen & KUK", ("elemen", "kuk"), [
    Column("code", "Kode unit", _line(Unit, "code"), "J.620100.004.02", "Kode yang ada di lembar Unit.", 20),
    Column("element", "Nomor elemen", _number(1, MAX_NUMBER), "1", "Angka: 1, 2, 3, …", 14),
    Column("element_title", "Elemen", _line(Element, "title", required=False), "Mengenali kebutuhan data", "Cukup pada baris pertama elemen itu.", 44),
    Column("criterion", "Nomor KUK", LineField(max_length=10, required=False), "1.1", "Nomor elemen, titik, nomor urut: 1.1, 1.2, …", 12),
    Column("text", "Kriteria unjuk kerja", LineField(max_length=TEXT_LIMIT, required=False), "Data yang dibutuhkan didaftar menurut tugas.", "Satu kriteria tiap baris.", 70),
])
ELECTIVE = Sheet("elective", "Kelompok Pilihan", ("pilihan", "kelompok pilihan"), [
    Column("elective_group", "Kelompok pilihan", _line(ElectiveGroup, "name"), "Pilihan A", "Nama yang dipakai di lembar Unit.", 30),
    Column("min_units", "Paling sedikit", _number(0, 500), "1", "Banyak unit yang harus diambil.", 16),
    Column("max_units", "Paling banyak", _number(1, 500), "2", "Banyak unit yang boleh diambil.", 16),
])
REQUIREMENT = Sheet("requirement", "Persyaratan", ("persyaratan",), [
    Column("requirement_kind", "Jenis persyaratan", WordField(REQUIREMENT_KINDS, shown="dasar, administratif"), "dasar", "dasar atau administratif.", 20),
    Column("requirement", "Persyaratan", _line(Requirement, "text"), "Lulus SMA, SMK, atau sederajat.", "Satu persyaratan tiap baris.", 70),
])
SHEETS = [SCHEME, UNIT, CRITERION, ELECTIVE, REQUIREMENT]
SHEET_OF = {sheet.kind: sheet for sheet in SHEETS}


def flat_columns() -> list[Column]:
    """The columns of a CSV file after the marker: each heading once, in the order of the sheets."""
    columns: dict[str, Column] = {}
    for sheet in SHEETS:
        for column in sheet.columns:
            columns.setdefault(column.label, column)
    return list(columns.values())
