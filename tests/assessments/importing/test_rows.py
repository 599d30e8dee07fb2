"""Every problem of every row, told with its place; all of them at once."""

import datetime

import pytest

from assessments.importing.layout import MAX_UNITS

from .books import LABELS, UNIT_CODE, flat, scheme, xlsx


def told(report):
    return [(problem.sheet, problem.row, problem.column, problem.message) for problem in report.problems]


@pytest.mark.parametrize(
    ("sheet", "place", "values", "column", "words"),
    [
        ("Skema", 0, {"Nomor skema": ""}, "Nomor skema", "wajib"),
        ("Skema", 0, {"Judul": "x" * 201}, "Judul", "200"),
        ("Skema", 0, {"Jenis kemasan": "paket"}, "Jenis kemasan", "KKNI, okupasi, klaster, unit"),
        ("Skema", 0, {"Jenjang KKNI": 3}, "Jenjang KKNI", "hanya untuk kemasan KKNI"),
        ("Skema", 0, {"Jenis kemasan": "KKNI"}, "Jenjang KKNI", "1 sampai 9"),
        ("Skema", 0, {"Jenis kemasan": "KKNI", "Jenjang KKNI": 10}, "Jenjang KKNI", "9"),
        ("Skema", 0, {"Masa berlaku (bulan)": "tiga tahun"}, "Masa berlaku (bulan)", "angka bulat"),
        ("Skema", 0, {"Masa berlaku (bulan)": 0}, "Masa berlaku (bulan)", "1"),
        ("Skema", 0, {"KBLI": "62A"}, "KBLI", "5 angka"),
        ("Skema", 0, {"Huruf registrasi": "tik"}, "Huruf registrasi", "huruf besar"),
        ("Unit", 1, {"Jenis standar": "nasional"}, "Jenis standar", "SKKNI, internasional, khusus"),
        ("Unit", 1, {"Tahun standar": 1900}, "Tahun standar", "1945"),
        ("Unit", 1, {"Judul": ""}, "Judul", "wajib"),
        ("Unit", 1, {"Kode unit": "j.620100.001.02"}, "Kode unit", "sudah ada di baris 2"),
        ("Unit", 0, {"Judul standar": ""}, "Judul standar", "judulnya harus diisi"),
        ("Unit", 1, {"Judul standar": "Lain"}, "Judul standar", "lain dari baris 2"),
        ("Unit", 1, {"Kelompok pilihan": "Pilihan Z"}, "Kelompok pilihan", "tidak ada di lembar Kelompok Pilihan"),
        ("Elemen & KUK", 0, {"Kode unit": "X.1"}, "Kode unit", "tidak ada di lembar Unit"),
        ("Elemen & KUK", 0, {"Elemen": ""}, "Elemen", "belum dikenal"),
        ("Elemen & KUK", 1, {"Elemen": "Judul lain"}, "Elemen", "judul lain"),
        ("Elemen & KUK", 0, {"Nomor elemen": "satu"}, "Nomor elemen", "angka bulat"),
        ("Elemen & KUK", 1, {"Nomor KUK": "1.1"}, "Nomor KUK", "sudah ada di baris 2"),
        ("Elemen & KUK", 1, {"Nomor KUK": "3.1"}, "Nomor KUK", "bukan milik elemen 1"),
        ("Elemen & KUK", 1, {"Nomor KUK": "satu"}, "Nomor KUK", "seperti 1.1"),
        ("Elemen & KUK", 1, {"Nomor KUK": "1.7"}, "Nomor KUK", "nomor 1.2 tidak ada"),
        ("Elemen & KUK", 1, {"Kriteria unjuk kerja": ""}, "Kriteria unjuk kerja", "diisi berdua"),
        ("Elemen & KUK", 1, {"Kriteria unjuk kerja": "x" * 2001}, "Kriteria unjuk kerja", "2000"),
        ("Kelompok Pilihan", 0, {"Paling sedikit": 3}, "Paling sedikit", "tidak boleh lebih"),
        ("Kelompok Pilihan", 0, {"Paling banyak": 3}, "Paling banyak", "hanya berisi 2 unit"),
        ("Persyaratan", 0, {"Jenis persyaratan": "umum"}, "Jenis persyaratan", "dasar, administratif"),
        ("Persyaratan", 0, {"Persyaratan": "x" * 501}, "Persyaratan", "500"),
    ],
)
def test_a_wrong_cell_is_told_with_its_place(check, sheet, place, values, column, words):
    report = check(xlsx(scheme(**{sheet: {place: values}})))
    [(found_sheet, row, found_column, message), *_others] = told(report)
    assert (found_sheet, row, found_column) == (sheet, place + 2, column)
    assert words in message


@pytest.mark.parametrize(
    ("value", "words"),
    [("=1+1", "rumus"), (datetime.date(2026, 1, 1), "tanggal"), (True, "benar/salah"), ("#REF!", "kesalahan Excel")],
)
def test_only_text_and_numbers_are_taken(check, value, words):
    [(sheet, row, column, message)] = told(check(xlsx(scheme(Persyaratan={1: {"Persyaratan": value}}))))
    assert (sheet, row, column) == ("Persyaratan", 3, "Persyaratan")
    assert words in message


