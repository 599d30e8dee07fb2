"""Rows as they stand in a file, and what is wrong with them."""

import re
from dataclasses import asdict, dataclass, field

from django.utils.translation import gettext as _

from kit import printable

from .columns import Column
from .fields import normalised
from .layout import SHEET_OF

EXCERPT_LENGTH = 60
EXAMPLE = re.compile(r"\s*contoh\b", re.IGNORECASE)


@dataclass(frozen=True)
class Problem:
    """One thing the reader must see: where it stands, what stands there, what to do."""

    sheet: str
    row: int | None
    column: str
    excerpt: str
    message: str

    def as_json(self) -> dict[str, object]:
        return asdict(self)


@dataclass(frozen=True)
class Cell:
    """The text of a cell, or the reason why it cannot be taken as text; `notes` tell what was read otherwise."""

    text: str = ""
    refusal: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """One row of data: `number` is the one that the spreadsheet shows."""

    sheet: str
    number: int
    cells: dict[str, Cell]

    def problem(self, column: str, message: object, value: str = "") -> Problem:
        return Problem(self.sheet, self.number, column, excerpt(value), str(message))


@dataclass
class Reading:
    """Everything a file says: rows by kind, what stops the import (`problems`) and what does not (`notes`)."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    examples: int = 0

    def add(self, kind: str, row: Row) -> None:
        self.rows.setdefault(kind, []).append(row)

    def label_of(self, kind: str) -> str:
        """The sheet where rows of this kind stand."""
        return self.rows[kind][0].sheet if self.rows.get(kind) else SHEET_OF[kind].label

    def count(self) -> int:
        return sum(len(rows) for rows in self.rows.values())


def cell_of(text: str, *notes: str) -> Cell:
    """The cell of a text: cleaned where nothing is lost, with a note about each letter that was read as another."""
    read = [
        _("%(letter)s dibaca sebagai “%(sign)s”.") % {"letter": f"U+{ord(char):04X}", "sign": printable.clean(char)}
        for char in printable.meant(text)
    ]
    return Cell(printable.clean(text), notes=(*notes, *read))


def excerpt(text: str) -> str:
    """The beginning of a value, safe to show."""
    shown = printable.visible(text.strip())
    return shown if len(shown) <= EXCERPT_LENGTH else f"{shown[:EXCERPT_LENGTH]}…"


def is_example(cells: list[Cell]) -> bool:
    """Whether the row is an example of the template: its first filled cell begins with CONTOH."""
    first = next((cell.text for cell in cells if cell.text), "")
    return bool(EXAMPLE.match(first))


def is_blank(cells: list[Cell]) -> bool:
    return not any(cell.text.strip() or cell.refusal for cell in cells)


def map_heading(sheet: str, number: int, cells: list[Cell], columns: list[Column], reading: Reading) -> dict[int, str]:
    """Column key by position. Unknown and repeated headings are problems; an empty heading stays unmapped."""
    keys = {normalised(column.label): column.key for column in columns}
    places: dict[int, str] = {}
    for place, cell in enumerate(cells):
        if not cell.text.strip():
            continue
        key = keys.get(normalised(cell.text))
        if key is None:
            message = _("Judul kolom ini tidak dikenal. Pakai judul kolom seperti pada templat.")
        elif key in places.values():
            message = _("Judul kolom ini muncul lebih dari satu kali.")
        else:
            places[place] = key
            continue
        reading.problems.append(Problem(sheet, number, "", excerpt(cell.text), message))
    return places


def require_columns(sheet: str, number: int, found: set[str], columns: list[Column], reading: Reading) -> None:
    """A problem for each required column that the heading lacks."""
    for column in columns:
        if column.required and column.key not in found:
            reading.problems.append(
                Problem(sheet, number, column.label, "", _("Kolom wajib ini tidak ada dalam berkas."))
            )


def take_row(sheet: str, number: int, cells: list[Cell], places: dict[int, str], reading: Reading) -> Row:
    """The row by column key. A filled cell under an empty heading is a problem, told once a row."""
    for place, cell in enumerate(cells):
        if place not in places and (cell.text.strip() or cell.refusal):
            message = _("Sel ini berada di luar kolom yang dikenal.")
            reading.problems.append(Problem(sheet, number, "", excerpt(cell.text), message))
            break
    return Row(sheet, number, {key: cells[place] for place, key in places.items() if place < len(cells)})
