"""What the portal already has: a plan reuses it only where it is the same, because certificates rest on it."""

from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from kit.printable import as_printed

from ..models import Element, Scheme, SchemeVersion, Standard, Unit
from .layout import CRITERION, SCHEME, UNIT
from .plan import CriterionPlan, ElementPlan, Plan, UnitPlan
from .reading import Problem, excerpt


def compare(plan: Plan) -> tuple[list[Problem], list[Problem]]:
    """Mark what is known in the plan; give the problems (a known unit that differs) and the notes."""
    problems: list[Problem] = []
    notes: list[Problem] = []
    _compare_scheme(plan, problems)
    standards = _compare_standards(plan, problems, notes)
    units = _known_units(plan, standards)
    for unit in plan.units:
        known = units.get((unit.standard, unit.code.casefold()))
        unit.is_known, unit.is_filled = known is not None, False
        if known:
            problems += _Differences(plan, unit, known).found()
            _complete(plan, unit, known, notes)
        elif not unit.elements and unit.code:
            message = _(
                "Unit ini belum memuat elemen dan KUK. Skema tetap dapat diimpor; lengkapi sebelum diberlakukan."
            )
            notes.append(Problem(plan.sheets["unit"], unit.row, UNIT.label_of("code"), unit.code, message))
    return problems, notes


def find_scheme(number: str) -> Scheme | None:
    """The scheme of this number; capitals make no other scheme."""
    return Scheme.objects.filter(number__iexact=number).first() if number else None


def known_standards(plan: Plan) -> dict[tuple[str, str, int], Standard]:
    """The standards of the plan that the portal has, by identity."""
    years = {standard.year for standard in plan.standards}
    found = {(row.kind, row.number.casefold(), row.year): row for row in Standard.objects.filter(year__in=years)}
    return {standard.identity: found[standard.identity] for standard in plan.standards if standard.identity in found}


def _compare_scheme(plan: Plan, problems: list[Problem]) -> None:
    scheme = find_scheme(plan.scheme.get("number", ""))
    plan.scheme_is_known = scheme is not None
    if scheme is None:
        plan.next_version = 1
        return
    versions = list(scheme.versions.order_by("-number"))
    plan.next_version = versions[0].number + 1 if versions else 1
    draft = next((version for version in versions if version.status == SchemeVersion.Status.DRAFT), None)
    if draft:
        message = _("Skema ini sudah mempunyai konsep versi %(number)s. Selesaikan konsep itu dahulu.")
        message %= {"number": draft.number}
        sheet, label = plan.sheets["scheme"], SCHEME.label_of("number")
        problems.append(Problem(sheet, plan.scheme_row, label, excerpt(scheme.number), message))


def _compare_standards(plan: Plan, problems: list[Problem], notes: list[Problem]) -> dict[int, Standard]:
    """Known standards by their index in the plan. The title on record stays; a new standard needs one."""
    found = known_standards(plan)
    known: dict[int, Standard] = {}
    for index, standard in enumerate(plan.standards):
        row = found.get(standard.identity)
        standard.is_known = row is not None
        place = (plan.sheets["unit"], standard.row, UNIT.label_of("standard_title"), excerpt(standard.title))
        if row is None:
            if not standard.title:
                problems.append(Problem(*place, _("Standar ini belum tercatat, jadi judulnya harus diisi.")))
            continue
        if standard.title and standard.title != row.title:
            message = _("Standar ini sudah tercatat sebagai “%(title)s”; judul itu yang dipakai.") % {
                "title": row.title
            }
            notes.append(Problem(*place, message))
        known[index], standard.title = row, row.title
    return known


def _known_units(plan: Plan, standards: dict[int, Standard]) -> dict[tuple[int, str], Unit]:
    """Known units by index of their standard and code: three queries, however many units there are."""
    index_of = {standard.pk: index for index, standard in standards.items()}
    codes = {unit.code.lower() for unit in plan.units}
    rows = Unit.objects.with_tree().annotate(lower_code=Lower("code"))
    rows = rows.filter(standard__in=list(index_of), lower_code__in=codes)
    return {(index_of[row.standard_id], row.code.casefold()): row for row in rows}


