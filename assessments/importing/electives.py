"""Elective groups of a plan: who is in them and whether their sizes can be kept."""

from collections import Counter
from typing import Any

from django.utils.translation import gettext as _

from .layout import ELECTIVE, UNIT
from .plan import ElectivePlan, Plan
from .reading import Problem, Row


def add_electives(
    rows: list[tuple[Row, dict[str, Any]]], plan: Plan, problems: list[Problem], notes: list[Problem]
) -> None:
    """Add the groups; every group that a unit names must be listed, and every size must be possible."""
    members = Counter(unit.elective_group.casefold() for unit in plan.units if unit.elective_group)
    listed: dict[str, str] = {}
    for row, values in rows:
        name = values.get("elective_group", "")
        if name.casefold() in listed:
            problems.append(row.problem(ELECTIVE.label_of("elective_group"), _("Kelompok ini sudah ada."), name))
            continue
        listed[name.casefold()] = name
        if name and {"min_units", "max_units"} <= values.keys():
            group = ElectivePlan(name, values["min_units"], values["max_units"], row.number)
            plan.electives.append(group)
            _check_sizes(row, group, members[name.casefold()], problems)
    _join(plan, listed, problems)
    if plan.units and all(unit.elective_group for unit in plan.units) and not any(g.min_units for g in plan.electives):
        message = _(
            "Tidak ada unit yang wajib. Jadikan satu unit wajib atau beri kelompok pilihan jumlah paling sedikit."
        )
        notes.append(Problem(plan.sheets["elective"], None, "", "", message))


def _join(plan: Plan, listed: dict[str, str], problems: list[Problem]) -> None:
    """Give each unit the group's name as it is listed; a name that is not listed is a problem."""
    label = UNIT.label_of("elective_group")
    for unit in plan.units:
        name = unit.elective_group
        if name and name.casefold() not in listed:
            message = _("Kelompok pilihan ini tidak ada di lembar %(sheet)s.") % {"sheet": ELECTIVE.label}
            problems.append(Problem(plan.sheets["unit"], unit.row, label, name, message))
        unit.elective_group = listed.get(name.casefold(), name)


def _check_sizes(row: Row, group: ElectivePlan, size: int, problems: list[Problem]) -> None:
    if group.min_units > group.max_units:
        message = _("Paling sedikit (%(low)s) tidak boleh lebih dari paling banyak (%(high)s).")
        message %= {"low": group.min_units, "high": group.max_units}
        problems.append(row.problem(ELECTIVE.label_of("min_units"), message, str(group.min_units)))
    elif group.max_units > size:
        message = _("Kelompok ini hanya berisi %(size)s unit. Kurangi “Paling banyak” atau tambah unitnya.")
        problems.append(row.problem(ELECTIVE.label_of("max_units"), message % {"size": size}, str(group.max_units)))
