"""What an import will make, as plain data: shown as preview, kept as JSON, written on confirmation."""

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass
class CriterionPlan:
    position: int
    text: str
    row: int


@dataclass
class ElementPlan:
    position: int
    title: str
    row: int
    criteria: list[CriterionPlan] = field(default_factory=list)


@dataclass
class StandardPlan:
    kind: str
    number: str
    year: int
    title: str
    row: int
    is_known: bool = False

    @property
    def identity(self) -> tuple[str, str, int]:
        """What makes it this standard: capitals in a number are habit, not meaning."""
        return (self.kind, self.number.casefold(), self.year)


@dataclass
class UnitPlan:
    """A unit in its place. `standard` is an index; `is_filled` means that a known unit gets what it lacked."""

    code: str
    title: str
    title_en: str
    standard: int
    job_group: str
    elective_group: str
    row: int
    elements: list[ElementPlan] = field(default_factory=list)
    is_known: bool = False
    is_filled: bool = False

    @property
    def criterion_count(self) -> int:
        return sum(len(element.criteria) for element in self.elements)


@dataclass
class ElectivePlan:
    name: str
    min_units: int
    max_units: int
    row: int


@dataclass
class RequirementPlan:
    kind: str
    text: str


@dataclass
class Plan:
    """The whole scheme version. `scheme` holds the cleaned columns of the sheet Skema."""

    scheme: dict[str, Any] = field(default_factory=dict)
    scheme_row: int = 0
    scheme_is_known: bool = False
    next_version: int = 1
    standards: list[StandardPlan] = field(default_factory=list)
    units: list[UnitPlan] = field(default_factory=list)
    electives: list[ElectivePlan] = field(default_factory=list)
    requirements: list[RequirementPlan] = field(default_factory=list)
    sheets: dict[str, str] = field(default_factory=dict)

    def job_groups(self) -> list[str]:
        """The groups in the order in which the units name them."""
        return list(dict.fromkeys(unit.job_group for unit in self.units if unit.job_group))

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Plan":
        """The plan that `as_json` wrote."""
        parts = {
            "standards": [StandardPlan(**row) for row in data["standards"]],
            "units": [_unit(row) for row in data["units"]],
            "electives": [ElectivePlan(**row) for row in data["electives"]],
            "requirements": [RequirementPlan(**row) for row in data["requirements"]],
        }
        return cls(**(data | parts))


def _unit(data: dict[str, Any]) -> UnitPlan:
    elements = [
        ElementPlan(**(element | {"criteria": [CriterionPlan(**row) for row in element["criteria"]]}))
        for element in data["elements"]
    ]
    return UnitPlan(**(data | {"elements": elements}))
