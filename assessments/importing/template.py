"""The file to fill: the same columns that the reader knows, with one example row a sheet and a page of guidance."""

import csv
import io
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from .columns import Sheet
from .fields import WordField
from .layout import MARKER, MAX_ROWS, SHEETS, flat_columns
from .workbook import GUIDE_SHEET

CONTENT_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
EXAMPLE = "CONTOH"
TEXT_FORMAT = "@"  # Excel turns "1.1" in a cell of no format into a number or a date
HEAD = {"font": Font(bold=True, color="FFFFFF"), "fill": PatternFill("solid", fgColor="0B5563")}
EXAMPLE_STYLE = {"font": Font(italic=True, color="6B7280")}
WRAP = Alignment(wrap_text=True, vertical="top")


def write_template(fmt: str) -> bytes:
    """The template as "xlsx" or "csv"."""
    return _workbook() if fmt == "xlsx" else _flat()


def _workbook() -> bytes:
    book = Workbook(write_only=True)
    _guide(book)
    for sheet in SHEETS:
        _data_sheet(book, sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def text_cell(page: Any, text: object, **style: Any) -> WriteOnlyCell:
    """A cell that is text whatever it begins with."""
    cell = WriteOnlyCell(page, value=str(text))
    cell.data_type = "s"
    cell.number_format = TEXT_FORMAT
    for name, value in ({"alignment": WRAP} | style).items():
        setattr(cell, name, value)
    return cell


def _data_sheet(book: Workbook, sheet: Sheet) -> None:
    page = book.create_sheet(sheet.label)
    page.freeze_panes = "A2"
    for place, column in enumerate(sheet.columns, start=1):
        dimension = page.column_dimensions[get_column_letter(place)]
        dimension.width = column.width
        dimension.number_format = TEXT_FORMAT
        if isinstance(column.field, WordField):
            words = DataValidation(type="list", formula1=f'"{column.field.shown.replace(", ", ",")}"', allow_blank=True)
            letter = get_column_letter(place)
            words.add(f"{letter}3:{letter}{MAX_ROWS}")
            page.data_validations.append(words)
    page.append(
        [text_cell(page, f"{column.label} *" if column.required else column.label, **HEAD) for column in sheet.columns]
    )
    texts = _example(sheet)
    page.append([text_cell(page, text, **EXAMPLE_STYLE) for text in texts])


def _example(sheet: Sheet) -> list[str]:
    first, *rest = (column.example for column in sheet.columns)
    return [f"{EXAMPLE} {first}", *rest]


def _guide(book: Workbook) -> None:
    page = book.create_sheet(GUIDE_SHEET)
    for letter, width in zip("ABCD", (22, 26, 10, 80), strict=True):
        page.column_dimensions[letter].width = width
    page.append([text_cell(page, _("Cara mengisi templat skema"), font=Font(bold=True, size=14))])
    for text in _rules():
        page.append([text_cell(page, text, alignment=Alignment(wrap_text=False))])
    page.append([])
    page.append([text_cell(page, text, **HEAD) for text in (_("Lembar"), _("Kolom"), _("Wajib"), _("Isi"))])
    for sheet in SHEETS:
        for column in sheet.columns:
            needed = _("wajib") if column.required else ""
            page.append([text_cell(page, text) for text in (sheet.label, column.label, needed, column.help)])


def _rules() -> list[str]:
    return [
        _("1. Satu berkas untuk satu skema. Kolom bertanda * wajib diisi."),
        _("2. Baris yang diawali kata CONTOH tidak dibaca. Boleh dihapus, boleh dibiarkan."),
        _("3. Urutan unit dalam skema mengikuti urutan baris di lembar Unit."),
        _("4. Satu baris di lembar Elemen & KUK untuk satu kriteria. Judul elemen cukup di baris pertamanya."),
        _("5. Unit yang sudah tercatat di portal boleh ditulis tanpa elemen; isi yang tercatat dipakai."),
        _("6. Lembar Kelompok Pilihan hanya untuk skema yang unitnya dapat dipilih."),
        _("7. Jangan memakai rumus. Semua sel diisi teks biasa."),
        _("8. Unggah berkasnya di portal. Anda melihat pratinjau dulu; belum ada yang disimpan sebelum dikonfirmasi."),
    ]


def _flat() -> bytes:
    """The CSV with a byte order mark and semicolons, which is what Excel in Indonesia opens as a table."""
    columns = flat_columns()
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";")
    writer.writerow([MARKER, *(column.label for column in columns)])
    for sheet in SHEETS:
        examples = {column.key: column.example for column in sheet.columns}
        writer.writerow([f"{EXAMPLE} {sheet.markers[-1]}", *(examples.get(column.key, "") for column in columns)])
    return stream.getvalue().encode("utf-8-sig")
