"""Standards, their units, and the elements and criteria of a unit.

A unit that a scheme version in force uses, or used, keeps its wording: candidates were judged by it. What is still
empty (English title, description, elements) may be filled in, because nobody has read anything else there.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kit.accounts import Account
from kit.errors import RuleError
from kit.saving import change_checked, only_fields, save_checked, tidy_line

from ..models import Criterion, Element, Event, Standard, Unit

STANDARD_FIELDS = ("kind", "number", "year", "title", "issuer")
UNIT_FIELDS = ("code", "title", "title_en", "description")
FILLABLE = ("title_en", "description")

ElementTree = Iterable[tuple[str, Iterable[str]]]


@transaction.atomic
def create_standard(
    *, by: Account, on: date, kind: str, number: str, year: int, title: str, issuer: str = ""
) -> Standard:
    """A new standard. Refuses the same kind, number and year twice ("invalid")."""
    standard = save_checked(Standard(kind=kind, number=number, year=year, title=title, issuer=issuer))
    Event.record(standard, "created", by=by, on=on)
    return standard


@transaction.atomic
def edit_standard(*, by: Account, on: date, standard: Standard, **fields: Any) -> Standard:
    """Correct a standard. Refuses a kind, number and year that another standard has ("invalid")."""
    only_fields(fields, STANDARD_FIELDS)
    locked = Standard.objects.select_for_update().get(pk=standard.pk)
    return change_checked(locked, fields, by=by, on=on)


@transaction.atomic
def create_unit(
    *,
    by: Account,
    on: date,
    standard: Standard,
    code: str,
    title: str,
    title_en: str = "",
    description: str = "",
    elements: ElementTree = (),
) -> Unit:
    """A new unit; the code is kept as written. Refuses a code twice in one standard ("invalid")."""
    unit = Unit(standard=standard, code=code, title=title, title_en=title_en, description=description)
    save_checked(unit)
    _write_elements(unit, _checked(elements))
    Event.record(unit, "created", by=by, on=on)
    return unit


@transaction.atomic
def edit_unit(*, by: Account, on: date, unit: Unit, elements: ElementTree | None = None, **fields: Any) -> Unit:
    """Correct a unit. Refuses a code twice ("invalid"), and what is written of a frozen unit ("unit_frozen")."""
    only_fields(fields, UNIT_FIELDS)
    locked = Unit.objects.select_for_update().get(pk=unit.pk)
    changed = [name for name, value in fields.items() if getattr(locked, name) != value]
    if any(name not in FILLABLE or getattr(locked, name) for name in changed) and locked.is_frozen():
        raise _frozen()
    if elements is not None:
        set_elements(by=by, on=on, unit=locked, elements=elements)
    return change_checked(locked, fields, by=by, on=on)


@transaction.atomic
def set_elements(*, by: Account, on: date, unit: Unit, elements: ElementTree) -> Unit:
    """Make `[(element title, [criterion, ...]), ...]` the unit's elements, numbered in this order.

    Refuses to replace the elements of a frozen unit ("unit_frozen"), an empty or overlong text ("invalid"), and letters
    that are none ("unprintable").
    """
    wanted = _checked(elements)
    locked = Unit.objects.select_for_update().get(pk=unit.pk)
    present = element_tree(locked)
    if wanted == present:
        return locked
    if present and locked.is_frozen():
        raise _frozen()
    locked.elements.all().delete()
    _write_elements(locked, wanted)
    Event.record(locked, "elements", by=by, on=on, elements=len(wanted))
    return locked


def element_tree(unit: Unit) -> list[tuple[str, list[str]]]:
    """The unit's elements in the shape `set_elements` takes."""
    elements = unit.elements.prefetch_related("criteria")
    return [(element.title, [criterion.text for criterion in element.criteria.all()]) for element in elements]


def _checked(elements: ElementTree) -> list[tuple[str, list[str]]]:
    tree = [(tidy_line(title), [tidy_line(text) for text in criteria]) for title, criteria in elements]
    longest = Element._meta.get_field("title").max_length or 0
    for title, criteria in tree:
        if not title.strip() or not all(text.strip() for text in criteria):
            raise RuleError(_("Elemen dan kriteria tidak boleh kosong."), "invalid")
        if len(title) > longest:
            raise RuleError(
                _("Judul elemen paling panjang %(longest)s karakter: “%(start)s…”."),
                "invalid",
                {"longest": longest, "start": title[:40]},
            )
    return tree


def _write_elements(unit: Unit, tree: list[tuple[str, list[str]]]) -> None:
    rows = [Element(unit=unit, position=place, title=title) for place, (title, _texts) in enumerate(tree, start=1)]
    Element.objects.bulk_create(rows)
    Criterion.objects.bulk_create(
        Criterion(element=row, position=place, text=text)
        for row, (_title, texts) in zip(rows, tree, strict=True)
        for place, text in enumerate(texts, start=1)
    )


def _frozen() -> RuleError:
    return RuleError(
        _("Unit ini dipakai skema yang sudah diberlakukan, jadi isinya tidak dapat diubah lagi."), "unit_frozen"
    )
