"""How a workbook writes what XML cannot hold is undone wherever a text may stand; what it escaped itself stays."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from assessments.importing.escapes import escape, unescape

from .books import flat, repacked, scheme, xlsx

PART = "xl/worksheets/sheet2.xml"
STRINGS = "xl/sharedStrings.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def with_title(inside):
    """A workbook whose second unit's title is this cell, `{c}` standing for its address."""
    data = xlsx(scheme())
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        sheet = book.read(PART).decode()
    old = '<c r="B3" t="inlineStr"><is><t>Memindai arsip</t></is></c>'
    assert old in sheet
    return repacked(data, **{PART: sheet.replace(old, inside)})


def shared(*items, **members):
    """The same with the title in the table of shared strings, as Excel writes it: each item is the inside of `si`."""
    data = with_title(f'<c r="B3" t="s"><v>{len(items) - 1}</v></c>')
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        types = book.read("[Content_Types].xml").decode()
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    if STRINGS not in types:
        types = types.replace("</Types>", f'<Override PartName="/{STRINGS}" ContentType="{kind}"/></Types>')
    table = f'<sst xmlns="{MAIN}">' + "".join(f"<si>{item}</si>" for item in items) + "</sst>"
    return repacked(data, **{STRINGS: table, "[Content_Types].xml": types}, **members)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a_x000D_b", "a\rb"),
        ("a_x000d_b", "a\rb"),
        ("_x000D__x000A_", "\r\n"),
        ("_x005F_x000D_", "_x000D_"),
        ("_x005f_x000D_", "_x000D_"),
        ("_x005F_x005F_x000D_", "_x005F\r"),
        ("_x00e9_", "é"),
        ("_xD83D__xDE00_", "😀"),
        ("_xD83D_", "\ud83d"),
        ("_x000D", "_x000D"),
        ("_X000D_ _x00D_ _x0000D_ x000D_", "_X000D_ _x00D_ _x0000D_ x000D_"),
        ("", ""),
    ],
)
def test_an_escape_is_read_once_from_left_to_right(written, read):
    assert unescape(written) == read


@pytest.mark.parametrize("text", ["a_x000D_b", "_x005F_", "_x0041_ dan _xD83D_", "biasa", "_x_"])
def test_what_the_portal_escapes_is_read_back(text):
    assert unescape(escape(text)) == text


def test_a_return_that_a_workbook_wrote_is_a_blank(check):
    """The case of A02: title, unit and criterion."""
    rows = scheme(
        Skema={0: {"Judul": "Penata Arsip_x000D_\nDigital"}},
        Unit={1: {"Judul": "Memindai_x000D_\narsip"}},
    )
    rows["Elemen & KUK"][0]["Kriteria unjuk kerja"] = "Baris satu_x000D_\nbaris dua."
    report = check(xlsx(rows))
    assert report.problems == []
    assert report.plan.scheme["title"] == "Penata Arsip Digital"
    assert report.plan.units[1].title == "Memindai arsip"
    assert report.plan.units[0].elements[0].criteria[0].text == "Baris satu baris dua."
    assert not any("_x000D_" in note.message for note in report.notes)


FULL = scheme(Unit={0: {"Judul (Inggris)": "Arrange records"}}, Skema={0: {"Bidang (Inggris)": "Records"}})
FULL["Unit"][0]["Kelompok pilihan"] = "Pilihan A"
FILLED = [(sheet, column) for sheet, [first, *_rest] in FULL.items() for column, value in first.items() if value]


@pytest.mark.parametrize(("sheet", "column"), FILLED, ids=lambda name: name.replace(" ", "_"))
@pytest.mark.parametrize("mark", ["_x000D_\n", "_x000a_", "_x200B_", "_xFEFF_"])
def test_no_column_of_any_sheet_keeps_an_escape(check, sheet, column, mark):
    """A break or an invisible mark behind a value on one sheet changes nothing of the plan, nor does it part rows."""
    marked = [row | {column: f"{row[column]}{mark}"} if row.get(column) else row for row in FULL[sheet]]
    report = check(xlsx(FULL | {sheet: marked}))
    assert report.problems == []
    assert report.plan.as_json() == check(xlsx(FULL)).plan.as_json()


