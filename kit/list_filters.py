"""The fields above a list. While nothing is filtered they are the same for everybody, so they are drawn once."""

from collections.abc import Hashable

import django_filters
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

MOST_DRAWN = 256
UNFILTERED = {"sort", "page"}
_drawn: dict[Hashable, SafeString] = {}


def shown_filters(filterset: django_filters.FilterSet) -> SafeString:
    """The fields of the filters, filled with what is filtered by."""
    kind = _kind(filterset) if set(filterset.data) <= UNFILTERED else None
    if kind not in _drawn or kind is None:
        fields = render_to_string("lists/_filter_fields.html", {"form": filterset.form})
        if kind is None or len(_drawn) >= MOST_DRAWN:
            return fields
        _drawn[kind] = fields
    return _drawn[kind]


def _kind(filterset: django_filters.FilterSet) -> Hashable | None:
    """What decides how the empty fields look; None where the choices are rows, which come and go."""
    choices = [each.extra.get("choices", ()) for each in filterset.filters.values()]
    rows = any("queryset" in each.extra for each in filterset.filters.values())
    if rows or any(callable(each) for each in choices):
        return None
    return type(filterset), get_language(), tuple(filterset.filters), tuple(tuple(each) for each in choices)
