"""The clauses with what each mechanism left in a year and what is open in it, as far as a reader may know."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Value

from assessments.models import Event

from ..mechanisms import MECHANISMS, Mechanism, Opening, Record
from ..mechanisms.screens import LABELS, address_for
from ..models import Clause, Code

MOST_YEARS = 10


@dataclass(frozen=True)
class Counted:
    """A kind of record with its rows of the year; None for a reader who may not know of them."""

    record: Record
    number: int | None


@dataclass(frozen=True)
class Waiting:
    """What is open, how much of it, and where it is worked off."""

    opening: Opening
    number: int
    address: str


@dataclass(frozen=True)
class Row:
    """One clause of the code, with its mechanism when there is one."""

    number: int
    clause: Clause | None
    mechanism: Mechanism | None
    records: Sequence[Counted] = ()
    openings: Sequence[Waiting] = ()

    @property
    def total(self) -> int:
        """The records of the year, as far as the reader may know of them."""
        return sum(each.number or 0 for each in self.records)

    @property
    def open(self) -> int:
        return sum(each.number for each in self.openings)

    @property
    def is_hidden(self) -> bool:
        """Whether the reader may know of none of its records."""
        return bool(self.records) and all(each.number is None for each in self.records)

    @property
    def waiting(self) -> list[Waiting]:
        """Only what there is something of."""
        return [each for each in self.openings if each.number]

    def screens(self, user: Any) -> list[tuple[str, Any]]:
        """The pages that this reader may open as they are: address and name."""
        names = self.mechanism.screens if self.mechanism else ()
        found = [(address_for(user, name), LABELS[name]) for name in names if name in LABELS]
        return [(address, label) for address, label in found if address]


def years(today: date) -> list[int]:
    """This year and those before it in which the portal was used, the newest first."""
    first = Event.objects.order_by("pk").values_list("on", flat=True).first()
    begun = max(first.year, today.year - MOST_YEARS + 1) if first else today.year
    return list(range(today.year, min(begun, today.year) - 1, -1))


def chosen_year(text: str, known: Sequence[int]) -> int:
    """The year that is asked for; the newest for one that the portal knows nothing of."""
    return int(text) if text in map(str, known) else known[0]


def rows_of(user: Any, year: int, today: date, numbers: Iterable[int] | None = None) -> list[Row]:
    """The clauses in force at the end of that year (or today), every one or only some.

    Everything that is counted in the database is counted by one query, however many kinds there are.
    """
    code = Code.objects.in_force(min(today, date(year, 12, 31))) or Code.objects.in_force(today)
    clauses = {clause.number: clause for clause in code.clauses.all()} if code else {}
    wanted = sorted({*clauses, *MECHANISMS} if numbers is None else set(numbers))
    kept = {number: MECHANISMS[number] for number in wanted if number in MECHANISMS}
    records = {record: record.in_year(user, year) for each in kept.values() for record in each.records
               if record.may_be_read_by(user)}  # fmt: skip
    openings = {
        opening: opening.rows(user, today)
        for each in kept.values() for opening in each.openings if address_for(user, opening.page)
    }  # fmt: skip
    asked: dict[Any, Any] = {**records, **openings}
    found = dict(zip(asked, counted(list(asked.values())), strict=True))
    return [_row(number, clauses.get(number), kept.get(number), found, user) for number in wanted]


def _row(number: int, clause: Clause | None, mechanism: Mechanism | None, found: Any, user: Any) -> Row:
    if mechanism is None:
        return Row(number, clause, None)
    records = [Counted(record, found.get(record)) for record in mechanism.records]
    openings = [
        Waiting(opening, found[opening], _narrowed(address_for(user, opening.page), opening))
        for opening in mechanism.openings if opening in found
    ]  # fmt: skip
    return Row(number, clause, mechanism, records, openings)


def _narrowed(address: str, opening: Opening) -> str:
    return f"{address}?{opening.narrowed}" if opening.narrowed else address


def counted(groups: Sequence[QuerySet[Any] | Sequence[Any]]) -> list[int]:
    """How many there are in each; querysets are all counted by one query."""
    numbers = [0 if isinstance(group, QuerySet) else len(group) for group in groups]
    parts = [
        group.order_by().annotate(place=Value(place)).values("place").annotate(many=Count("pk"))
        for place, group in enumerate(groups) if isinstance(group, QuerySet)
    ]  # fmt: skip
    if parts:
        first, *others = parts
        for found in first.union(*others, all=True) if others else first:
            numbers[found["place"]] = found["many"]
    return numbers
