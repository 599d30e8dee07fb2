"""Letters that no certificate can show are told with sheet, row, column and letter, or read as the sign they meant."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assessments.importing.layout import SHEETS
from assessments.models import Scheme, Unit
from assessments.schemes.operations.schemes import publish

from .books import flat, scheme, xlsx

UNIT_CODE = "J.620100.002.02"
PRINTED = [("Skema", "Nomor skema"), ("Skema", "Judul"), ("Skema", "Judul (Inggris)"), ("Skema", "Bidang"),
           ("Skema", "Bidang (Inggris)"), ("Unit", "Kode unit"), ("Unit", "Judul"), ("Unit", "Judul (Inggris)"),
           ("Unit", "Nomor standar"), ("Unit", "Judul standar"), ("Elemen & KUK", "Kode unit")]  # fmt: skip
TEXTS = [
    (sheet.label, column.label)
    for sheet in SHEETS
    for column in sheet.columns
    if hasattr(column.field, "printed") and not hasattr(column.field, "words")
]


def told(problems):
    return [(problem.sheet, problem.row, problem.column) for problem in problems]


def spoiled(sheet, column, letter):
    """The sample with a letter behind the value of one cell."""
    rows = scheme()
    rows[sheet][0][column] = f"{rows[sheet][0].get(column) or 'Teks'}{letter}"
    return rows


@pytest.mark.parametrize("write", ["xlsx", "csv"])
def test_every_instance_of_the_case_is_read_or_told(check, write):
    """The case of A03: Symbol's bullet, a dash of Windows-1252, and the sign of a letter that was lost."""
    titles = {0: "\uf0b7 Menata arsip", 1: "Memindai \x96 arsip", 2: "Memusnahkan \ufffd arsip"}
    rows = scheme(Unit={place: {"Judul": title} for place, title in titles.items()})
    report = check(xlsx(rows)) if write == "xlsx" else check(flat(rows), "skema.csv")
    label, first = ("Unit", 2) if write == "xlsx" else ("CSV", 3)
    assert [unit.title for unit in report.plan.units] == ["• Menata arsip", "Memindai – arsip", ""]
    [problem] = report.problems
    assert (problem.sheet, problem.row, problem.column) == (label, first + 2, "Judul")
    assert "U+FFFD" in problem.message and problem.excerpt == "Memusnahkan \ufffd arsip"
    notes = {note.row: note.message for note in report.notes if "dibaca sebagai" in note.message}
    assert notes == {first: "U+F0B7 dibaca sebagai “•”.", first + 1: "U+0096 dibaca sebagai “–”."}


@pytest.mark.parametrize(("sheet", "column"), TEXTS, ids=lambda name: name.replace(" ", "_"))
@pytest.mark.parametrize("letter", ["\ufffd", "\uf0a7", "\x81", "\u0378"])
def test_a_broken_letter_is_told_in_every_text_of_every_sheet(check, sheet, column, letter):
    found = [problem for problem in check(xlsx(spoiled(sheet, column, letter))).problems if "U+" in problem.message]
    assert told(found) == [(sheet, 2, column)]
    assert f"U+{ord(letter):04X}" in found[0].message


@pytest.mark.parametrize(("sheet", "column"), TEXTS, ids=lambda name: name.replace(" ", "_"))
def test_a_letter_that_no_font_has_is_told_where_it_would_be_printed(check, sheet, column):
    for letter in ("김", "🙂", "አ"):
        found = [p for p in check(xlsx(spoiled(sheet, column, letter))).problems if f"U+{ord(letter):04X}" in p.message]
        places = [(sheet, 2, column)] if (sheet, column) in PRINTED else []
        assert told(found) == places


@pytest.mark.parametrize("letters", ["\x07", "\x1b", "\x7f", " \u0301", "\u20e3", "\u3042\u093f"])
def test_control_characters_and_marks_without_their_letter_are_told(check, letters):
    rows = scheme(Unit={1: {"Judul": f"Memindai{letters} arsip"}})
    report = check(flat(rows), "skema.csv")
    assert told(report.problems) == [("CSV", 4, "Judul")]


@pytest.mark.parametrize(
    "title",
    ["Memindai\tarsip", "Memindai\narsip", "Memindai\u2028arsip", "Memindai\u00a0arsip", "Memin\u00addai arsip",
     "\ufeffMemindai arsip\u200b", "Memindai\x0barsip", "Memindai\u2060 arsip\u200d", "Memindai\u1680arsip"],
)  # fmt: skip
def test_spaces_and_invisible_marks_are_mended(check, title):
    report = check(flat(scheme(Unit={1: {"Judul": title}})), "skema.csv")
    assert report.problems == []
    assert report.plan.units[1].title == "Memindai arsip"


@pytest.mark.parametrize("mark", ["\u200b", "\ufeff", "\u00ad", "\u2060", "\u200d", "\u202c"])
def test_a_code_or_number_is_known_without_the_mark(check, run_import, mark):
    """The cases of A04: a mark behind codes and number, on all sheets or on one."""
    run_import(xlsx(scheme()))
    rows = scheme(Skema={0: {"Nomor skema": f"SKM/BNSP/00010/2/2026/77{mark}"}})
    rows["Unit"][0]["Kode unit"] += mark
    report = check(xlsx(rows))
    assert ["sudah mempunyai konsep" in problem.message for problem in report.problems] == [True]
    assert [unit.is_known for unit in report.plan.units] == [True, True, True]
    assert report.plan.scheme["number"] == Scheme.objects.get().number
    rows["Skema"][0]["Nomor skema"] = f"SKM/2{mark}"
    assert run_import(xlsx(rows)).scheme.number == "SKM/2"
    assert Unit.objects.count() == 3


def test_a_unit_recorded_before_texts_were_cleaned_is_no_other_unit(check, run_import):
    run_import(xlsx(scheme()))
    Unit.objects.filter(code=UNIT_CODE).update(title="\uf0b7 Memindai_x000D_ \x96 arsip")
    rows = scheme(Skema={0: {"Nomor skema": "SKM/2"}}, Unit={1: {"Judul": "\uf0b7 Memindai – arsip"}})
    report = check(xlsx(rows))
    assert report.problems == [] and report.plan.units[1].is_known


def test_what_the_import_accepts_is_published(world, run_import):
    letters = "• – “a” ’ … € ™ é Ł ≥ → 陳 ꦱꦶ محمد अनि สม ᬩᬮᬶ"
    rows = scheme(Skema={0: {"Judul": letters, "Bidang": letters}}, Unit={1: {"Judul": letters}})
    version = run_import(xlsx(rows))
    assert publish(by=world.ratna, on=world.today, version=version).is_in_force


def test_the_preview_page_tells_letter_and_place(world, client):
    client.force_login(world.ratna)
    rows = scheme(Unit={1: {"Judul": "Memindai \ufffd\uf0a7 arsip"}})
    upload = SimpleUploadedFile("skema.xlsx", xlsx(rows))
    page = client.post(reverse("scheme_import"), {"file": upload})
    assert page.status_code == 422
    shown = page.content.decode()
    assert "U+FFFD" in shown and "U+F0A7" in shown and "Lembar" in shown
    assert not Scheme.objects.exists()