def test_a_formula_in_csv_is_refused_too(check):
    [(_sheet, row, column, message)] = told(
        check(flat(scheme(Persyaratan={1: {"Persyaratan": "=cmd()"}})), "skema.csv")
    )
    assert (row, column) == (12, "Persyaratan")
    assert "rumus" in message


def test_all_problems_are_told_at_once(check):
    rows = scheme(Skema={0: {"Judul": "", "Jenis kemasan": "x"}}, Unit={0: {"Judul": ""}, 2: {"Tahun standar": "dua"}})
    places = {(sheet, row) for sheet, row, _column, _message in told(check(xlsx(rows)))}
    assert places == {("Skema", 2), ("Unit", 2), ("Unit", 4)}


def test_a_scheme_without_units_is_a_problem(check):
    rows = scheme() | {"Unit": [], "Elemen & KUK": [], "Kelompok Pilihan": []}
    [(sheet, row, _column, message)] = told(check(xlsx(rows)))
    assert (sheet, row) == ("Unit", None)
    assert "paling sedikit satu unit" in message


def test_one_file_is_one_scheme(check):
    rows = scheme()
    rows["Skema"] *= 2
    assert [(sheet, row) for sheet, row, *_ in told(check(xlsx(rows)))] == [("Skema", 3)]
    rows["Skema"] = []
    assert "Belum ada skema" in told(check(xlsx(rows)))[0][3]


def test_more_units_than_any_scheme_are_a_problem(check):
    rows = scheme()
    rows["Unit"] += [rows["Unit"][0] | {"Kode unit": f"J.620100.{100 + n}.02"} for n in range(MAX_UNITS)]
    assert any("lebih dari 300 unit" in message for *_, message in told(check(xlsx(rows))))


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ([label for label in LABELS["Unit"] if label != "Judul"], "wajib ini tidak ada"),
        ([*LABELS["Unit"], "Warna"], "tidak dikenal"),
        ([*LABELS["Unit"], "Judul"], "lebih dari satu kali"),
    ],
)
def test_headings_must_be_those_of_the_template(check, columns, words):
    problems = told(check(xlsx(scheme(), labels={"Unit": columns})))
    assert problems[0][:2] == ("Unit", 1)
    assert words in problems[0][3]


def test_csv_headings_and_markers_are_checked(check):
    text = flat(scheme(), encoding="utf-8").decode()
    assert any("wajib" in message for *_, message in told(check(text.replace("Baris;", "Jenis;", 1).encode(), "a.csv")))
    problems = told(check(text.replace("\nunit;", "\nmodul;", 1).encode(), "a.csv"))
    assert problems[0][1:3] == (3, "Baris")


def test_a_cell_in_a_column_of_another_kind_of_row_is_a_problem(check):
    lines = flat(scheme(), encoding="utf-8").decode().splitlines()
    lines[2] = lines[2].replace("unit;;", "unit;SKM/1;", 1)
    [(_sheet, row, column, message)] = told(check("\n".join(lines).encode(), "a.csv"))
    assert (row, column) == (3, "Nomor skema")
    assert "tidak dipakai" in message


def test_a_cell_outside_the_table_is_a_problem(check):
    data = flat(scheme(), encoding="utf-8") + b"persyaratan;" + b";" * 40 + b"tersesat\r\n"
    assert any("di luar kolom" in message for *_, message in told(check(data, "a.csv")))


def test_an_unknown_code_family_is_a_note_and_the_code_is_kept(check):
    report = check(xlsx(scheme(Unit={1: {"Kode unit": "LOG.OO.09.002.00"}})))
    assert report.problems == []
    assert report.plan.units[1].code == "LOG.OO.09.002.00"
    assert any(note.row == 3 and "pola" in note.message for note in report.notes)


def test_breaks_inside_a_title_become_spaces_and_numbers_stay_text(check):
    report = check(xlsx(scheme(Unit={1: {"Judul": "Memindai\n  arsip", "Nomor standar": 901.0}})))
    assert report.plan.units[1].title == "Memindai arsip"
    assert report.plan.standards[0].number == "901"


def test_group_names_differ_by_more_than_capitals(check):
    report = check(xlsx(scheme(Unit={1: {"Kelompok pekerjaan": "MENATA ARSIP", "Kelompok pilihan": "pilihan a"}})))
    assert report.problems == []
    assert report.plan.job_groups() == ["Menata arsip"]
    assert {unit.elective_group for unit in report.plan.units} == {"", "Pilihan A"}


def test_rows_that_begin_with_contoh_are_not_read(check):
    rows = scheme()
    rows["Unit"].insert(0, {"Kode unit": "CONTOH J.1", "Judul": ""})
    report = check(xlsx(rows))
    assert (report.problems, report.examples, report.plan.units[0].code) == ([], 1, UNIT_CODE)
