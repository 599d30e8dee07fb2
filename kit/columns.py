"""The columns of a list: what each is called, what it shows of a record, and what it is sorted by."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any, cast

from django.template import Context
from django.template.loader import get_template
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from .choices import words_of
from .days import written_day

Words = str | Promise
Write = Callable[[Any, str], Any]
Sort = str | tuple[str, ...]
NOTHING = "—"
STATUS = _("Status")


def follow(record: Any, path: str) -> Any:
    """What stands at the end of the path ("owner__name"): a choice in words, what a method answers.

    None where a relation on the way is empty.
    """
    *steps, last = path.split("__")
    for step in steps:
        record = getattr(record, step, None)
    value = getattr(record, last, None)
    if callable(value):
        return value()
    model: Any = type(record)
    words = words_of(model, last)
    return words.get(value, value) if words else value


class Column:
    """One column. It shows what stands at the end of a path, or what a function says of the record.

    `of` is that path or function; the column's own name when it is left out.
    `sort` names the fields to sort by, the path's when it is left out; () for a column that nobody sorts by.
    `css` is the class of the cells; `empty` stands where there is nothing.
    """

    css = head_css = ""

    def __init__(
        self,
        label: Words,
        of: str | Callable[[Any], Any] = "",
        *,
        sort: Sort | None = None,
        css: str | None = None,
        empty: Words = NOTHING,
    ) -> None:
        self.label, self.of, self.empty = label, of, empty
        self.css = self.css if css is None else css
        self._sort = (sort,) if isinstance(sort, str) else sort

    def __set_name__(self, _table: type, name: str) -> None:
        self.name = name
        self.of = self.of or name

    @property
    def sort(self) -> tuple[str, ...]:
        """The fields that it is sorted by."""
        if self._sort is not None:
            return self._sort
        return (self.of,) if isinstance(self.of, str) else ()

    def value(self, record: Any) -> Any:
        return follow(record, self.of) if isinstance(self.of, str) else self.of(record)

    def writer(self) -> Write:
        """What writes the cells of one page; whatever they have in common is found once."""
        return self.cell

    def cell(self, record: Any, address: str) -> Any:
        """What stands in the cell of a record, whose row opens this address."""
        value = self.value(record)
        return self.empty if value in (None, "") else self.written(value, address)

    def written(self, value: Any, _address: str) -> Any:
        """How a value is written that is there."""
        return value


class LinkColumn(Column):
    """The column that names the record and opens what its row opens."""

    css = "cell-main"

    def written(self, value: Any, address: str) -> Any:
        return format_html('<a href="{}">{}</a>', address, value) if address else value


class NumberColumn(Column):
    """A number, at the right."""

    css = head_css = "num"


class DayColumn(Column):
    """The day of a date or a moment."""

    css = "cell-date"

    def __init__(self, label: Words, of: str = "", *, form: str = "j M Y", **extra: Any) -> None:
        super().__init__(label, of, **extra)
        self.form = form

    def written(self, value: date, _address: str) -> str:
        return written_day(value, self.form)


class MomentColumn(Column):
    """A moment: its day and its time."""

    css = "cell-date"

    def written(self, value: datetime, _address: str) -> str:
        return f"{written_day(value)}, {timezone.localtime(value):%H.%M}"


class TemplateColumn(Column):
    """What a template makes of the `record` and of the `value` of the column.

    Sorted by only where `of` or `sort` is told.
    """

    def __init__(
        self,
        label: Words,
        template: str,
        of: str = "",
        *,
        sort: Sort | None = None,
        css: str | None = None,
        **known: Any,
    ) -> None:
        """`known` is what else the template knows."""
        super().__init__(label, of, sort=sort if of or sort else (), css=css)
        self.template, self.known = template, known

    def writer(self) -> Write:
        template, context = cast("Any", get_template(self.template)).template, Context(self.known)
        context.template = template  # said once, it is not worked out anew for each row

        def write(record: Any, _address: str) -> Any:
            with context.push(record=record, value=partial(self.value, record)):
                return template.render(context)

        return write


class StatusColumn(TemplateColumn):
    """The status badge; `field` names a property when the status shown is derived."""

    css = "cell-status"

    def __init__(self, field: str = "status", label: Words = STATUS, *, sort: Sort | None = None) -> None:
        super().__init__(label, "lists/status.html", field, sort=sort, field=field)


class SelectColumn(TemplateColumn):
    """A tick per row for the bulk actions of the page."""

    css = head_css = "cell-select"

    def __init__(self) -> None:
        super().__init__(_("Pilih"), "lists/select.html")
