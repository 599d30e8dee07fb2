"""The table of a list: its columns, sorted and cut into pages as the address says, and its rows."""

from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.forms.utils import flatatt
from django.http import HttpRequest, QueryDict
from django.utils.formats import localize
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from .columns import Column, Words, Write

PER_PAGE = 25
MOST_SORTED = 3


@dataclass(frozen=True)
class Head:
    """The head of a column; without an address the column cannot be sorted."""

    label: Words
    css: str
    address: str = ""
    order: str = ""


@dataclass(frozen=True)
class Intro:
    """What stands around a table: the title of its page, a lead, and what is told while there is nothing in it."""

    title: Words
    lead: Words = ""
    icon: str = ""
    empty: Words = ""
    text: Words = ""


class Table:
    """The base of every table. Its columns are its attributes, in their order or in that of `fields`.

    `order` names the columns that it is sorted by as it opens ("-issued_on"), where the queryset does not say it;
    `phone` those that a card on a phone shows. What a column's path leads over is fetched with the rows. With `intro`
    its page needs no template of its own.
    """

    intro: ClassVar[Intro | None] = None
    columns: ClassVar[dict[str, Column]] = {}
    fields: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    phone: tuple[str, ...] = ()

    def __init_subclass__(cls) -> None:
        own = {name: value for name, value in vars(cls).items() if isinstance(value, Column)}
        for name in own:
            delattr(cls, name)  # a column may be called as something of the table is: "rows"
        columns = cls.columns | own
        cls.columns = {name: columns[name] for name in cls.fields or columns}

    def __init__(self, rows: QuerySet[Any], request: HttpRequest) -> None:
        self.query = request.GET
        wanted = [part for part in self.query.getlist("sort")[:MOST_SORTED] if self._may_sort(part)]
        self.sorted_by = wanted if "sort" in self.query else list(self.order)
        rows = _joined(rows, [column.of for column in self.columns.values() if isinstance(column.of, str)])
        self.page = self._cut(_in_order(rows, self._fields_of(wanted or self.order)))

    def address(self, record: Any) -> str:
        """The page that the row of this record opens; "" for none."""
        address: str = record.get_absolute_url() if hasattr(record, "get_absolute_url") else ""
        return address

    @property
    def heads(self) -> list[Head]:
        """Sorting keeps the filters of the address and begins at the first page."""
        query = self.query.copy()
        query.pop("page", None)
        return [self._head(column, query) for column in self.columns.values()]

    @property
    def rows(self) -> SafeString:
        """The rows of this page, as markup: a template of them would cost a list a sixth of its time."""
        writers = [(self._opening(column), column.writer()) for column in self.columns.values()]
        return mark_safe("\n".join([self._row(record, writers) for record in self.page]))

    def _row(self, record: Any, writers: list[tuple[str, Write]]) -> str:
        address = self.address(record)
        opens = format_html(' data-href="{}"', address) if address else ""
        cells = [f"{opening}{escaped(write(record, address))}</td>" for opening, write in writers]
        return f"<tr{opens}>{''.join(cells)}</tr>"

    @property
    def previous_address(self) -> str:
        return self._page_address(self.page.previous_page_number())

    @property
    def next_address(self) -> str:
        return self._page_address(self.page.next_page_number())

    def _may_sort(self, wanted: str) -> bool:
        column = self.columns.get(wanted.removeprefix("-"))
        return bool(column and column.sort)

    def _fields_of(self, names: tuple[str, ...] | list[str]) -> list[str]:
        """What the database sorts by. A column that is turned round turns each of its fields."""
        fields = []
        for name in names:
            own = self.columns[name.removeprefix("-")].sort
            fields += [_turned(field) for field in own] if name.startswith("-") else own
        return fields

    def _cut(self, rows: QuerySet[Any]) -> Page[Any]:
        """The page asked for, or the nearest one there is.

        Rows are sorted and cut by key alone, and then fetched: joins and counts cost a page, not the whole list.
        """
        page: Page[Any] = Paginator(rows, PER_PAGE).get_page(self.query.get("page"))
        if rows.query.annotations or rows.query.select_related:
            page.object_list = rows.filter(pk__in=page.object_list.values("pk"))
        return page

    def _head(self, column: Column, query: QueryDict) -> Head:
        if not column.sort:
            return Head(column.label, column.head_css)
        now = next((name for name in self.sorted_by if name.removeprefix("-") == column.name), "")
        query["sort"] = _turned(now) if now else column.name
        order = ("descending" if now.startswith("-") else "ascending") if now else ""
        return Head(column.label, column.head_css, f"?{query.urlencode()}", order)

    def _opening(self, column: Column) -> str:
        wide = bool(self.phone) and column.name not in self.phone
        css = {"class": column.css} if column.css else {}
        return f"<td{flatatt(css | {'data-label': column.label, 'data-wide': wide})}>"

    def _page_address(self, number: int) -> str:
        query = self.query.copy()
        query["page"] = str(number)
        return f"?{query.urlencode()}"


def escaped(content: Any) -> str:
    """As a template would write it."""
    return content if type(content) is SafeString else conditional_escape(localize(content))


def _turned(name: str) -> str:
    """The other direction of a sorting."""
    return name.removeprefix("-") if name.startswith("-") else f"-{name}"


def _in_order(rows: QuerySet[Any], fields: list[str]) -> QuerySet[Any]:
    """Ties by key, so that no row is on two pages."""
    return rows.order_by(*(fields or rows.query.order_by or rows.model._meta.ordering), "pk")


def _joined(rows: QuerySet[Any], paths: list[str]) -> QuerySet[Any]:
    """The rows with what these paths lead over, so that no cell asks the database."""
    joins = {join for path in paths if (join := _join_of(rows.model, path))}
    return rows.select_related(*joins) if joins else rows


@cache
def _join_of(model: Any, path: str) -> str:
    """The relations at the beginning of a path, each to one row; "" for none."""
    steps: list[str] = []
    for step in path.split("__")[:-1]:
        relations = {field.name: field for field in model._meta.get_fields() if field.many_to_one or field.one_to_one}
        if step not in relations:
            break
        steps.append(step)
        model = relations[step].related_model
    return "__".join(steps)
