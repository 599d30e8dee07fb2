"""The filters above a list: what of the address they read, their fields, and the chips of those in use."""

from collections.abc import Hashable, Iterable
from datetime import date
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.forms import BoundField
from django.http import HttpRequest, QueryDict
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

LONGEST_SEARCH = 200
RANGE_ENDS = ("after", "before", "min", "max", "0", "1")
UNFILTERED = {"sort", "page"}
MOST_DRAWN = 256
_drawn: dict[Hashable, SafeString] = {}


class Chip:
    """One filter in use: what it says, and the address without it."""

    def __init__(self, label: str, text: str, query: str) -> None:
        self.label, self.text, self.query = label, text, query


def asked(
    request: HttpRequest, filter_class: type[django_filters.FilterSet], queryset: QuerySet[Any]
) -> django_filters.FilterSet:
    """The filters as the address asks them; one with a value that is none is left out, the others still count."""
    filterset = filter_class(_clean(request), queryset=queryset, request=request)
    _name_both_ends(filterset)
    if not filterset.is_valid():
        kept = filterset.data.copy()
        for name in filterset.form.errors:
            _drop(kept, name)
        filterset.data = kept
        filterset.__dict__.pop("_form", None)
        filterset.__dict__.pop("_qs", None)
    return filterset


def _clean(request: HttpRequest) -> QueryDict:
    """The query without what a database cannot hold: null characters, and texts of absurd length."""
    query = request.GET.copy()
    for name in query:
        query.setlist(name, [value.replace("\x00", "")[:LONGEST_SEARCH] for value in query.getlist(name)])
    return query


def shown_fields(filterset: django_filters.FilterSet) -> SafeString:
    """The fields, filled with what is filtered by.

    While nothing is, they are the same for everybody and drawn once: Django draws a select option by option, which
    would be a tenth of a list.
    """
    if set(filterset.data) - UNFILTERED:
        return _fields(filterset)
    offered = tuple((name, *_offered(each)) for name, each in filterset.filters.items())
    kind = (type(filterset), get_language(), offered)
    if kind not in _drawn:
        if len(_drawn) >= MOST_DRAWN:
            _drawn.clear()
        _drawn[kind] = _fields(filterset)
    return _drawn[kind]


def _offered(each: django_filters.Filter) -> Iterable[Any]:
    """What a filter lets its reader choose from; Django takes a list or a function that makes one."""
    choices = each.extra.get("choices", ())
    return choices() if callable(choices) else choices


def _fields(filterset: django_filters.FilterSet) -> SafeString:
    return render_to_string("lists/_filter_fields.html", {"form": filterset.form})


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


def chips_of(request: HttpRequest, filterset: django_filters.FilterSet) -> list[Chip]:
    """The filters in use, each with the address that removes it."""
    chips = []
    for name, value in filterset.form.cleaned_data.items():
        if value in (None, "", []) or (hasattr(value, "exists") and not value):
            continue
        rest = request.GET.copy()
        _drop(rest, name)
        rest.pop("page", None)
        field = filterset.form[name]
        chips.append(Chip(str(field.label), _spoken(field, value), rest.urlencode()))
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
