"""Every list of the portal: search, filters, sorting and paging that live in the address.

Nonsense in the address (a page that is not there, a column unknown, a filter value that is none) shows the nearest
sensible list; a list never answers with an error for it.
"""

from copy import copy
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import django_filters
import django_tables2 as tables
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .list_filters import shown_filters
from .list_heads import page_address, shown_heads
from .list_rows import shown_rows

PER_PAGE = 25
LONGEST_SEARCH = 200
RANGE_ENDS = ("after", "before", "min", "max", "0", "1")


def address_of(record: Any) -> str:
    """The record's own page, found once for its row and its link; "" when it has none."""
    if not hasattr(record, "get_absolute_url"):
        return ""
    if "_list_address" not in record.__dict__:
        record._list_address = record.get_absolute_url()
    return record._list_address


class _Columns(dict[str, tables.Column]):
    """The columns of a table class. A table copies each as a whole, but nothing in them ever changes."""

    def __deepcopy__(self, memo: object) -> "_Columns":
        return type(self)((name, copy(column)) for name, column in self.items())


class ListTable(tables.Table):
    """The base of every table: rows open their record, `phone` names what a card on a phone shows."""

    phone: tuple[str, ...] = ()
    shown_heads = shown_heads
    shown_rows = shown_rows

    def __init_subclass__(cls, **extra: Any) -> None:
        super().__init_subclass__(**extra)
        cls.base_columns = _Columns(cls.base_columns)

    @property
    def previous_address(self) -> str:
        return page_address(self, self.page.previous_page_number())

    @property
    def next_address(self) -> str:
        return page_address(self, self.page.next_page_number())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        for column in self.base_columns.values():
            if isinstance(column, tables.DateColumn | tables.DateTimeColumn):
                column.attrs.setdefault("td", {}).setdefault("class", "cell-date")
        super().__init__(*args, **kwargs)

    class Meta:
        template_name = "lists/table.html"
        empty_text = _("Tidak ada yang cocok.")
        row_attrs = {"data-href": lambda record: address_of(record) or None}


class LinkColumn(tables.Column):
    """The column that names the record and opens what its row opens."""

    def __init__(self, **extra: Any) -> None:
        extra.setdefault("attrs", {"td": {"class": "cell-main"}})
        super().__init__(**extra)

    def render(self, record: Any, value: Any, table: tables.Table) -> SafeString:
        return format_html('<a href="{}">{}</a>', table.row_attrs["data-href"](record=record), value)


class DayColumn(tables.Column):
    """The day of a date or a moment."""

    def __init__(self, format: str = "j M Y", **extra: Any) -> None:  # noqa: A002 - as in DateColumn
        extra.setdefault("attrs", {"td": {"class": "cell-date"}})
        super().__init__(**extra)
        self.format = format

    def render(self, value: date) -> str:
        return written_day(value, self.format)


def written_day(value: date, form: str) -> str:
    """The day of a date or a moment, as `form` writes days."""
    day = timezone.localtime(value).date() if isinstance(value, datetime) else value
    return _written(day, form, get_language())


@lru_cache(maxsize=4096)
def _written(day: date, form: str, _language: str | None) -> str:
    """A year has few days and a list has many rows; writing a day is the slowest part of a row."""
    return date_format(day, form)


class StatusColumn(tables.TemplateColumn):
    """The status badge; `field` names a property when the status shown is derived."""

    def __init__(self, field: str = "status", **extra: Any) -> None:
        extra = {"verbose_name": _("Status"), "attrs": {"td": {"class": "cell-status"}}, "accessor": field} | extra
        super().__init__(f'{{% status_badge record "{field}" %}}', **extra)


class SelectColumn(tables.TemplateColumn):
    """A tick per row for the bulk actions of the page."""

    def __init__(self, **extra: Any) -> None:
        extra = {
            "verbose_name": _("Pilih"),
            "orderable": False,
            "accessor": "pk",
            "attrs": {"td": {"class": "cell-select"}, "th": {"class": "cell-select"}},
        } | extra
        super().__init__(template_name="lists/select.html", **extra)


class _Chip:
    """One filter in use: what it says, and the address without it."""

    def __init__(self, label: str, text: str, query: str) -> None:
        self.label, self.text, self.query = label, text, query


