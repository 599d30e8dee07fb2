"""Selects whose choices are rows: a hundred are a choice, ten thousand are a burden on reader and page."""

from collections.abc import Callable
from typing import Any

import django_filters
from django.db.models import QuerySet

MOST_CHOICES = 100


class RowFilter(django_filters.ChoiceFilter):
    """A choice among rows, told apart by `key`, called by their field `name` or else by their `str`.

    Belongs in a `RowFilterSet`.
    """

    def __init__(self, rows: Callable[[], QuerySet[Any]], *, key: str = "pk", name: str = "", **extra: Any) -> None:
        super().__init__(**extra)
        self.rows, self.key, self.name = rows, key, name

    def choices(self) -> list[tuple[Any, str]]:
        """Every row by name; none at all when there are too many to choose from. One query, whatever their number."""
        rows = self.rows().order_by()[: MOST_CHOICES + 1]
        if self.name:
            choices = list(rows.values_list(self.key, self.name))
        else:
            choices = [(getattr(row, self.key), str(row)) for row in rows]
        return sorted(choices, key=lambda choice: choice[1]) if len(choices) <= MOST_CHOICES else []


class RowFilterSet(django_filters.FilterSet):
    """Shows a `RowFilter` only while its rows are few; beyond that the search finds them by name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, chosen_by in list(self.filters.items()):
            if not isinstance(chosen_by, RowFilter):
                continue
            if choices := chosen_by.choices():
                chosen_by.extra["choices"] = choices
            else:
                del self.filters[name]
