"""A plan as the reader sees it before confirming."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext as _

from ..models import Requirement, SchemeVersion, Standard
from .plan import Plan, StandardPlan, UnitPlan
from .reading import Problem


class Preview:
    """What will be made, counted and named."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    @property
    def title(self) -> str:
        return str(self.plan.scheme.get("title", ""))

    @property
    def packaging(self) -> str:
        return _label(SchemeVersion.Packaging, self.plan.scheme.get("packaging"))

    def units(self) -> list[tuple[UnitPlan, StandardPlan | None]]:
        """Each unit with its standard; None while the columns of the standard have problems."""
        return [(unit, self.plan.standards[unit.standard] if unit.standard >= 0 else None) for unit in self.plan.units]

    def standards(self) -> list[tuple[StandardPlan, str, int]]:
        """Each standard, its kind in words, and how many units of the scheme come from it."""
        rows = []
        for index, standard in enumerate(self.plan.standards):
            used = sum(1 for unit in self.plan.units if unit.standard == index)
            rows.append((standard, _label(Standard.Kind, standard.kind), used))
        return rows

    def requirements(self) -> list[tuple[str, str]]:
        return [(_label(Requirement.Kind, row.kind), row.text) for row in self.plan.requirements]

    def counters(self) -> list[dict[str, object]]:
        """The numbers above the tree."""
        units = self.plan.units
        new = sum(1 for unit in units if not unit.is_known)
        return [
            {"number": len(units), "label": _("unit")},
            {"number": new, "label": _("unit baru")},
            {"number": sum(len(unit.elements) for unit in units), "label": _("elemen")},
            {"number": sum(unit.criterion_count for unit in units), "label": _("KUK")},
            {"number": len(self.plan.requirements), "label": _("persyaratan")},
        ]

    def consequences(self) -> list[str]:
        """What confirming does, in sentences."""
        number, version = self.plan.scheme["number"], self.plan.next_version
        if self.plan.scheme_is_known:
            head = _("Konsep versi %(version)s dari skema %(number)s yang sudah ada dibuat.")
        else:
            head = _("Skema %(number)s dibuat sebagai konsep versi %(version)s.")
        units = self.plan.units
        new = sum(1 for standard in self.plan.standards if not standard.is_known)
        counts = [
            (new, _("%(count)s standar baru dicatat.")),
            (sum(1 for unit in units if not unit.is_known), _("%(count)s unit baru dicatat.")),
            (sum(1 for unit in units if unit.is_filled), _("%(count)s unit yang sudah tercatat dilengkapi.")),
            (
                sum(1 for unit in units if unit.is_known and not unit.is_filled),
                _("%(count)s unit yang sudah tercatat dipakai tanpa diubah."),
            ),
        ]
        points = [head % {"number": number, "version": version}]
        points += [text % {"count": count} for count, text in counts if count]
        return [*points, _("Konsep masih dapat diubah; skema baru berlaku setelah Anda memberlakukannya.")]


def _label(choices: type[models.TextChoices], value: str | None) -> str:
    return str(choices(value).label) if value else ""


def grouped(problems: Iterable[Problem]) -> list[tuple[Problem, str]]:
    """Problems in their order; the same one in many rows is told once, with every row."""
    rows: dict[Problem, list[int]] = {}
    for problem in problems:
        key = Problem(problem.sheet, None, problem.column, problem.excerpt, problem.message)
        rows.setdefault(key, []).extend([problem.row] if problem.row else [])
    return [(problem, _ranges(numbers)) for problem, numbers in rows.items()]


def _ranges(numbers: list[int]) -> str:
    spans: list[list[int]] = []
    for number in sorted(set(numbers)):
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ", ".join(str(low) if low == high else f"{low}-{high}" for low, high in spans)
