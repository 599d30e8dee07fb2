"""The evidence as a workbook: a sheet to read first, and one long sheet that is filtered by clause and kind.

What anybody typed is text in every program; only days and numbers are not.
"""

import io
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from assessments.confidentiality.exporting import plain_cell
from assessments.importing.template import HEAD, text_cell

from ..mechanisms import Line
from .audits import Audit, Chapter

OVERVIEW = (8, 62, 62, 12, 12, 46)
EVIDENCE = (8, 34, 22, 14, 52, 30, 22)
TITLE = {"font": Font(bold=True, size=14), "alignment": Alignment(wrap_text=False)}
ASIDE = {"alignment": Alignment(wrap_text=False)}
TOP = Alignment(vertical="top")


def audit_book(audit: Audit) -> bytes:
    """The audit as XLSX."""
    book = Workbook(write_only=True)
    with translation.override(settings.LANGUAGE_CODE):
        _overview(book, audit)
        _evidence(book, audit)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _overview(book: Workbook, audit: Audit) -> None:
    page = _sheet(book, "Ringkasan", OVERVIEW)
    page.append([plain_cell(page, f"Bukti pelaksanaan kode etik asesor, {audit.year}", **TITLE)])
    for text in _cover(audit):
        page.append([plain_cell(page, text, **ASIDE)])
    page.append([])
    heads = ["Butir", "Bunyi", "Cara menjaganya", "Catatan tahun itu", "Masih terbuka",
             "Rincian"]  # fmt: skip
    page.append([text_cell(page, head, **HEAD) for head in heads])
    for chapter in audit.chapters:
        page.append(_row(page, chapter))


def _cover(audit: Audit) -> list[str]:
    made = date_format(timezone.localtime(audit.made_at), "j F Y, H.i")
    return [
        f"{audit.body.name}, {audit.body.licence_number}" if audit.body else "",
        f"Dibuat {made} oleh {audit.made_by}",
        f"Tujuan: {audit.purpose}",
    ]


def _row(page: Any, chapter: Chapter) -> list[Any]:
    row = chapter.row
    parts = "\n".join(f"{each.record.name}: {each.number}" for each in row.records if each.number is not None)
    mechanism = row.mechanism.text if row.mechanism else "Belum ada mekanisme."
    return [
        _number(page, row.number), plain_cell(page, row.clause.text if row.clause else ""),
        plain_cell(page, mechanism), _number(page, row.total), _number(page, row.open), plain_cell(page, parts),
    ]  # fmt: skip


def _evidence(book: Workbook, audit: Audit) -> None:
    page = _sheet(book, "Bukti", EVIDENCE)
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(EVIDENCE))}{audit.lines + 1}"
    heads = ["Butir", "Jenis catatan", "Nomor", "Tanggal", "Keadaan",
             "Asesor", "Nomor MET"]  # fmt: skip
    page.append([text_cell(page, head, **HEAD) for head in heads])
    for chapter in audit.chapters:
        for line in chapter.lines:
            page.append(_told(page, chapter.row.number, line))


def _told(page: Any, clause: int, line: Line) -> list[Any]:
    return [
        _number(page, clause), plain_cell(page, line.kind), plain_cell(page, line.number), _day(page, line.day),
        plain_cell(page, line.state), plain_cell(page, line.assessor), plain_cell(page, line.met_number),
    ]  # fmt: skip


def _sheet(book: Workbook, title: str, widths: tuple[int, ...]) -> Any:
    page = book.create_sheet(title)
    for place, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(place)].width = width
    return page


def _number(page: Any, value: int) -> WriteOnlyCell:
    cell = WriteOnlyCell(page, value=value)
    cell.alignment = TOP
    return cell


def _day(page: Any, value: date | None) -> WriteOnlyCell:
    cell = WriteOnlyCell(page, value=value)
    cell.number_format, cell.alignment = "yyyy-mm-dd", TOP
    return cell