@pytest.mark.parametrize(
    "item",
    [
        "<t>Memindai_x000D_\n arsip</t>",
        "<t xml:space='preserve'>Memindai_x000B_</t><r><t>arsip</t></r>",
        "<r><rPr><b/></rPr><t>Memindai_x000D_</t></r><r><t xml:space='preserve'>\narsip</t></r>",
        "<r><t>Memindai_x00</t></r><r><t>0D_arsip</t></r>",
        "<t>Memindai_x0009_arsip</t><rPh sb='0' eb='1'><t>_x0007_</t></rPh>",
    ],
)
def test_shared_strings_and_rich_text_are_read_as_meant(check, item):
    report = check(shared("<t>lain</t>", item))
    assert report.problems == []
    assert report.plan.units[1].title == "Memindai arsip"


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="B3" t="inlineStr"><is><t>Memindai_x000D_\narsip</t></is></c>',
        '<c r="B3" t="inlineStr"><is><r><t>Memindai_x000d_</t></r><r><t>arsip</t></r></is></c>',
        '<c r="B3" t="str"><v>Memindai_x000A_arsip</v></c>',
    ],
)
def test_text_within_the_sheet_is_read_as_meant(check, cell):
    assert check(with_title(cell)).plan.units[1].title == "Memindai arsip"


@pytest.mark.parametrize("write", [shared, lambda item: with_title(f'<c r="B3" t="inlineStr"><is>{item}</is></c>')])
def test_what_excel_escaped_itself_stays_and_is_noted(check, write):
    report = check(write("<t>Kode _x005F_x000D_ arsip</t>"))
    assert report.problems == []
    assert report.plan.units[1].title == "Kode _x000D_ arsip"
    [note] = [note for note in report.notes if "apa adanya" in note.message]
    assert (note.sheet, note.row, note.column) == ("Unit", 3, "Judul")


def test_headings_and_names_of_sheets_may_be_escaped_too(check):
    data = xlsx(scheme())
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        names = book.read("xl/workbook.xml").replace(b'name="Unit"', b'name="Unit_x000A_"')
        sheet = book.read(PART).replace(b"<t>Kode unit</t>", b"<t>Kode_x000D_\nunit_x200B_</t>")
    assert b"Unit_x000A_" in names and b"_x200B_" in sheet
    report = check(repacked(data, **{"xl/workbook.xml": names, PART: sheet}))
    assert (report.problems, len(report.plan.units)) == ([], 3)


def test_a_bell_is_told_with_its_place(check):
    report = check(with_title('<c r="B3" t="inlineStr"><is><t>Memindai_x0007_ arsip</t></is></c>'))
    [problem] = report.problems
    assert (problem.sheet, problem.row, problem.column) == ("Unit", 3, "Judul")
    assert "U+0007" in problem.message


def test_a_table_of_text_has_no_escapes_so_one_is_undone_and_noted(check):
    rows = scheme(Unit={1: {"Judul": "Memindai_x000D_ arsip"}})
    report = check(flat(rows), "skema.csv")
    assert report.problems == []
    assert report.plan.units[1].title == "Memindai arsip"
    assert [(note.row, note.column) for note in report.notes if "_x000D_" in note.message] == [(4, "Judul")]


def test_an_escape_does_not_hide_a_formula(check):
    rows = scheme(Persyaratan={1: {"Persyaratan": "_x003D_cmd()"}})
    assert ["rumus" in problem.message for problem in check(flat(rows), "skema.csv").problems] == [True]


def test_a_workbook_without_shared_strings_is_read(check):
    book = Workbook()
    book.save(stream := io.BytesIO())
    assert {problem.row for problem in check(stream.getvalue()).problems} == {None}