def list_page(
    request: HttpRequest,
    *,
    queryset: QuerySet[Any],
    table_class: type[tables.Table],
    filter_class: type[django_filters.FilterSet] | None = None,
    template: str = "lists/list.html",
    context: dict[str, Any] | None = None,
) -> HttpResponse:
    """The list as a page, or only its changing part when htmx asks for it.

    Costs one count and one page of rows beyond what the queryset prefetches, whatever the number of rows.
    """
    filterset = filter_class(_clean(request), queryset=queryset, request=request) if filter_class else None
    if filterset:
        _name_both_ends(filterset)
    rows = _filtered(filterset, queryset)
    table = table_class(rows)
    table.request = request  # given to the table, it would page a first time, by a `per_page` of the reader's choice
    _sort_and_page(request, table)
    chips = _chips(request, filterset) if filterset else []
    fragment = request.headers.get("HX-Request") and not request.headers.get("HX-History-Restore-Request")
    page = {
        "table": table,
        "filters": shown_filters(filterset) if filterset else "",
        "chips": chips,
        "total": table.paginator.count,
        "searching": bool(chips),
        "list_template": "lists/_list_fragment.html" if fragment else "layouts/portal.html",
    }
    response = render(request, template, page | (context or {}))
    patch_vary_headers(response, ["HX-Request"])
    return response


def narrowed(
    request: HttpRequest, filter_class: type[django_filters.FilterSet], queryset: QuerySet[Any]
) -> QuerySet[Any]:
    """The rows that a list shows under this address, all of them."""
    return _filtered(filter_class(_clean(request), queryset=queryset, request=request), queryset)


def _sort_and_page(request: HttpRequest, table: tables.Table) -> None:
    """Order as the address says, ties by key so that no row is on two pages, then cut out the page."""
    if sort := request.GET.getlist(table.prefixed_order_by_field):
        table.order_by = [part[:LONGEST_SEARCH] for part in sort[:3]]
    rows = table.data.data
    if isinstance(rows, QuerySet):
        table.data.data = rows.order_by(*(rows.query.order_by or rows.model._meta.ordering), "pk")
    table.paginator = Paginator(table.rows, PER_PAGE)
    table.page = table.paginator.get_page(request.GET.get(table.prefixed_page_field))
    if isinstance(rows, QuerySet):
        _fetch_late(table)


def _fetch_late(table: tables.Table) -> None:
    """Sort and cut by key alone, then fetch those rows: joins and counts cost a page, not the whole list."""
    page, rows = table.page.object_list, table.data.data
    if rows.query.annotations or rows.query.select_related:
        page.data = rows.filter(pk__in=page.data.values("pk"))


def _clean(request: HttpRequest) -> QueryDict:
    """The query without what a database cannot hold: null characters, and texts of absurd length."""
    query = request.GET.copy()
    for name in query:
        query.setlist(name, [value.replace("\x00", "")[:LONGEST_SEARCH] for value in query.getlist(name)])
    return query


def _filtered(filterset: django_filters.FilterSet | None, queryset: QuerySet[Any]) -> QuerySet[Any]:
    """The filtered rows; a filter with a value that is none is left out, the others still count."""
    if filterset is None:
        return queryset
    if not filterset.is_valid():
        kept = filterset.data.copy()
        for name in filterset.form.errors:
            _drop(kept, name)
        filterset.data = kept
        filterset.__dict__.pop("_form", None)
        filterset.__dict__.pop("_qs", None)
    return filterset.qs


def _name_both_ends(filterset: django_filters.FilterSet) -> None:
    """A range has two fields under one label: each is named for those who do not see them side by side."""
    for each in filterset.filters.values():
        for widget, end in zip(getattr(each.field.widget, "widgets", []), (_("dari"), _("sampai")), strict=False):
            widget.attrs["aria-label"] = f"{each.label}, {end}"
            if isinstance(each, django_filters.DateFromToRangeFilter):
                widget.input_type = "date"


def _drop(query: QueryDict, name: str) -> None:
    """Take a filter out of a query, with the two ends of a range."""
    for key in (name, *(f"{name}_{end}" for end in RANGE_ENDS)):
        query.pop(key, None)


def _chips(request: HttpRequest, filterset: django_filters.FilterSet) -> list[_Chip]:
    """The filters in use, each with the address that removes it."""
    chips = []
    for name, value in filterset.form.cleaned_data.items():
        if value in (None, "", []) or (hasattr(value, "exists") and not value):
            continue
        rest = request.GET.copy()
        _drop(rest, name)
        rest.pop("page", None)
        field = filterset.form[name]
        chips.append(_Chip(str(field.label), _spoken(field, value), rest.urlencode()))
    return chips


def _spoken(field: BoundField, value: Any) -> str:
    """The value of a filter as its reader knows it: the label of a choice, the two ends of a range."""
    if isinstance(value, slice):
        return " – ".join("…" if end is None else _spoken(field, end) for end in (value.start, value.stop))
    if isinstance(value, date):  # a datetime is one as well
        return date_format(value, "j M Y")
    if isinstance(value, list | tuple | QuerySet):
        return ", ".join(_spoken(field, part) for part in value)
    choices = (
        {str(key): str(text) for key, text in getattr(field.field, "choices", [])} if not hasattr(value, "pk") else {}
    )
    return choices.get(str(value), str(value))
