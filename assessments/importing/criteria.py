"""Elements and criteria (KUK) of the units in a plan."""

import re
from typing import Any

from django.utils.translation import gettext as _

from .layout import CRITERION, MAX_NUMBER, UNIT
from .plan import CriterionPlan, ElementPlan, Plan, UnitPlan
from .reading import Problem, Row, excerpt

NUMBER = re.compile(r"^(?:(\d{1,3})\.)?(\d{1,3})\.?$")


def add_criteria(rows: list[tuple[Row, dict[str, Any]]], plan: Plan, problems: list[Problem]) -> None:
    """Hang every element and criterion under its unit, in the order of their numbers."""
    units = {unit.code.casefold(): unit for unit in plan.units if unit.code}
    for row, values in rows:
        if "code" not in values or "element" not in values:
            continue
        unit = units.get(values["code"].casefold())
        if unit is None:
            message = _("Unit ini tidak ada di lembar %(sheet)s.") % {"sheet": UNIT.label}
            problems.append(row.problem(CRITERION.label_of("code"), message, values["code"]))
            continue
        element = _element(row, values, unit, problems)
        _criterion(row, values, element, problems)
    for unit in plan.units:
        _settle(unit, plan, problems)


def _element(row: Row, values: dict[str, Any], unit: UnitPlan, problems: list[Problem]) -> ElementPlan:
    """The element that the row names, made at its first row. A number with two titles is a problem."""
    title = values.get("element_title", "")
    for element in unit.elements:
        if element.position == values["element"]:
            if title and element.title and title != element.title:
                message = _("Elemen nomor %(number)s sudah ada di baris %(row)s dengan judul lain.")
                message %= {"number": element.position, "row": element.row}
                problems.append(row.problem(CRITERION.label_of("element_title"), message, title))
            element.title = element.title or title
            return element
    element = ElementPlan(values["element"], title, row.number)
    unit.elements.append(element)
    return element


def _criterion(row: Row, values: dict[str, Any], element: ElementPlan, problems: list[Problem]) -> None:
    """Add the criterion of the row, if it has one: number and text belong together."""
    if "criterion" not in values or "text" not in values:
        return
    number, text = values["criterion"], values["text"]
    if not number and not text:
        return
    if not number or not text:
        missing = "text" if number else "criterion"
        problems.append(row.problem(CRITERION.label_of(missing), _("Nomor KUK dan kriterianya harus diisi berdua.")))
        return
    position = _position(row, number, element, problems)
    if position is None:
        return
    twin = next((criterion for criterion in element.criteria if criterion.position == position), None)
    if twin:
        message = _("Nomor KUK ini sudah ada di baris %(row)s. Jika maksudnya 1.10, ubah format sel menjadi Teks.")
        problems.append(row.problem(CRITERION.label_of("criterion"), message % {"row": twin.row}, number))
        return
    element.criteria.append(CriterionPlan(position, text, row.number))


def _position(row: Row, number: str, element: ElementPlan, problems: list[Problem]) -> int | None:
    """The place of "2.3" in element 2; None, with a problem, for anything else."""
    found = NUMBER.match(number)
    message = ""
    if not found or not 1 <= int(found[2]) <= MAX_NUMBER:
        message = _("Tulis nomor KUK seperti 1.1 atau 1.2.")
    elif found[1] and int(found[1]) != element.position:
        message = _("Nomor KUK ini bukan milik elemen %(element)s.") % {"element": element.position}
    if message:
        problems.append(row.problem(CRITERION.label_of("criterion"), message, number))
        return None
    return int(found[2]) if found else None


def _settle(unit: UnitPlan, plan: Plan, problems: list[Problem]) -> None:
    """Order by number; an element that never got a title is not known."""
    unit.elements.sort(key=lambda element: element.position)
    sheet, label = plan.sheets["criterion"], CRITERION.label_of("element")
    for wanted, element in enumerate(unit.elements, start=1):
        if element.position != wanted:
            message = _("Nomor elemen harus berurutan mulai dari 1: nomor %(number)s tidak ada.") % {"number": wanted}
            problems.append(Problem(sheet, element.row, label, f"{unit.code} · {element.position}", message))
            break
    for element in unit.elements:
        _settle_criteria(unit, element, plan, problems)
        if not element.title:
            message = _("Elemen nomor %(number)s belum dikenal: isi judulnya di kolom Elemen.") % {
                "number": element.position
            }
            title = CRITERION.label_of("element_title")
            problems.append(Problem(sheet, element.row, title, excerpt(unit.code), message))


def _settle_criteria(unit: UnitPlan, element: ElementPlan, plan: Plan, problems: list[Problem]) -> None:
    element.criteria.sort(key=lambda criterion: criterion.position)
    for wanted, criterion in enumerate(element.criteria, start=1):
        if criterion.position != wanted:
            number = f"{element.position}.{wanted}"
            message = _("Nomor KUK harus berurutan: nomor %(number)s tidak ada.") % {"number": number}
            place = f"{unit.code} · {element.position}.{criterion.position}"
            label = CRITERION.label_of("criterion")
            problems.append(Problem(plan.sheets["criterion"], criterion.row, label, place, message))
            break