def _complete(plan: Plan, unit: UnitPlan, known: Unit, notes: list[Problem]) -> None:
    """What the file leaves out is taken from the record; what the record lacks the import fills in."""
    unit.title_en = unit.title_en or known.title_en
    recorded = _as_plan(known, unit.row)
    if not unit.elements:
        unit.elements = recorded
    unit.is_filled = bool((unit.title_en and not known.title_en) or (unit.elements and not recorded))
    if unit.is_filled:
        message = _("Unit ini sudah tercatat tetapi belum lengkap; yang masih kosong diisi dari berkas ini.")
        notes.append(Problem(plan.sheets["unit"], unit.row, UNIT.label_of("code"), unit.code, message))


def _as_plan(unit: Unit, row: int) -> list[ElementPlan]:
    """The tree on record, for the preview of a unit that the file names without its elements."""
    return [
        ElementPlan(
            element.position,
            element.title,
            row,
            [CriterionPlan(criterion.position, criterion.text, row) for criterion in element.criteria.all()],
        )
        for element in unit.elements.all()
    ]


def _same(one: str, other: str) -> bool:
    """Whether two wordings print the same: what was recorded before texts were cleaned is no other unit."""
    return as_printed(one) == as_printed(other)


class _Differences:
    """What a unit in the file says otherwise than the unit on record."""

    def __init__(self, plan: Plan, unit: UnitPlan, known: Unit) -> None:
        self.plan, self.unit, self.known = plan, unit, known
        self.problems: list[Problem] = []

    def found(self) -> list[Problem]:
        unit, known = self.unit, self.known
        if not _same(unit.title, known.title):
            self._add("unit", unit.row, UNIT.label_of("title"), unit.title, known.title)
        if unit.title_en and known.title_en and not _same(unit.title_en, known.title_en):
            self._add("unit", unit.row, UNIT.label_of("title_en"), unit.title_en, known.title_en)
        if unit.elements and known.elements.all():
            self._compare_elements()
        return self.problems

    def _compare_elements(self) -> None:
        label = CRITERION.label_of("element_title")
        recorded = {element.position: element for element in self.known.elements.all()}
        for element in self.unit.elements:
            other = recorded.pop(element.position, None)
            if other is None:
                self._add("criterion", element.row, label, element.title, "")
                continue
            if not _same(element.title, other.title):
                self._add("criterion", element.row, label, element.title, other.title)
            self._compare_criteria(element, other)
        for position, missing in recorded.items():
            self._miss(self.unit.row, f"{position}. {missing.title}")

    def _compare_criteria(self, element: ElementPlan, recorded: Element) -> None:
        label = CRITERION.label_of("text")
        texts = {criterion.position: criterion.text for criterion in recorded.criteria.all()}
        for criterion in element.criteria:
            text = texts.pop(criterion.position, "")
            if not _same(criterion.text, text):
                self._add("criterion", criterion.row, label, criterion.text, text)
        for position, text in texts.items():
            self._miss(element.row, f"{element.position}.{position} {text}")

    def _add(self, kind: str, row: int, column: str, here: str, recorded: str) -> None:
        if recorded:
            message = _("Unit %(code)s sudah tercatat dengan isi lain: “%(recorded)s”. Samakan dengan catatan itu.")
        else:
            message = _("Unit %(code)s sudah tercatat tanpa isi ini. Kosongkan, atau lengkapi unit itu dahulu.")
        message %= {"code": self.known.code, "recorded": excerpt(recorded)}
        self.problems.append(Problem(self.plan.sheets[kind], row, column, excerpt(here), message))

    def _miss(self, row: int, recorded: str) -> None:
        message = _("Unit %(code)s sudah tercatat dengan “%(recorded)s”, tetapi berkas ini tidak memuatnya.")
        message %= {"code": self.known.code, "recorded": excerpt(recorded)}
        sheet = self.plan.sheets["criterion"]
        self.problems.append(Problem(sheet, row, CRITERION.label_of("code"), self.known.code, message))
