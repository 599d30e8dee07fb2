"""Rows of a CSV file: one flat table whose column `Baris` tells what each row is."""

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _

from kit.errors import RuleError

from .columns import Column, Sheet
from .escapes import looks_escaped, unescape
from .fields import LineField, normalised
from .layout import MARKER, MAX_ROWS, SHEETS, flat_columns
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
from .workbook import MAX_ROW_NUMBER, too_many_rows

LABEL = "CSV"
DELIMITERS = ";,\t"
MAX_FIELDS = 200
KIND_OF_MARKER: dict[str, Sheet] = {normalised(marker): sheet for sheet in SHEETS for marker in sheet.markers}
MARKERS_SHOWN = "skema, unit, elemen, kuk, pilihan, persyaratan"


def read_flat(file: BinaryIO) -> Reading:
    """The rows of a CSV file. Refuses what is not UTF-8, not a table, or has too many rows."""
    reading = Reading()
    places: dict[int, str] | None = None
    number = 0
    for number, values in _records(_text(file)):
        cells = [_cell(value) for value in values]
        if is_blank(cells):
            continue
        if places is None:
            places = _heading(number, cells, reading)
        elif is_example(cells):
            reading.examples += 1
        else:
            _add(number, cells, places, reading)
            if reading.count() > MAX_ROWS:
                raise too_many_rows()
    _require(reading, set((places or {}).values()))
    return reading


def _text(file: BinaryIO) -> str:
    data = file.read()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or data[:200].count(b"\x00") > 20:
        raise _encoding("UTF-16")
    if b"\x00" in data:
        raise RuleError(
            _("Berkas ini memuat karakter NUL, jadi bukan teks biasa. Simpan ulang sebagai CSV UTF-8."), code="nul"
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _encoding("Windows-1252") from error


def _encoding(name: str) -> RuleError:
    message = _(
        "Tulisan dalam berkas ini tidak berformat UTF-8 (tampaknya %(name)s). "
        "Di Excel pilih Simpan Sebagai, lalu “CSV UTF-8 (Comma delimited)”: simpan sebagai CSV UTF-8."
    )
    return RuleError(message % {"name": name}, code="encoding")


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    lines = text.splitlines(keepends=True)
    skipped = 1 if lines and lines[0].strip().casefold() in {f"sep={delimiter}" for delimiter in DELIMITERS} else 0
    heading = next((line for line in lines[skipped:] if line.strip()), "")
    delimiter = max(DELIMITERS, key=heading.count)
    # csv wants the line ends as they are; str.splitlines would also break at characters that are no line end
    source = io.StringIO(text, newline="")
    for _line in range(skipped):
        source.readline()
    rows = csv.reader(source, delimiter=delimiter, strict=True)
    try:
        for number, values in enumerate(rows, start=1 + skipped):
            if number > MAX_ROW_NUMBER:
                raise too_many_rows()
            if len(values) > MAX_FIELDS:
                raise RuleError(
                    _("Berkas ini memuat terlalu banyak kolom. Pakai kolom seperti pada templat."), "too_wide"
                )
            yield number, values
    except csv.Error as error:
        message = _("Baris %(number)s tidak dapat dibaca sebagai CSV: periksa tanda kutip yang tidak ditutup.")
        raise RuleError(message % {"number": rows.line_num + skipped}, code="broken") from error


def _cell(value: str) -> Cell:
    """A table has no escapes of its own: one that stands there was left behind by whatever read a workbook."""
    notes = [_("Kode Excel seperti “_x000D_” dalam sel ini dibaca sebagai ganti baris atau hurufnya.")]
    cell = cell_of(unescape(value), *notes) if looks_escaped(value) else cell_of(value)
    if cell.text.lstrip().startswith("="):
        message = _("Sel ini diawali tanda sama dengan, jadi menjadi rumus di Excel. Hapus tandanya.")
        return Cell(excerpt(value), message)
    return cell


def _heading(number: int, cells: list[Cell], reading: Reading) -> dict[int, str]:
    marker = Column("marker", MARKER, LineField())
    places = map_heading(LABEL, number, cells, [marker, *flat_columns()], reading)
    require_columns(LABEL, number, set(places.values()), [marker], reading)
    return places


def _add(number: int, cells: list[Cell], places: dict[int, str], reading: Reading) -> None:
    row = take_row(LABEL, number, cells, places, reading)
    marker = row.cells.pop("marker", Cell())
    sheet = KIND_OF_MARKER.get(normalised(marker.text))
    if sheet is None:
        if "marker" in places.values():
            message = _("Isi dengan salah satu dari: %(words)s.") % {"words": MARKERS_SHOWN}
            reading.problems.append(row.problem(MARKER, message, marker.text))
        return
    own = {column.key for column in sheet.columns}
    labels = {column.key: column.label for column in flat_columns()}
    for key, cell in row.cells.items():
        if key not in own and cell.text.strip():
            message = _("Kolom ini tidak dipakai pada baris “%(marker)s”. Kosongkan selnya.") % {"marker": marker.text}
            reading.problems.append(row.problem(labels[key], message, cell.text))
    reading.add(sheet.kind, row)


def _require(reading: Reading, found: set[str]) -> None:
    """Required columns of the kinds that the file uses; a scheme and its units it always does."""
    missing: dict[str, Column] = {}
    for sheet in SHEETS:
        if sheet.kind in ("scheme", "unit") or sheet.kind in reading.rows:
            missing |= {column.key: column for column in sheet.columns if column.required and column.key not in found}
    reading.problems += [
        Problem(LABEL, 1, column.label, "", _("Kolom wajib ini tidak ada dalam berkas.")) for column in missing.values()
    ]
