"""The list of candidates as a workbook. Every cell is text: nothing that somebody typed is ever a formula."""

import io
import re
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from ..importing.escapes import escape
from ..importing.template import CONTENT_TYPES, HEAD, text_cell
from ..models import Candidate

CONTENT_TYPE = CONTENT_TYPES["xlsx"]
# Letters that a workbook cannot hold: openpyxl refuses some of them, and Excel a file with any of the others.
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
WIDTHS = (32, 20, 16, 30, 26, 30, 18, 12)


def candidate_workbook(candidates: Iterable[Candidate], *, with_identity: bool) -> bytes:
    """One row for each candidate; the identity number masked as in the list unless it was asked for with a reason."""
    book = Workbook(write_only=True)
    page = book.create_sheet(_("Asesi"))
    page.freeze_panes = "A2"
    for place, width in enumerate(WIDTHS, start=1):
        page.column_dimensions[get_column_letter(place)].width = width
    page.append([text_cell(page, name, **HEAD) for name in _heads()])
    for candidate in candidates:
        page.append([plain_cell(page, value) for value in _values(candidate, with_identity)])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _heads() -> list[str]:
    return [
        _("Nama"), _("NIK atau paspor"), _("Pendidikan"), _("Sekolah atau perusahaan"), _("Pekerjaan"), _("Surel"),
        _("Telepon"), _("Jumlah asesmen"),
    ]  # fmt: skip


def _values(candidate: Any, with_identity: bool) -> list[object]:
    person = candidate.person
    number = person.identity_number if with_identity else person.masked_identity
    return [
        person.name, number, candidate.get_education_display(), candidate.institution, candidate.job, person.email,
        person.phone, candidate.assessment_count,
    ]  # fmt: skip


def plain_cell(page: Any, value: object, **style: Any) -> Any:
    """Text that stays text in every program: no formula, also after somebody has edited the cell."""
    cell = text_cell(page, escape(NOT_IN_XML.sub("", str(value))), **style)
    cell.quotePrefix = True
    return cell
