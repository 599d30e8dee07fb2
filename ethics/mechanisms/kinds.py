"""What a mechanism is made of: records that are counted and listed for a year, and questions that are still open."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Count, Model, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

Words = str | Promise
LISTED = 2000  # a kind with more rows in a year is told by its months


class Line(NamedTuple):
    """One record as evidence: nobody is named in it but an assessor, for his own duty."""

    kind: str
    number: str = ""
    day: date | None = None
    state: str = ""
    assessor: str = ""
    met_number: str = ""


def own_rows(model: type[Model]) -> Callable[[Any], QuerySet[Any]]:
    """What the reader may see of a model, by its `visible_to`."""
    return lambda user: model._default_manager.visible_to(user)  # type: ignore[attr-defined]


def nothing(_row: Any) -> str:
    return ""


@dataclass(frozen=True)
class Record:
    """One kind of record: `dated` says in which year a row counts, `rows` which of them a reader may know of.

    `state` says in a few words how a row stands; `assessor` is the way to whose duty it is about. `is_listed` False
    keeps the rows from every list and only tells their number by months.
    """

    model: type[Model]
    dated: str
    state: Callable[[Any], Any] = nothing
    assessor: str = ""
    number: str = "pk"
    only: Q | None = None
    rows: Callable[[Any], QuerySet[Any]] | None = None
    with_rows: tuple[str, ...] = ()
    label: Words = ""
    officers_only: bool = False
    is_listed: bool = True

    @property
    def name(self) -> str:
        """What the kind is called."""
        return str(self.label or capfirst(self.model._meta.verbose_name_plural))

    def may_be_read_by(self, user: Any) -> bool:
        return user.is_ethics_officer or (user.is_lsp_admin and not self.officers_only)

    def in_year(self, user: Any, year: int) -> QuerySet[Any]:
        """The rows of a year that this reader may know of."""
        rows = (self.rows or own_rows(self.model))(user)
        rows = rows.filter(self.only) if self.only else rows
        return rows.filter(**{f"{self.dated}__year": year}).order_by(self.dated, "pk")

    def lines(self, user: Any, year: int, number: int) -> Iterator[Line]:
        """The year as evidence, oldest first; `number` is how many rows there are."""
        rows = self.in_year(user, year)
        if number > LISTED or not self.is_listed:
            yield from self._months(rows)
        else:
            rows = rows.select_related(f"{self.assessor}__person") if self.assessor else rows
            for row in rows.prefetch_related(*self.with_rows):
                yield self._line(row)

    def _months(self, rows: QuerySet[Any]) -> Iterator[Line]:
        counted = rows.order_by().annotate(month=TruncMonth(self.dated)).values("month").annotate(many=Count("pk"))
        for row in counted.order_by("month"):
            said = {"month": date_format(row["month"], "F Y"), "number": row["many"]}
            yield Line(self.name, state=_("%(month)s: %(number)s catatan") % said)

    def _line(self, row: Any) -> Line:
        who = at_the_end(row, self.assessor) if self.assessor else None
        return Line(
            kind=self.name,
            number=str(at_the_end(row, self.number)),
            day=day_of(at_the_end(row, self.dated)),
            state=str(self.state(row)),
            assessor=who.person.name if who else "",
            met_number=who.met_number if who else "",
        )


def at_the_end(row: Any, way: str) -> Any:
    """What stands at the end of a way such as "panel__case__number"; None where the way breaks off."""
    for step in way.split("__"):
        row = getattr(row, step, None)
    return row


def day_of(moment: date | datetime | None) -> date | None:
    return timezone.localtime(moment).date() if isinstance(moment, datetime) else moment


@dataclass(frozen=True)
class Opening:
    """What waits for somebody: the rows, and the list where they are worked off, narrowed to just these."""

    label: Words
    rows: Callable[[Any, date], QuerySet[Any] | Sequence[Any]]
    page: str
    narrowed: str = ""  # as the list's own filter writes it in its address


@dataclass(frozen=True)
class Mechanism:
    """What keeps one clause: a sentence, the names of its pages, its records, and what is open in it."""

    text: Words
    screens: tuple[str, ...]
    records: tuple[Record, ...]
    openings: tuple[Opening, ...] = ()
