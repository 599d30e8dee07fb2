"""The template is what the reader reads."""

import csv
import io

import pytest
from openpyxl import load_workbook

from assessments.importing.layout import SHEETS
from assessments.importing.template import write_template

from .books import scheme


@pytest.mark.parametrize("fmt", ["xlsx", "csv"])
def test_the_empty_template_has_the_right_headings_and_only_lacks_a_scheme(check, fmt):
    report = check(write_template(fmt), f"templat-skema.{fmt}")
    assert report.examples == len(SHEETS)
    assert [problem.message for problem in report.problems] == [
        "Belum ada skema. Isi satu baris dengan nomor dan judul skema.",
        "Skema harus memuat paling sedikit satu unit.",
    ]


def test_a_filled_template_imports(run_import):
    book = load_workbook(io.BytesIO(write_template("xlsx")))
    for label, rows in scheme().items():
        heads = [cell.value.removesuffix(" *") for cell in book[label][1]]
        for row in rows:
            book[label].append([row.get(head) for head in heads])
    stream = io.BytesIO()
    book.save(stream)
    assert run_import(stream.getvalue()).scheme_units.count() == 3


def test_a_filled_csv_template_imports(run_import):
    text = write_template("csv").decode("utf-8-sig")
    heads = next(csv.reader([text.splitlines()[0]], delimiter=";"))
    markers = ["skema", "unit", "kuk", "pilihan", "persyaratan"]
    stream = io.StringIO(text)
    stream.seek(0, io.SEEK_END)
    for marker, rows in zip(markers, scheme().values(), strict=True):
        csv.writer(stream, delimiter=";").writerows(
            [marker, *(row.get(head, "") for head in heads[1:])] for row in rows
        )
    assert run_import(stream.getvalue().encode("utf-8-sig"), "a.csv").scheme_units.count() == 3


def test_every_cell_is_text_so_that_nothing_becomes_a_number_date_or_formula():
    book = load_workbook(io.BytesIO(write_template("xlsx")))
    for page in book:
        cells = [cell for row in page.iter_rows() for cell in row if cell.value is not None]
        assert {cell.data_type for cell in cells} == {"s"}
        assert {cell.number_format for cell in cells} == {"@"}
    assert book["Elemen & KUK"].column_dimensions["D"].number_format == "@"
