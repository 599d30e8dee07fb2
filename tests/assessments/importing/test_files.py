"""What is no readable table is refused in words, and nothing is written."""

import io
import zipfile

import pytest

from assessments.importing import files
from assessments.models import Scheme, Unit
from kit.errors import RuleError

from .books import LABELS, flat, repacked, scheme, xlsx

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 60
HTML = b"<!DOCTYPE html><html><body><table><tr><td>Nomor skema</td></tr></table></body></html>"
ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    b'<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>'
)
GOOD = xlsx(scheme())


def archive(**members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members.items():
            target.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "code", "words"),
    [
        ("kosong.xlsx", b"", "empty", "kosong"),
        ("spasi.csv", b" \r\n \r\n", "empty", "kosong"),
        ("gambar.xlsx", PNG, "not_a_table", "PNG"),
        ("gambar.csv", PNG, "not_a_table", "PNG"),
        ("laman.xlsx", HTML, "not_a_table", "halaman web"),
        ("laman.csv", HTML, "not_a_table", "halaman web"),
        ("teks.xlsx", b"Nomor skema;Judul", "not_a_table", "bukan buku kerja Excel"),
        ("buku.csv", GOOD, "not_a_table", ".xlsx"),
        ("skema.ods", GOOD, "not_a_table", ".xlsx atau .csv"),
        ("skema", GOOD, "not_a_table", ".xlsx atau .csv"),
        (
            "dokumen.xlsx",
            archive(**{"word/document.xml": "x", "[Content_Types].xml": "wordprocessingml"}),
            "not_a_table",
            "Excel",
        ),
        ("terpotong.xlsx", GOOD[: len(GOOD) // 2], "broken", "rusak"),
        ("kosong.xlsx", archive(**{"[Content_Types].xml": files.WORKBOOK_TYPE}), "broken", "rusak"),
        ("hilang.xlsx", repacked(GOOD, without=("xl/workbook.xml",)), "broken", "rusak"),
        ("bengkok.xlsx", repacked(GOOD, **{"xl/worksheets/sheet2.xml": "<worksheet><row"}), "broken", "rusak"),
        ("lama.xlsx", files.OLE_MARK + b"\x00" * 600, "old_format", ".xls"),
        ("makro.xlsm", GOOD, "macro", "makro"),
        ("makro.xlsx", repacked(GOOD, **{"xl/vbaProject.bin": "x"}), "macro", "makro"),
        (
            "bom.xlsx",
            repacked(GOOD, **{"xl/media/nol.bin": "0" * (files.MAX_UNPACKED_BYTES + 1)}),
            "unpacked_too_large",
            "terlalu besar",
        ),
        (
            "banyak.xlsx",
            archive(**{f"n{number}": "" for number in range(files.MAX_ENTRIES + 1)}),
            "unpacked_too_large",
            "terlalu besar",
        ),
        ("entitas.xlsx", repacked(GOOD, **{"xl/worksheets/sheet1.xml": ENTITIES}), "unsafe_xml", "berbahaya"),
        ("utf16.csv", flat(scheme(), encoding="utf-16"), "encoding", "UTF-8"),
        ("ansi.csv", flat(scheme(Skema={0: {"Judul": "Café"}}), encoding="cp1252"), "encoding", "UTF-8"),
        ("nul.csv", flat(scheme(Skema={0: {"Judul": "a\x00b"}})), "nul", "NUL"),
        ("lebar.csv", b"Baris" + b";" * 300, "too_wide", "terlalu banyak kolom"),
        ("kutip.csv", flat(scheme()) + b'unit;"tidak ditutup\r\n', "broken", "tanda kutip"),
    ],
)
def test_a_file_that_is_no_scheme_is_refused_in_words(check, name, data, code, words):
    with pytest.raises(RuleError, match=words) as refusal:
        check(data, name)
    assert refusal.value.code == code
    assert not Scheme.objects.exists()
    assert not Unit.objects.exists()


def test_a_hundred_megabytes_are_refused_before_a_byte_is_read():
    class Unreadable(io.BytesIO):
        def read(self, *_size):
            raise AssertionError("read")

    with pytest.raises(RuleError, match="terlalu besar") as refusal:
        files.recognise(Unreadable(), name="besar.xlsx", size=100 * 1024 * 1024)
    assert refusal.value.code == "too_large"


def test_macro_content_type_is_enough(check):
    with zipfile.ZipFile(io.BytesIO(GOOD)) as book:
        types = book.read("[Content_Types].xml").replace(b"sheet.main+xml", b"sheet.macroEnabled.main+xml")
    with pytest.raises(RuleError, match="makro"):
        check(repacked(GOOD, **{"[Content_Types].xml": types}))


@pytest.mark.parametrize("name", ["panjang.xlsx", "panjang.csv"])
def test_more_rows_than_any_scheme_are_refused(check, name):
    rows = {"Persyaratan": [{"Jenis persyaratan": "dasar", "Persyaratan": f"Syarat {n}"} for n in range(5_001)]}
    with pytest.raises(RuleError) as refusal:
        check(xlsx(rows) if name.endswith("xlsx") else flat(rows), name)
    assert refusal.value.code == "too_many_rows"


def test_a_row_that_claims_to_be_number_one_billion_ends_the_reading(check):
    with zipfile.ZipFile(io.BytesIO(GOOD)) as book:
        sheet = book.read("xl/worksheets/sheet2.xml").replace(b'<row r="2"', b'<row r="999999999"')
    with pytest.raises(RuleError) as refusal:
        check(repacked(GOOD, **{"xl/worksheets/sheet2.xml": sheet}))
    assert refusal.value.code == "too_many_rows"


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_csv_of_every_usual_kind_is_read(check, delimiter, encoding):
    report = check(flat(scheme(), delimiter=delimiter, encoding=encoding), "skema.csv")
    assert report.problems == []
    assert len(report.plan.units) == 3


def test_the_separator_line_of_excel_is_skipped(check):
    report = check(b"sep=;\r\n" + flat(scheme(), encoding="utf-8"), "skema.csv")
    assert report.problems == []
    assert report.plan.scheme_row == 3


def test_xlsx_and_csv_of_the_same_scheme_give_the_same_plan(check):
    book, table = check(xlsx(scheme())).plan, check(flat(scheme()), "skema.csv").plan
    assert book.scheme == table.scheme
    assert [unit.title for unit in book.units] == [unit.title for unit in table.units]
    assert [unit.criterion_count for unit in book.units] == [unit.criterion_count for unit in table.units] == [4, 0, 0]


def test_unknown_sheets_are_named_and_not_read(check):
    report = check(xlsx(scheme(), extra=["Coretan"]))
    assert report.problems == []
    assert [note.sheet for note in report.notes if "tidak dikenal" in note.message] == ["Coretan"]


def test_a_missing_sheet_is_a_problem(check):
    labels = dict(LABELS)
    data = repacked(xlsx(scheme()))
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        renamed = book.read("xl/workbook.xml").replace(b"Persyaratan", b"Syarat")
    problems = check(repacked(data, **{"xl/workbook.xml": renamed})).problems
    assert [(problem.sheet, problem.row) for problem in problems] == [("Persyaratan", None)]
    assert "Persyaratan" in labels
