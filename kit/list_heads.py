"""The head of a list: what each column is called, how it is sorted now, and the address that sorts it next.

And the addresses of the neighbouring pages, which are made in the same way.
"""

from dataclasses import dataclass
from typing import Any

import django_tables2 as tables
from django.forms.utils import flatatt
from django.http import QueryDict
from django.utils.safestring import SafeString


@dataclass(frozen=True)
class Head:
    """One cell of the head; without an address the column cannot be sorted."""

    label: Any
    attributes: SafeString
    address: str = ""
    symbol: str = "chevron-expand"


def shown_heads(table: tables.Table) -> list[Head]:
    """The heads of the table's columns. Sorting keeps the filters of the address and begins at the first page."""
    request = getattr(table, "request", None)
    query = request.GET.copy() if request else QueryDict(mutable=True)
    query.pop(table.prefixed_page_field, None)
    return [_head(table, bound, query) for bound in table.columns]


def page_address(table: tables.Table, number: int) -> str:
    """Another page of the same list."""
    query = table.request.GET.copy()
    query[table.prefixed_page_field] = str(number)
    return f"?{query.urlencode()}"


def _head(table: tables.Table, bound: Any, query: QueryDict) -> Head:
    attributes = {name: value for name, value in bound.attrs["th"].items() if value is not None}
    if not bound.orderable:
        return Head(bound.header, flatatt(attributes))
    order = bound.order_by_alias
    query[table.prefixed_order_by_field] = order.next
    address = f"?{query.urlencode()}"
    if not bound.is_ordered:
        return Head(bound.header, flatatt(attributes), address)
    attributes["aria-sort"] = "descending" if order.is_descending else "ascending"
    return Head(bound.header, flatatt(attributes), address, "chevron-down" if order.is_descending else "chevron-up")
