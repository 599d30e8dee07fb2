"""From rows to a plan: every row is checked, every problem is told, nothing stops at the first one."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..models import SchemeVersion
from ..standards.models import unit_code_family
from .columns import Sheet
from .criteria import add_criteria
from .electives import add_electives
from .layout import MAX_UNITS, REQUIREMENT, SCHEME, SHEET_OF, UNIT
from .plan import Plan, RequirementPlan, StandardPlan, UnitPlan
from .reading import Problem, Reading, Row

DEFAULT_VALIDITY = SchemeVersion._meta.get_field("validity_months").default


@dataclass
class Report:
    """A plan with everything that is wrong (`problems`) or worth knowing (`notes`) about it."""

    plan: Plan = field(default_factory=Plan)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    examples: int = 0

    @property
    def is_clean(self) -> bool:
        return not self.problems

    def sort(self) -> None:
        """As the reader goes through the file: sheet by sheet, row by row."""
        order = {sheet.label: place for place, sheet in enumerate(SHEET_OF.values())}
        for found in (self.problems, self.notes):
            found.sort(key=lambda problem: (order.get(problem.sheet, -1), problem.row or 0))


def check(reading: Reading) -> Report:
    """The plan of a file and all its problems."""
    report = Report(problems=list(reading.problems), notes=list(reading.notes), examples=reading.examples)
    report.plan.sheets = {kind: reading.label_of(kind) for kind in SHEET_OF}
    rows = {
        kind: [(row, _clean(sheet, row, report)) for row in reading.rows.get(kind, [])]
        for kind, sheet in SHEET_OF.items()
    }
    _scheme(rows["scheme"], report)
    _units(rows["unit"], report)
    add_criteria(rows["criterion"], report.plan, report.problems)
    add_electives(rows["elective"], report.plan, report.problems, report.notes)
    report.plan.requirements = [
        RequirementPlan(values["requirement_kind"], values["requirement"])
        for row, values in rows["requirement"]
        if {"requirement_kind", "requirement"} <= values.keys()
        and not _is_repeated(row, values, rows["requirement"], report)
    ]
    return report


def _clean(sheet: Sheet, row: Row, report: Report) -> dict[str, Any]:
    """The values of a row; a column with a problem is left out, so later checks can see that it is not there."""
    values: dict[str, Any] = {}
    for column in sheet.columns:
        cell = row.cells.get(column.key)
        if cell is not None and cell.refusal:
            report.problems.append(row.problem(column.label, cell.refusal, cell.text))
            continue
        report.notes += [row.problem(column.label, note, cell.text) for note in (cell.notes if cell else ())]
        try:
            values[column.key] = column.field.clean(cell.text if cell else "")
        except ValidationError as error:
            if cell is None and column.required:
                continue  # the missing column has been told once, for the sheet
            text = cell.text if cell else ""
            report.problems += [row.problem(column.label, message, text) for message in error.messages]
    return values


def _scheme(rows: list[tuple[Row, dict[str, Any]]], report: Report) -> None:
    if not rows:
        message = _("Belum ada skema. Isi satu baris dengan nomor dan judul skema.")
        report.problems.append(Problem(SCHEME.label, None, "", "", message))
        return
    for row, _values in rows[1:]:
        report.problems.append(row.problem(SCHEME.label_of("number"), _("Satu berkas hanya untuk satu skema.")))
    row, values = rows[0]
    values["validity_months"] = values.get("validity_months") or DEFAULT_VALIDITY
    report.plan.scheme, report.plan.scheme_row = values, row.number
    for key in ("kbli", "kbji", "registration_prefix"):
        if not values.get(key):
            message = _("Belum diisi. Skema dapat diimpor, tetapi wajib dilengkapi sebelum diberlakukan.")
            report.notes.append(row.problem(SCHEME.label_of(key), message))
    is_kkni = values.get("packaging") == SchemeVersion.Packaging.KKNI
    if "packaging" in values and "kkni_level" in values and is_kkni != (values["kkni_level"] is not None):
        message = (
            _("Isi jenjang 1 sampai 9 untuk kemasan KKNI.")
            if is_kkni
            else _("Jenjang hanya untuk kemasan KKNI. Kosongkan.")
        )
        report.problems.append(row.problem(SCHEME.label_of("kkni_level"), message, str(values["kkni_level"] or "")))


def _units(rows: list[tuple[Row, dict[str, Any]]], report: Report) -> None:
    if not rows:
        report.problems.append(Problem(UNIT.label, None, "", "", _("Skema harus memuat paling sedikit satu unit.")))
    if len(rows) > MAX_UNITS:
        message = _("Skema memuat lebih dari %(limit)s unit. Bagi menjadi beberapa skema.") % {"limit": MAX_UNITS}
        report.problems.append(Problem(rows[0][0].sheet, None, "", "", message))
    first: dict[str, int] = {}
    spelling: dict[str, str] = {}
    for row, values in rows:
        code = values.get("code", "")
        if code and code.casefold() in first:
            message = _("Unit ini sudah ada di baris %(row)s.") % {"row": first[code.casefold()]}
            report.problems.append(row.problem(UNIT.label_of("code"), message, code))
            continue
        if code:
            first[code.casefold()] = row.number
            if not unit_code_family(code):
                message = _("Kode ini tidak mengikuti pola yang dikenal. Periksa lagi; kode disimpan seperti tertulis.")
                report.notes.append(row.problem(UNIT.label_of("code"), message, code))
        standard = _standard(row, values, report)
        report.plan.units.append(
            UnitPlan(
                code=code,
                title=values.get("title", ""),
                title_en=values.get("title_en", ""),
                standard=standard,
                job_group=_one_spelling(values.get("job_group", ""), spelling),
                elective_group=values.get("elective_group", ""),
                row=row.number,
            )
        )


def _one_spelling(name: str, seen: dict[str, str]) -> str:
    """Capitals make no other group: the first spelling is kept."""
    return seen.setdefault(name.casefold(), name)


def _standard(row: Row, values: dict[str, Any], report: Report) -> int:
    """The index of the unit's standard; -1 when its columns have problems. Its title may be told once."""
    if not {"standard_kind", "standard_number", "standard_year", "standard_title"} <= values.keys():
        return -1
    title = values["standard_title"]
    wanted = StandardPlan(
        values["standard_kind"], values["standard_number"], values["standard_year"], title, row.number
    )
    for index, standard in enumerate(report.plan.standards):
        if standard.identity == wanted.identity:
            if standard.title and title and title != standard.title:
                message = _("Judul standar ini lain dari baris %(row)s.") % {"row": standard.row}
                report.problems.append(row.problem(UNIT.label_of("standard_title"), message, title))
            standard.title = standard.title or title
            return index
    report.plan.standards.append(wanted)
    return len(report.plan.standards) - 1


def _is_repeated(row: Row, values: dict[str, Any], rows: list[tuple[Row, dict[str, Any]]], report: Report) -> bool:
    for other, same in rows:
        if other.number == row.number:
            return False
        if same == values:
            message = _("Persyaratan ini sudah ada di baris %(row)s.") % {"row": other.number}
            report.problems.append(row.problem(REQUIREMENT.label_of("requirement"), message, values["requirement"]))
            return True
    return False
