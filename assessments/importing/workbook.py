"""Rows of an XLSX workbook. Only text and numbers are taken: no formula, no date, no error value."""

import datetime
from collections.abc import Iterator
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from kit.errors import RuleError

from .columns import Sheet
from .escapes import looks_escaped, unescape
from .fields import normalised
from .files import broken_workbook
from .layout import MAX_ROWS, SHEETS
from .reading import (
    Cell,
    Problem,
    Reading,
    cell_of,
    excerpt,
    is_blank,
    is_example,
    map_heading,
    require_columns,
    take_row,
)

MAX_COLUMNS = 60
# A row may claim to be number one billion; the reader would fill the gap with empty rows.
MAX_ROW_NUMBER = 20_000
GUIDE_SHEET = "Petunjuk"


class _Reader(ExcelReader):
    """openpyxl's reader, but that shared texts come as they are written.

    Its own drops every "x005F_", and then what was escaped cannot be told from what was not.
    """

    def read_strings(self) -> None:
        part = self.package.find(SHARED_STRINGS)
        if part is not None:
            with self.archive.open(part.PartName[1:]) as source:
                nodes = (node for _event, node in iterparse(source) if node.tag == f"{{{SHEET_MAIN_NS}}}si")
                self.shared_strings = [_content(node) for node in nodes]


def _content(node: Any) -> str:
    text: str = Text.from_tree(node).content
    node.clear()
    return text


def read_workbook(file: BinaryIO) -> Reading:
    """The rows of every known sheet. Refuses a workbook that cannot be opened or has too many rows."""
    try:
        reader = _Reader(file, read_only=True, keep_links=False)
        reader.read()
        book = reader.wb
        try:
            return _read_sheets({normalised(unescape(sheet.title)): sheet for sheet in book.worksheets})
        finally:
            book.close()
    except RuleError:
        raise
    except Exception as error:
        raise broken_workbook() from error


def too_many_rows() -> RuleError:
    """The refusal of a file that is longer than any scheme."""
    return RuleError(
        _("Berkas terlalu panjang: paling banyak %(limit)s baris.") % {"limit": MAX_ROWS}, code="too_many_rows"
    )


def _read_sheets(found: dict[str, Any]) -> Reading:
    reading = Reading()
    known = {normalised(sheet.label) for sheet in SHEETS} | {normalised(GUIDE_SHEET)}
    for name, worksheet in found.items():
        if name not in known:
            message = _("Lembar ini tidak dikenal, jadi tidak dibaca.")
            reading.notes.append(Problem(excerpt(worksheet.title), None, "", "", message))
    for sheet in SHEETS:
        worksheet = found.get(normalised(sheet.label))
        if worksheet is None:
            message = _("Lembar ini tidak ada. Pakai templat; lembar yang tidak diperlukan boleh dibiarkan kosong.")
            reading.problems.append(Problem(sheet.label, None, "", "", message))
        else:
            _read_sheet(sheet, worksheet, reading)
    return reading


def _read_sheet(sheet: Sheet, worksheet: Any, reading: Reading) -> None:
    places: dict[int, str] | None = None
    for number, cells in _cells(worksheet):
        if is_blank(cells):
            continue
        if places is None:
            places = map_heading(sheet.label, number, cells, sheet.columns, reading)
            require_columns(sheet.label, number, set(places.values()), sheet.columns, reading)
        elif is_example(cells):
            reading.examples += 1
        else:
            reading.add(sheet.kind, take_row(sheet.label, number, cells, places, reading))
            if reading.count() > MAX_ROWS:
                raise too_many_rows()
    if places is None:
        require_columns(sheet.label, 1, set(), sheet.columns, reading)


def _cells(worksheet: Any) -> Iterator[tuple[int, list[Cell]]]:
    worksheet.reset_dimensions()
    for number, row in enumerate(worksheet.iter_rows(max_col=MAX_COLUMNS), start=1):
        if number > MAX_ROW_NUMBER:
            raise too_many_rows()
        yield number, [_cell(cell.value, getattr(cell, "data_type", "n")) for cell in row]


def _cell(value: Any, data_type: str) -> Cell:
    if value is None:
        return Cell()
    if data_type == "f":
        return Cell(
            excerpt(str(value)), _("Sel ini memuat rumus. Ganti dengan nilainya (salin, tempel sebagai nilai).")
        )
    if data_type == "e":
        return Cell(str(value), _("Sel ini memuat kesalahan Excel."))
    if isinstance(value, bool):
        return Cell(str(value), _("Sel ini memuat nilai benar/salah. Ketik sebagai teks."))
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        message = _("Excel mengubah isi sel ini menjadi tanggal. Ubah format sel menjadi Teks lalu ketik ulang.")
        return Cell(str(value), message)
    if isinstance(value, float):
        return Cell(str(int(value)) if value.is_integer() else repr(value))
    text = unescape(str(value))
    if looks_escaped(text):
        return cell_of(text, _("Tulisan seperti “_x000D_” dalam sel ini dibaca apa adanya. Hapus jika tidak dimaksud."))
    return cell_of(text)
