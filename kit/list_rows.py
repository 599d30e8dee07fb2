"""The rows of a list, with every question that all rows answer alike asked once.

django-tables2 asks anew for each cell what its column is like: it inspects a signature, compiles the template, gathers
the attributes. That was five sixths of the time of a list (docs/performance.md, `make bench`). Here a column is asked
once a page, a template is compiled once a process, and the context is that of one page.
"""

import inspect
from collections.abc import Callable
from functools import cache, lru_cache, partial
from operator import attrgetter
from typing import Any, cast

import django_tables2 as tables
from django.forms.utils import flatatt
from django.template import Context, Template
from django.template.base import render_value_in_context
from django.template.loader import get_template
from django.utils.formats import localize
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django_tables2.columns import BoundColumn

Read = Callable[[Any], Any]
Paint = Callable[[Any], Any]


@cache
def _compiled(code: str) -> Template:
    return Template(code)


def shown_rows(table: tables.Table) -> SafeString:
    """The rows of the table's page. A cell's template knows its record, its value and the request."""
    context = Context({"request": getattr(table, "request", None)})
    with context.bind_template(_compiled("")):
        columns = [_column(table, bound, context) for bound in table.columns]
        rows = [
            f"<tr{_row_attributes(table, record)}>{''.join([show(record) for show in columns])}</tr>"
            for record in _records(table)
        ]
    return mark_safe("\n".join(rows))


def _records(table: tables.Table) -> Any:
    return table.page.object_list.data if hasattr(table, "page") else table.data


def _row_attributes(table: tables.Table, record: Any) -> SafeString:
    values = ((name, value(record=record) if callable(value) else value) for name, value in table.row_attrs.items())
    return mark_safe("".join([f' {name}="{conditional_escape(value)}"' for name, value in values if value is not None]))


def _column(table: tables.Table, bound: BoundColumn, context: Context) -> Callable[[Any], str]:
    """What shows the cell of a record in this column."""
    key = type(table), bound.name, get_language()
    cell = _openings.get(key) or _openings.setdefault(key, _opening(table, bound))
    paint = _painter(table, bound, context)

    def show(record: Any) -> str:
        return f"{cell}{_escaped(paint(record), context)}</td>"

    return show


# How the cells of a column begin, which is the same on every page in a language.
_openings: dict[tuple[type, str, str | None], SafeString] = {}


def _opening(table: tables.Table, bound: BoundColumn) -> SafeString:
    attributes = {name: value for name, value in bound.attrs["td"].items() if value is not None}
    phone = getattr(table, "phone", ())
    wide = bool(phone) and bound.name not in phone
    return format_html("<td{}>", flatatt(attributes | {"data-label": bound.header, "data-wide": wide}))


def _escaped(content: Any, context: Context) -> str:
    """As a template would write it."""
    if type(content) is int:
        return _number(content, get_language())
    return content if type(content) is SafeString else render_value_in_context(content, context)


@lru_cache(maxsize=4096)
def _number(number: int, _language: str | None) -> str:
    return str(localize(number))


def _reader(table: tables.Table, bound: BoundColumn) -> Read:
    """Follow the accessor; a choice is read in words, a relation that is empty on the way gives None."""
    accessor = bound.accessor
    if callable(accessor):
        return accessor
    path = [accessor] if accessor.startswith("__") else accessor.split("__")
    field = accessor.get_field(getattr(table.data, "model", None))
    words = (
        {key: str(text) for key, text in field.flatchoices}
        if getattr(field, "choices", None) and field.name == path[-1]
        else {}
    )
    follow = attrgetter(".".join(path))

    def read(record: Any) -> Any:
        try:
            value = follow(record)
        except AttributeError:
            return None
        if callable(value) and not hasattr(value, "do_not_call_in_templates"):
            value = value()
        return words.get(value, value) if words else value

    return read


def _painter(table: tables.Table, bound: BoundColumn, context: Context) -> Paint:
    """What a column shows of a record: by a template, or by the column's or the table's own method.

    Such a method may ask for value, record, column, bound_column and table.
    """
    column, read, default = bound.column, _reader(table, bound), bound.default
    if isinstance(column, tables.TemplateColumn) and bound.render == column.render:
        return _template_painter(column, bound, read, context)
    wanted = _wanted(getattr(bound.render, "__func__", bound.render))
    fixed = {"column": column, "bound_column": bound, "table": table}

    def paint(record: Any) -> Any:
        value = read(record)
        if value in column.empty_values:
            return default
        given = fixed | {"record": record, "value": value}
        return bound.render(**{name: given[name] for name in wanted})

    return paint


@cache
def _wanted(render: Callable[..., Any]) -> tuple[str, ...]:
    """What a render method asks for."""
    return tuple(name for name in inspect.signature(render).parameters if name != "self")


def _template_painter(column: tables.TemplateColumn, bound: BoundColumn, read: Read, context: Context) -> Paint:
    """A template asks for the value itself if it shows it."""
    code, name = column.template_code, column.context_object_name
    template = _compiled(code) if code else cast("Any", get_template(column.template_name)).template
    nodes = template.nodelist
    own = {"default": bound.default, "column": bound} | column.extra_context

    def paint(record: Any) -> SafeString:
        own[name], own["value"] = record, partial(read, record)
        context.dicts.append(own)
        try:
            return nodes.render(context)
        finally:
            context.dicts.pop()

    return paint
