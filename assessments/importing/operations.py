"""Import of a scheme: read and judge a file, keep its plan for a day, write it when its owner confirms."""

from collections import Counter
from datetime import date
from typing import BinaryIO

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from kit.accounts import Account
from kit.errors import RuleError
from kit.saving import save_checked

from ..models import ElectiveGroup, ImportDraft, JobGroup, Requirement, SchemeUnit, SchemeVersion, Standard, Unit
from ..schemes.operations.schemes import create_scheme, create_version
from ..standards.operations import create_standard, create_unit, edit_unit, set_elements
from .checking import Report, check
from .files import recognise
from .flat import read_flat
from .known import compare, find_scheme, known_standards
from .plan import Plan, UnitPlan
from .workbook import read_workbook

READERS = {"xlsx": read_workbook, "csv": read_flat}


def check_scheme_file(*, file: BinaryIO, name: str, size: int) -> Report:
    """The plan of a file with every problem in it. Writes nothing.

    Refuses what cannot be read at all: RuleError too_large, empty, not_a_table, old_format, broken, macro,
    unpacked_too_large, unsafe_xml, encoding, nul, too_many_rows, too_wide.
    """
    kind = recognise(file, name=name, size=size)
    report = check(READERS[kind](file))
    problems, notes = compare(report.plan)
    report.problems += problems
    report.notes += notes
    report.sort()
    return report


@transaction.atomic
def stage_scheme_import(*, by: Account, report: Report, file_name: str) -> ImportDraft:
    """Keep a clean plan for its owner to confirm. Refuses a plan with problems: RuleError("problems")."""
    if not report.is_clean:
        raise RuleError(_("Berkas ini masih memuat kesalahan."), code="problems")
    ImportDraft.objects.expired().delete()
    notes = [note.as_json() for note in report.notes]
    plan = {"plan": report.plan.as_json(), "notes": notes}
    return ImportDraft.objects.create(owner=by, plan=plan, file_name=file_name[-150:])


@transaction.atomic
def import_scheme(*, by: Account, on: date, draft: ImportDraft) -> SchemeVersion:
    """Write the whole plan as a draft version, or nothing.

    Refuses: already_imported (a second confirmation), stale (what the portal has changed since the preview), and with
    what the operations below refuse.
    """
    draft = ImportDraft.objects.select_for_update().get(pk=draft.pk)
    if draft.is_used:
        raise RuleError(_("Impor ini sudah dikonfirmasi; skemanya hanya dibuat satu kali."), code="already_imported")
    plan = Plan.from_json(draft.plan["plan"])
    problems, _notes = compare(plan)
    if problems or plan.as_json() != draft.plan["plan"]:
        raise _stale()
    try:
        with transaction.atomic():
            version = _write(plan, by, on)
    except IntegrityError as error:  # somebody else wrote the same scheme, standard or unit at this moment
        raise _stale() from error
    draft.version = version
    draft.save(update_fields=["version"])
    return version


def _stale() -> RuleError:
    message = _("Data di portal berubah sejak pratinjau ini dibuat. Unggah lagi berkasnya untuk pratinjau yang baru.")
    return RuleError(message, code="stale")


def _write(plan: Plan, by: Account, on: date) -> SchemeVersion:
    fields = dict(plan.scheme)
    number = fields.pop("number")
    scheme = find_scheme(number)
    if scheme:
        version = create_version(by=by, on=on, scheme=scheme, verb="imported", **fields)
    else:
        version = create_scheme(by=by, on=on, number=number, verb="imported", **fields)
    positions: Counter[str] = Counter()
    for row in plan.requirements:
        positions[row.kind] += 1
        save_checked(Requirement(version=version, kind=row.kind, text=row.text, position=positions[row.kind]))
    _place_units(plan, version, _write_units(by, on, plan, _write_standards(by, on, plan)))
    return version


def _write_standards(by: Account, on: date, plan: Plan) -> list[Standard]:
    """The standard of each plan row, made where it is new."""
    known = known_standards(plan)
    return [
        known.get(row.identity)
        or create_standard(by=by, on=on, kind=row.kind, number=row.number, year=row.year, title=row.title)
        for row in plan.standards
    ]


def _write_units(by: Account, on: date, plan: Plan, standards: list[Standard]) -> list[Unit]:
    """The unit of each plan row: a new one is made with its tree, a known one gets only what it lacks."""
    known = {(unit.standard_id, unit.code.casefold()): unit for unit in Unit.objects.filter(standard__in=standards)}
    units = []
    for row in plan.units:
        standard = standards[row.standard]
        unit = known.get((standard.pk, row.code.casefold()))
        if unit is None:
            unit = create_unit(by=by, on=on, standard=standard, code=row.code, title=row.title, title_en=row.title_en)
            _write_tree(by, on, unit, row)
        elif row.is_filled:
            edit_unit(by=by, on=on, unit=unit, title_en=row.title_en)
            _write_tree(by, on, unit, row)
        units.append(unit)
    return units


def _write_tree(by: Account, on: date, unit: Unit, row: UnitPlan) -> None:
    """Only where there is no tree: a recorded one was compared and found to be the same."""
    if row.elements and not unit.elements.exists():
        tree = [(element.title, [criterion.text for criterion in element.criteria]) for element in row.elements]
        set_elements(by=by, on=on, unit=unit, elements=tree)


def _place_units(plan: Plan, version: SchemeVersion, units: list[Unit]) -> None:
    """Straight into the tables, as a copied version is: the import is one act and leaves one event."""
    jobs = {
        name: JobGroup.objects.create(version=version, position=position, name=name)
        for position, name in enumerate(plan.job_groups(), start=1)
    }
    electives = {
        row.name: ElectiveGroup.objects.create(
            version=version, position=position, name=row.name, min_units=row.min_units, max_units=row.max_units
        )
        for position, row in enumerate(plan.electives, start=1)
    }
    SchemeUnit.objects.bulk_create(
        SchemeUnit(
            version=version,
            unit=unit,
            position=position,
            job_group=jobs.get(row.job_group),
            elective_group=electives.get(row.elective_group),
        )
        for position, (unit, row) in enumerate(zip(units, plan.units, strict=True), start=1)
    )
